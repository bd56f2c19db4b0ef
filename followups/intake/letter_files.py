"""A letter as a file: what kinds there are, and what each is called on the computer it is saved to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.text import slugify

from followups.letters.documents.pdf import card_pdf, envelope_pdf, letter_pdf, print_pdf
from followups.letters.documents.word import docx_of
from followups.models import Letter
from workforce.text import fold

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class File:
    """One kind of file: how it is made of a letter as of a day, its type, and what it is called."""

    make: Callable
    content_type: str
    name: str
    ending: str


def page_pdf(letter, on):
    return card_pdf(letter, on) if letter.kind == Letter.Kind.CARD else letter_pdf(letter, on)


AS_PDF = File(page_pdf, PDF, "letter", "pdf")
AS_WORD = File(docx_of, WORD, "letter", "docx")
ENVELOPE = File(lambda letter, on: envelope_pdf(letter), PDF, "envelope", "pdf")


def file_of(letter: Letter, kind: File, at) -> HttpResponse:
    """Return the letter as a file to save."""
    return saved_as(kind.make(letter, day(letter, at)), kind, letter)


def all_to_print(letters: list[Letter], at) -> HttpResponse:
    """Return letters, cards and envelopes of one follow-up as one file to print."""
    first = letters[0]
    return saved_as(print_pdf(letters, day(first, at)), File(print_pdf, PDF, "letters", "pdf"), first)


def day(letter, at):
    return letter.follow_up.interview.office.local_day(at)


def saved_as(content: bytes, kind: File, letter: Letter) -> HttpResponse:
    """Name the file after the person it is from: it may be sent on as it is."""
    seeker = slugify(fold(letter.follow_up.interview.candidate.full_name))[:60].strip("-")
    name = "-".join(filter(None, [kind.name, seeker]))
    response = HttpResponse(content, content_type=kind.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind.ending}"'
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
