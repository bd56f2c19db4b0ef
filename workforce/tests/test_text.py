"""Text made legible for files: what forms would keep comes out the same, and nothing is ever refused."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.tests.badinput import naughty, naughty_entries
from workforce.text import clean_text, legible, legible_line

anything = st.text(st.characters(categories=None))


@settings(deadline=None)
@given(anything)
def test_what_a_form_keeps_is_legible_as_it_is(text):
    try:
        kept = clean_text(text)
    except ValidationError:
        return

    assert legible(kept) == kept == legible(text).strip()


@settings(deadline=None)
@given(anything)
def test_nothing_is_refused_and_what_is_legible_breaks_no_file(text):
    shown = legible(text)

    assert not {unicodedata.category(letter) for letter in shown.replace("\n", "")} & {"Cc", "Cs"}
    assert not set(shown) & set("\r\0\x0b\x0c\x1b\x85\u2028\u2029\ufffe\uffff\ud800")
    assert shown.encode().decode() == shown
    assert "\n" not in legible_line(text)
    assert legible(shown) == shown


@pytest.mark.parametrize("name", naughty())
def test_a_strange_text_that_is_kept_whole_is_whole_in_files(name):
    text, expected = naughty()[name], naughty_entries()[name]["expect"]

    if expected not in ("strip", "reject", "no_crash_no_empty", "strip_or_escape"):
        assert legible(text).split() == unicodedata.normalize("NFC", text).split()
    assert legible(text).strip() or not text.strip()
