"""What a PDF says and where, read back with poppler's programs."""

import html
import io
import re
import subprocess
import unicodedata
from collections import Counter

import pikepdf

from followups.letters.documents.typesetting import names_of as name_of

# Joiners, variation selectors, and the marks by which pdftotext shows which way a word runs.
UNSEEN = "\u200d\ufe0e\ufe0f\u202a\u202b\u202c"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it was written."""
    return poppler("pdftotext", "-raw", "-", "-", given=pdf).removesuffix("\f").split("\f")


def text_of(pdf: bytes) -> str:
    """All that the PDF says, with single spaces."""
    return " ".join(" ".join(pages_of(pdf)).split())


def poppler(*command, given: bytes) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def words_of(pdf: bytes):
    """Each word of the first page with its left, top, right and bottom edge in inches from the page's left and top."""
    listed = poppler("pdftotext", "-l", "1", "-bbox", "-", "-", given=pdf)
    for edges, word in re.findall(r"<word ([^>]*)>(.*?)</word>", listed):
        yield html.unescape(word), [float(edge) / 72 for edge in re.findall(r'"([\d.]+)"', edges)]


def names_of_boxes(pdf: bytes) -> list[str]:
    """The names of the characters that no font shows, as a screen reader says them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        dictionaries = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        return [name for thing in dictionaries if "/Alt" in thing for name in str(thing.Alt).split(", ")]


def lost_of(wanted: str, pdf: bytes) -> list[str]:
    """The letters of `wanted`, by name, that the PDF neither says nor names, whatever their order."""
    said = Counter(seen_of(text_of(pdf)))
    lost = (Counter(seen_of(wanted)) - said).elements()
    named = Counter(names_of_boxes(pdf))
    return list((Counter(name_of(letter) for letter in lost) - named).elements())


def seen_of(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in plain if not letter.isspace() and letter not in UNSEEN)
