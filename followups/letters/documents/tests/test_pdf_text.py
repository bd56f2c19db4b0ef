"""Whatever is written can be printed, and no letter of it is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.tests.badinput import naughty
from followups.letters.documents import typesetting
from followups.letters.documents.mailto import plain_text
from followups.letters.documents.pdf import card_pdf, envelope_pdf, letter_pdf, print_pdf
from followups.letters.documents.tests.letters import ON, by_post
from followups.letters.documents.tests.printed import lost_of, names_of_boxes, text_of

anything = st.text(st.characters(categories=None), max_size=60)
NAUGHTY = {name: text for name, text in naughty().items() if len(text) < 100_000}
# Marks from right to left that typst cannot break into lines.
UNSETTABLE = " ".join(chr(code) for code in range(0x590, 0x690))


def letter_of(text):
    """A letter with the text wherever a person writes."""
    line = text[:150]
    return by_post(seeker=line, employer=line, to_name=line, greeting=f"Dear {line},", to_address=text[:300], text=text)


@pytest.mark.parametrize("name", NAUGHTY)
def test_every_naughty_text_is_printed_with_all_its_letters(name):
    letter = letter_of(NAUGHTY[name])

    assert lost_of(plain_text(letter, ON), letter_pdf(letter, ON)) == []
    assert b"%PDF" == envelope_pdf(letter)[:4] == card_pdf(letter, ON)[:4]


@settings(max_examples=40, deadline=None)
@given(name=anything, employer=anything, address=anything, text=anything)
def test_no_text_breaks_a_document(name, employer, address, text):
    letter = by_post(seeker=name, employer=employer, to_name=name, greeting=name, to_address=address, text=text)

    documents = [letter_pdf(letter, ON), envelope_pdf(letter), card_pdf(letter, ON), print_pdf([letter], ON)]

    assert all(document.startswith(b"%PDF") for document in documents)


@pytest.mark.parametrize(
    "text", ['#import "main.typ"', "*bold* _it_ $x$ `raw` <label> @ref", "= Heading", "\\u{41} #sys.inputs"]
)
def test_a_text_is_never_read_as_markup(text):
    assert text in text_of(letter_pdf(by_post(text=text), ON))


def test_letters_of_english_spanish_and_vietnamese_need_no_box():
    vietnamese = "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ"
    text = f"{vietnamese} {vietnamese.upper()} ñÑüÜçß ¿Qué? ¡Sí! “a” ‘b’ – — … № € ½ °"

    pdf = letter_pdf(by_post(text=text), ON)

    assert names_of_boxes(pdf) == []
    assert set(text.split()) <= set(text_of(pdf).split())


def test_only_what_no_font_shows_is_a_box():
    # Hebrew is in the first font, Armenian not, this Cyrillic in the second alone, Arabic in the third alone.
    pdf = letter_pdf(by_post(text="Dana כהן Ազնիվ Ӻ سارة 太"), ON)

    assert names_of_boxes(pdf) == ["cjk unified ideograph-592a"]


def test_what_typst_cannot_lay_out_is_printed_in_boxes():
    pdf = letter_pdf(by_post(text=UNSETTABLE), ON)

    assert "Sincerely," in text_of(pdf)
    assert "hebrew letter alef" in names_of_boxes(pdf)


def test_a_fault_of_our_own_is_not_taken_for_one_of_the_text(monkeypatch):
    monkeypatch.setattr(typesetting, "refused_by", lambda refusal: frozenset())
    monkeypatch.setattr(typesetting, "not_plain", lambda sheets: frozenset())

    with pytest.raises(ValueError, match="plain"):
        letter_pdf(by_post(text="太"), ON)
