"""Letter, card and envelope: what stands on which page, and where."""

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from followups.letters.documents.pdf import card_pdf, envelope_pdf, letter_pdf, print_pdf
from followups.letters.documents.tests.letters import ON, by_post, written
from followups.letters.documents.tests.printed import pages_of, text_of

# Width and height in inches.
LETTER, CARD, ENVELOPE = (8.5, 11), (6, 4), (9.5, 4.125)


def sizes_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [tuple(float(edge) / 72 for edge in page.mediabox[2:]) for page in document.pages]


def test_a_letter_by_post_says_all_its_parts_in_order():
    letter = by_post(seeker="Nguyễn Thị Ánh", to_name="María O’Brien-Núñez", greeting="Dear María O’Brien-Núñez,")

    pdf = letter_pdf(letter, ON)

    assert pages_of(pdf)[0].split("\n") == [
        *("Nguyễn Thị Ánh", "12 Elm St", "Pasadena, TX 77506", "November 23, 2026"),
        *("María O’Brien-Núñez", "Gulf Grill & Sons", "500 Bay Rd", "Houston, TX 77002"),
        *("Dear María O’Brien-Núñez,", "Thank you for showing me the kitchen.", "I would be glad to start on Monday."),
        *("Sincerely,", "Nguyễn Thị Ánh", ""),
    ]
    assert sizes_of(pdf) == [LETTER]


def test_a_letter_by_email_has_no_addresses():
    said = text_of(letter_pdf(written(to_address="500 Bay Rd", return_address="12 Elm St"), ON))

    assert said.startswith("November 23, 2026 Dear Pat O’Hara, Thank you")
    assert "500 Bay Rd" not in said
    assert "12 Elm St" not in said


@pytest.mark.parametrize(("words", "of"), [(250, "interview"), (300, "meeting")])
def test_the_longest_letter_that_the_checks_let_pass_is_one_page(words, of):
    text = "\n\n".join(" ".join([of] * (words // 5)) for _paragraph in range(5))

    pages = pages_of(letter_pdf(by_post(text=text), ON))

    assert [page.split().count(of) for page in pages] == [words]


def test_a_longer_letter_goes_on_with_name_and_number_of_the_page():
    text = "\n\n".join(["interview " * 50] * 12)

    pages = pages_of(letter_pdf(by_post(text=text), ON))

    assert len(pages) > 1
    assert pages[1].startswith("Nguyễn Thị Ánh, page 2")


def test_no_page_holds_the_signature_alone():
    letters = [by_post(text="\n\n".join(["A line of text."] * paragraphs)) for paragraphs in range(18, 34)]

    printed = [pages_of(letter_pdf(letter, ON)) for letter in letters]

    assert {len(pages) for pages in printed} == {1, 2}
    assert all("A line of text." in pages[-1] for pages in printed)


def test_an_envelope_has_both_addresses():
    pdf = envelope_pdf(by_post())

    assert text_of(pdf) == (
        "Nguyễn Thị Ánh 12 Elm St Pasadena, TX 77506 Pat O’Hara Gulf Grill & Sons 500 Bay Rd Houston, TX 77002"
    )
    assert sizes_of(pdf) == [ENVELOPE]


def test_a_card_is_one_small_page():
    pdf = card_pdf(by_post(kind="card"), ON)

    assert text_of(pdf) == (
        "November 23, 2026 Dear Pat O’Hara, Thank you for showing me the kitchen. I would be glad to start on Monday. "
        "Sincerely, Nguyễn Thị Ánh"
    )
    assert sizes_of(pdf) == [CARD]


def test_what_is_printed_in_one_go_begins_with_letter_paper_and_ends_with_envelopes():
    letters = [by_post(kind="card", text="A card."), by_post(text="First."), written(text="By e-mail.")]

    pdf = print_pdf(letters, ON)

    assert sizes_of(pdf) == [LETTER, LETTER, LETTER, ENVELOPE, ENVELOPE]
    assert ["First." in page for page in pages_of(pdf)] == [True, False, False, False, False]
    assert ["A card." in page for page in pages_of(pdf)] == [False, False, True, False, False]


def test_the_same_letter_gives_the_same_bytes_at_any_time():
    pdf = letter_pdf(by_post(), ON)

    assert pdf == letter_pdf(by_post(), ON)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Author", "/Creator"}


def test_several_people_print_at_the_same_time():
    letters = [by_post(text=f"Text {number}") for number in range(12)]

    with ThreadPoolExecutor(4) as threads:
        pdfs = list(threads.map(lambda letter: letter_pdf(letter, ON), letters))

    assert [text_of(pdf).count(letter.text) for letter, pdf in zip(letters, pdfs, strict=True)] == [1] * 12


def test_a_text_too_long_for_a_card_goes_on_to_its_back_and_is_a_page_of_its_own_where_cards_are_cut():
    card = by_post(kind="card", text="\n\n".join(["Thank you for your kind help at the door. " * 8] * 5))

    assert sizes_of(card_pdf(card, ON)) == [CARD, CARD]
    assert sizes_of(print_pdf([card], ON)) == [LETTER, ENVELOPE]
    assert text_of(print_pdf([card], ON)).count("kind help") == 40
