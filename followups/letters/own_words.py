"""What people type in a hurry, made into sentences: capitals, full stops, one space. Not a word is changed."""

import re

LEADING = re.compile(r"^[\s,;:.!?·•*\-–—]+")
LONE_I = re.compile(r"\bi(?=['’](?:m|ve|d|ll)\b|\s|[,;.!?]|$)")
# A small letter after the end of a sentence; not after "e.g." or "a.m.", which have a point within.
NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?] )([^\W\d_])")
ENDED = (".", "!", "?", "…", ":", ".”", '."', "!”", '!"', "?”", '?"', ".)", "!)", "?)")


def as_sentences(words: str) -> str:
    """Return what somebody typed as sentences on one line; "" if it holds no letter and no digit."""
    lines = [as_sentence(line) for line in words.splitlines()]
    return " ".join(line for line in lines if line)


def as_sentence(line: str) -> str:
    line = LEADING.sub("", " ".join(line.split())).rstrip(" ,;-–—")
    if not any(letter.isalnum() for letter in line):
        return ""
    line = LONE_I.sub("I", line)
    line = NEXT_SENTENCE.sub(lambda found: found[0].upper(), capitalised(line))
    return line if line.endswith(ENDED) else f"{line}."


def capitalised(words: str) -> str:
    """Return `words` with a capital in front; a word like "iPhone" keeps its own."""
    first = words.split(" ", 1)[0]
    return words if first != first.lower() else words[0].upper() + words[1:]


# Small words in a job title that take no capital.
SMALL = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}


def as_title(job: str) -> str:
    """Return a job title as it stands in a letter: `Line Cook` for `line cook`, `CNA` as it is."""
    words = " ".join(job.split()).split(" ")
    return " ".join(
        word if number and word in SMALL else capitalised(word) for number, word in enumerate(words) if word
    )
