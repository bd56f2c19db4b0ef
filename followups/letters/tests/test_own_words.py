import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.letters.own_words import as_sentences, as_title


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("the chef let me taste the gumbo", "The chef let me taste the gumbo."),
        ("  i like it , i'm quick  ", "I like it , I'm quick."),
        ("good team. nice boss", "Good team. Nice boss."),
        ("we start at 5 a.m. and end at one", "We start at 5 a.m. and end at one."),
        ("really busy!", "Really busy!"),
        ("- clean kitchen\n- kind people\n\n", "Clean kitchen. Kind people."),
        ("what a place…", "What a place…"),
        ("she said “welcome.”", "She said “welcome.”"),
        ("iPhone repairs", "iPhone repairs."),
        ("Ángel and i talked", "Ángel and I talked."),
        ("ánh was kind", "Ánh was kind."),
        ("ready now -", "Ready now."),
        ("3 years on the line", "3 years on the line."),
        ("...", ""),
        ("", ""),
    ],
)
def test_what_is_typed_in_a_hurry_becomes_sentences(typed, written):
    assert as_sentences(typed) == written


@given(st.text())
def test_any_text_is_one_line_and_loses_no_letter(typed):
    written = as_sentences(typed)

    assert written == " ".join(written.split())
    kept = [letter for letter in typed.casefold() if letter.isalnum()]
    assert [letter for letter in written.casefold() if letter.isalnum()] == kept


@pytest.mark.parametrize(
    ("job", "title"),
    [
        ("line cook", "Line Cook"),
        ("Line cook", "Line Cook"),
        ("CNA", "CNA"),
        ("director of nursing", "Director of Nursing"),
        ("iOS developer", "iOS Developer"),
        ("of all trades", "Of All Trades"),
        ("técnico médico", "Técnico Médico"),
        ("", ""),
    ],
)
def test_a_job_title_takes_capitals(job, title):
    assert as_title(job) == title
