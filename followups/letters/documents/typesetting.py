"""Sheets of text set as one PDF by typst: tagged (PDF/UA-1), the same bytes for the same text.

The text goes to typst as JSON and is never read as markup. What no font shows becomes a visible box with its name.
"""

import functools
import json
import re
import threading
import unicodedata
from pathlib import Path

import typst

SOURCES = Path(__file__).parent / "typst"
# Words that are longer may be wider than a line.
LONG_WORD = 25
REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# What belongs to the character before it: variation selectors, skin tones, and whatever a joiner joins.
JOINED = "(?:[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.?)*"
# Letters, digits and punctuation of English, Spanish and Vietnamese, which any font has.
PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201d\u2026]"
)

# typst's compiler serves one thread at a time.
turn = threading.Lock()


def typeset(title: str, author: str, sheets: list[dict]) -> bytes:
    """Return the sheets as one PDF. A sheet has the name of its `form`, and lines or lists of lines of text."""
    missing: frozenset[str] = frozenset()
    while True:
        done = set_or_refused(title, author, sheets, missing)
        if isinstance(done, bytes):
            return done
        if done <= missing:
            raise ValueError("typst refuses a text of plain letters.")
        missing |= done


def set_or_refused(title, author, sheets, missing) -> bytes | frozenset[str]:
    """Return the PDF, or the characters that typst cannot set; all that are not plain if it does not name them."""
    try:
        return compiled(title, author, sheets, missing)
    except typst.TypstError as refusal:
        return refused_by(refusal) or not_plain(sheets)
    except BaseException as panic:
        # Marks of scripts from right to left can break its lines (typst issue 8667). It says so by an exception that is
        # no Exception and that cannot be imported.
        if type(panic).__name__ != "PanicException":
            raise
        return not_plain(sheets)


@functools.cache
def compiler() -> typst.Compiler:
    """Return the compiler with the fonts that typst brings: those of the machine would make letters differ."""
    return typst.Compiler(str(SOURCES / "main.typ"), root=str(SOURCES), ignore_system_fonts=True)


def compiled(title, author, sheets, missing) -> bytes:
    job = {"title": title, "author": author, "sheets": in_runs(sheets, missing)}
    with turn:
        return compiler().compile(sys_inputs={"job": json.dumps(job)}, format="pdf", pdf_standards=["ua-1"])


def in_runs(part, missing):
    """Return sheets, with each line of theirs as runs; the name of a form stays as it is."""
    if isinstance(part, dict):
        return {name: value if name == "form" else in_runs(value, missing) for name, value in part.items()}
    return runs_of(part, missing) if isinstance(part, str) else [in_runs(value, missing) for value in part]


def runs_of(line: str, missing: frozenset[str]) -> list:
    """Split a line into text, words that may be too long, and boxes for what no font shows."""
    found = re.split(f"([{re.escape(''.join(sorted(missing)))}]{JOINED})", line) if missing else [line]
    runs = []
    for number, piece in enumerate(found):
        if number % 2:
            runs.append({"missing": names_of(piece)})
        else:
            words = re.split(rf"(\S{{{LONG_WORD},}})", piece)
            runs += [{"long": word} if place % 2 else word for place, word in enumerate(words) if word]
    return runs


def names_of(characters: str) -> str:
    """Return the Unicode names of characters, as a screen reader says them."""
    shown = [character for character in characters if character not in "\u200d\ufe0e\ufe0f"]
    return ", ".join(unicodedata.name(character, f"U+{ord(character):04X}").lower() for character in shown)


def refused_by(refusal: typst.TypstError) -> frozenset[str]:
    """Return the characters that no font shows, as typst's refusal lists them."""
    texts = REFUSED.findall(refusal.diagnostic)
    return frozenset("".join(ESCAPED.sub(meant, text) for text in texts)) - frozenset(" ")


def meant(escape: re.Match) -> str:
    code, character = escape.groups()
    return chr(int(code, 16)) if code else {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(character, character)


def not_plain(sheets) -> frozenset[str]:
    """Return all characters of the sheets that are not plain, for a text that typst refuses as a whole."""
    text = json.dumps(sheets, ensure_ascii=False)
    return frozenset(character for character in text if not PLAIN.match(character))
