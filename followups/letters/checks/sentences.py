"""A letter cut into sentences and words, each with its place."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from followups.letters.checks.vocabulary import COMMON
from workforce.text import fold

# The look-behind keeps a long row of dots from being read again from each of them.
ENDS = re.compile("(?<![.!?…。])[.!?…。]++[\"'”’)\\]»]*+(?=\\s|$)")
PARAGRAPHS = re.compile(r"\n[^\S\n]*+\n")
WORD = re.compile("[\\w\u0300-\u036f]++(?:['’ʼ‘][\\w\u0300-\u036f]++)*+|&")
POSSESSIVE = re.compile("['’ʼ‘][sS]$")
LAST_WORD = re.compile(r"[^\s(\"“‘\[]{1,12}$")

# A sentence goes on after these.
NEVER_LAST = {
    "mr.",
    "ms.",
    "mrs.",
    "mx.",
    "dr.",
    "prof.",
    "rev.",
    "hon.",
    "sgt.",
    "vs.",
    "e.g.",
    "i.e.",
    "approx.",
    "attn.",
}
# After these it goes on unless a word with a capital follows that often opens a sentence.
SELDOM_LAST = {
    *("a.m.", "p.m.", "u.s.", "u.s.a.", "inc.", "ltd.", "llc.", "co.", "corp.", "jr.", "sr.", "st.", "ave.", "blvd."),
    *("rd.", "dr.", "ln.", "hwy.", "dept.", "apt.", "ste.", "etc.", "ph.d.", "m.d.", "r.n.", "d.c.", "mfg.", "bros."),
    *("jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "oct.", "nov.", "dec.", "tx.", "ft.", "lbs."),
    *("hrs.", "mon.", "tue.", "tues.", "wed.", "thu.", "thurs.", "fri.", "sat.", "sun.", "min.", "max.", "no."),
}


@dataclass(frozen=True)
class Word:
    """A word and its place; `key` is how it is compared, `bare` the same without a possessive ’s."""

    start: int
    end: int
    shown: str
    key: str
    bare: str

    @property
    def is_capitalised(self):
        return self.shown[0].isupper() or self.shown[0].isdigit()


@dataclass(frozen=True)
class Sentence:
    """A stretch of text and its place."""

    start: int
    end: int
    text: str
    words: list[Word] = field(compare=False, default_factory=list)

    @cached_property
    def plain(self):
        """Small letters, straight apostrophes, single spaces: what patterns are laid upon."""
        return " ".join(self.text.lower().replace("’", "'").replace("‘", "'").split())


def words_of(text: str, start: int = 0) -> list[Word]:
    """Return the words of `text`; a hyphen parts two, an apostrophe does not, `&` is the word and."""
    return [word_at(match, start) for match in WORD.finditer(text)]


def word_at(match, start):
    shown = match.group()
    bare = fold(POSSESSIVE.sub("", shown))
    key = "and" if shown == "&" else fold(shown)
    return Word(start + match.start(), start + match.end(), shown, key, "and" if shown == "&" else bare)


def sentences_of(text: str) -> list[Sentence]:
    """Cut at . ! ? … before a space, and at empty lines; not after Mr., a.m., U.S., Inc., St. or an initial."""
    found, start = [], 0
    cuts = sorted({match.end() for match in ENDS.finditer(text) if is_end(text, match)} | set(breaks_of(text)))
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append(Sentence(left, right, text[left:right], words_of(text[left:right], left)))
        start = cut
    return found


def breaks_of(text):
    return [match.end() for match in PARAGRAPHS.finditer(text)]


def is_end(text, match):
    if match.group() == ".":
        return not goes_on(text, match)
    # "Well ... and then", "Mr. ??? told me" and "Why? he asked" go on.
    return not text[match.end() : match.end() + 3].lstrip()[:1].islower()


def goes_on(text, match):
    before = LAST_WORD.search(text, max(0, match.end() - 12), match.end()).group().lower()
    after = WORD.search(text, match.end(), match.end() + 30)
    if before in NEVER_LAST and before != "dr.":
        return True
    if before == "no.":
        return bool(after) and after.group()[0].isdigit()
    is_initial = len(before) == 2 and before[0].isalpha()
    if before in SELDOM_LAST or is_initial:
        return bool(after) and (after.group()[0].islower() or fold(after.group()) not in COMMON)
    return False
