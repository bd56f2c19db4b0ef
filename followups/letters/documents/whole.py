"""The whole letter, block by block, as Word, a mail program and the clipboard get it.

Letters are in English, so nothing here is translated.
"""

import datetime
import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format

from followups.models import Letter
from workforce.text import legible, legible_line, words

CLOSING = "Sincerely,"


@dataclass(frozen=True)
class Block:
    """One block of a letter: what it is, and its lines. `part` is a name such as address, paragraph or closing."""

    part: str
    text: str


def blocks_of(letter: Letter, on: datetime.date) -> list[Block]:
    """Return the blocks of the letter as it would go out on that day; one by post begins with addresses and day."""
    return heading_of(letter, on) + body_of(letter)


def heading_of(letter: Letter, on: datetime.date) -> list[Block]:
    """Return who writes from where, the day, and to whom; nothing for an e-mail or a card, which need none of it."""
    if letter.way != Letter.Way.POST or letter.kind == Letter.Kind.CARD:
        return []
    seeker = letter.follow_up.interview.candidate.full_name
    sender = f"{legible_line(seeker)}\n{legible(letter.return_address)}".strip() if letter.return_address else ""
    return blocks([("sender", sender), ("date", day_in_english(on)), ("address", address_of(letter))])


def address_of(letter: Letter) -> str:
    """Return name, employer and postal address, one below the other; the employer is not said twice."""
    employer, address = letter.follow_up.interview.employer.name, legible(letter.to_address)
    says_employer = words(employer) in words(address)
    lines = [legible_line(letter.to_name), "" if says_employer else legible_line(employer), address]
    return "\n".join(filter(None, lines))


def body_of(letter: Letter) -> list[Block]:
    """Return greeting, paragraphs, closing and name."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", legible(letter.text))]
    return blocks(
        [
            ("greeting", legible_line(letter.greeting)),
            *(("paragraph", paragraph) for paragraph in paragraphs),
            ("closing", CLOSING),
            ("name", legible_line(letter.follow_up.interview.candidate.full_name)),
        ]
    )


def blocks(parts) -> list[Block]:
    return [Block(part, text) for part, text in parts if text]


def as_text(letter_blocks: list[Block]) -> str:
    """Return the blocks as plain text: an empty line between two, the name right below the closing."""
    after = {"closing": "\n"}
    return "".join(block.text + after.get(block.part, "\n\n") for block in letter_blocks).strip()


def day_in_english(on: datetime.date) -> str:
    """Return `November 23, 2026`, whatever language is active."""
    with translation.override("en-us"):
        return date_format(on, "F j, Y")
