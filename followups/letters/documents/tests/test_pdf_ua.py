"""The PDFs for those who cannot see them: tags, language, title, fonts, names of what cannot be shown."""

import io

import pikepdf
import pytest

from followups.letters.documents.pdf import card_pdf, envelope_pdf, letter_pdf, print_pdf
from followups.letters.documents.tests.letters import ON, by_post, written
from followups.letters.documents.tests.pdf_ua import faults_of
from followups.letters.documents.tests.printed import names_of_boxes, poppler

HARD = {
    "seeker": "Dana כהן 太郎",
    "employer": "Café “Đồng Nai” 👩‍🍳",
    "to_name": "María O’Brien-Núñez",
    "text": "سلام 123 (abc) 𓀀\n\n" + "m" * 300,
}


def without_tags(document):
    del document.Root.StructTreeRoot


def without_language(document):
    del document.Root.Lang


def without_shown_title(document):
    del document.Root.ViewerPreferences


def without_its_mark(document):
    del document.Root.Metadata


def without_letters_of_glyphs(document):
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            del thing.ToUnicode


def without_embedded_fonts(document):
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile3" in thing:
            del thing.FontFile3


def without_names_of_boxes(document):
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            del thing.Alt


BROKEN = {
    without_tags: "7.1 ",
    without_language: "7.2 ",
    without_shown_title: "7.1 ",
    without_its_mark: "7.1 ",
    without_letters_of_glyphs: "7.21.7 ",
    without_embedded_fonts: "7.21.4.1 ",
    without_names_of_boxes: "7.3 ",
}


def broken(pdf, how):
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        how(document)
        document.save(saved)
    return saved.getvalue()


def tags_of(pdf):
    """Tags and texts as a screen reader meets them."""
    return [line.strip().strip('"') for line in poppler("pdfinfo", "-struct-text", "-", given=pdf).splitlines()]


def test_verapdf_finds_no_fault_in_any_document(tmp_path):
    letter, hard, card = by_post(), by_post(**HARD), by_post(kind="card", **HARD)
    long = by_post(text="\n\n".join(["Thank you for the long talk about the kitchen. " * 12] * 12))
    documents = {
        **{"letter": letter_pdf(letter, ON), "email": letter_pdf(written(), ON), "long": letter_pdf(long, ON)},
        **{"hard": letter_pdf(hard, ON), "card": card_pdf(card, ON), "envelope": envelope_pdf(hard)},
        **{"print": print_pdf([letter, hard, card, long], ON), "empty": letter_pdf(written(text="", greeting=""), ON)},
    }

    assert faults_of(tmp_path, **documents) == []


def test_verapdf_finds_what_is_broken(tmp_path):
    pdf = letter_pdf(by_post(**HARD), ON)
    documents = {how.__name__: broken(pdf, how) for how in BROKEN}

    faults = faults_of(tmp_path, **documents)

    unnoticed = {
        how.__name__: [fault for fault in faults if fault.startswith(how.__name__)]
        for how, clause in BROKEN.items()
        if not any(fault.startswith(f"{how.__name__}.pdf: {clause}") for fault in faults)
    }
    assert unnoticed == {}


def test_a_screen_reader_meets_the_parts_in_order():
    pdf = letter_pdf(by_post(seeker="Nguyễn Thị Ánh", to_name="María O’Brien-Núñez"), ON)

    assert tags_of(pdf) == [
        *("Document", "P (block)", "Nguyễn Thị Ánh", "12 Elm St", "Pasadena, TX 77506", "P (block)"),
        *("November 23, 2026", "P (block)", "María O’Brien-Núñez", "Gulf Grill & Sons", "500 Bay Rd"),
        *("Houston, TX 77002", "P (block)", "Dear Pat O’Hara,", "P (block)", "Thank you for showing me the kitchen."),
        *("P (block)", "I would be glad to start on Monday.", "P (block)", "Sincerely,", "P (block)", "Nguyễn Thị Ánh"),
    ]


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (lambda: letter_pdf(by_post(), ON), "Letter to Gulf Grill & Sons"),
        (lambda: card_pdf(by_post(kind="card"), ON), "Card to Gulf Grill & Sons"),
        (lambda: print_pdf([by_post(), by_post()], ON), "2 letters"),
    ],
)
def test_a_document_says_its_language_title_and_writer(make, title):
    with pikepdf.open(io.BytesIO(make())) as document:
        assert str(document.Root.Lang) == "en-US"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == title
        assert str(document.docinfo["/Author"]) == "Nguyễn Thị Ánh"
        assert document.open_metadata()["pdfuaid:part"] == "1"


def test_what_no_font_shows_is_a_box_with_its_name():
    pdf = letter_pdf(by_post(text="Sam 👩‍👩‍👦 太, 𓀀"), ON)

    assert names_of_boxes(pdf) == ["woman", "woman", "boy", "cjk unified ideograph-592a", "egyptian hieroglyph a001"]
