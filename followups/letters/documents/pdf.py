"""Letter, card and envelope as tagged PDF (PDF/UA-1), ready to print on US paper.

A letter by post has its addresses where a #10 window envelope shows them; docs/letters.md says how to print.
"""

import datetime

from followups.letters.documents.typesetting import typeset
from followups.letters.documents.whole import address_of, body_of, day_in_english
from followups.models import Letter
from workforce.text import legible, legible_line


def letter_pdf(letter: Letter, on: datetime.date) -> bytes:
    """Return the letter of that day on US Letter paper; one by e-mail without addresses."""
    return set_for([letter], [letter_sheet(letter, on)])


def card_pdf(letter: Letter, on: datetime.date) -> bytes:
    """Return the text as a flat card of 6 x 4 in."""
    return set_for([letter], [written_sheet("card", letter, on)])


def envelope_pdf(letter: Letter) -> bytes:
    """Return a #10 envelope with both addresses."""
    return set_for([letter], [envelope_sheet(letter)])


def print_pdf(letters: list[Letter], on: datetime.date) -> bytes:
    """Return all that goes out of the letters, in the order in which a printer takes it.

    First the letters, then the cards on Letter paper with lines to cut along, at last the envelopes, which are fed by
    hand. What goes by e-mail has no envelope.
    """
    is_card = [letter.kind == Letter.Kind.CARD for letter in letters]
    pages = [letter_sheet(letter, on) for letter, card in zip(letters, is_card, strict=True) if not card]
    cards = [written_sheet("card-to-cut", letter, on) for letter, card in zip(letters, is_card, strict=True) if card]
    envelopes = [envelope_sheet(letter) for letter in letters if letter.way == Letter.Way.POST]
    return set_for(letters, pages + cards + envelopes)


def title_of(letter: Letter) -> str:
    """Return `Letter to Gulf Grill & Sons`, the title of the document, on one line."""
    kind = "Card" if letter.kind == Letter.Kind.CARD else "Letter"
    return f"{kind} to {legible_line(letter.follow_up.interview.employer.name)}"


def set_for(letters, sheets) -> bytes:
    seekers = {legible_line(letter.follow_up.interview.candidate.full_name) for letter in letters}
    title = title_of(letters[0]) if len(letters) == 1 else f"{len(letters)} letters"
    return typeset(title, ", ".join(sorted(seekers)), sheets)


def letter_sheet(letter, on) -> dict:
    """Return what is written on the letter; the addresses only if it goes by post."""
    by_post = letter.way == Letter.Way.POST
    return {
        **written_sheet("letter", letter, on),
        "sender": sender_lines(letter) if by_post and letter.return_address else [],
        "address": address_of(letter).split("\n") if by_post else [],
    }


def written_sheet(form, letter, on) -> dict:
    """Return the words of a letter or card, part by part; a part is a list of paragraphs, a paragraph of lines."""
    sheet = {"form": form, "date": day_in_english(on), "greeting": [], "paragraph": [], "closing": [], "name": []}
    for block in body_of(letter):
        sheet[block.part].append(block.text.split("\n"))
    return sheet


def envelope_sheet(letter) -> dict:
    return {"form": "envelope", "sender": sender_lines(letter), "address": address_of(letter).split("\n")}


def sender_lines(letter) -> list[str]:
    seeker = legible_line(letter.follow_up.interview.candidate.full_name)
    return [line for line in [seeker, *legible(letter.return_address).split("\n")] if line]
