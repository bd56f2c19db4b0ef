import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from followups.letters.phrase import Phrase, filled
from followups.letters.phrases import CONCERNS, LISTS, MOMENTS, STRENGTHS, WHYS
from followups.models import Debrief

ALL = [
    pytest.param(phrase, id=f"{question} {phrase.name}") for question in LISTS for phrase in LISTS[question].values()
]
# What a letter to an employer should never bring up, and the product never store.
PRIVATE = re.compile(
    r"\b(record|convict|arrest|felony|jail|prison|probation|health|ill|sick|disab|injur|pregnan|child|kids|husband|"
    r"wife|married|family|old|age|visa|immigra|citizen|religio|church|benefits|welfare)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("choices", "least"), [(MOMENTS, 10), (WHYS, 10), (CONCERNS, 14), (STRENGTHS, 14)])
def test_there_is_enough_to_choose_from(choices, least):
    assert len(choices) >= least


@pytest.mark.parametrize("question", LISTS)
def test_each_name_is_its_own_and_fits_the_debrief(question):
    longest = Debrief._meta.get_field(question).max_length

    assert all(name == phrase.name and len(name) <= longest for name, phrase in LISTS[question].items())
    assert len({phrase.english for phrase in LISTS[question].values()}) == len(LISTS[question])


@pytest.mark.parametrize("phrase", ALL)
def test_a_phrase_is_one_or_two_whole_sentences_without_anything_left_to_fill(phrase):
    assert phrase.english[0].isupper() or phrase.english.startswith("{employer}")
    assert phrase.english.endswith(".")
    assert len(re.findall(r"[.!?](?:\s|$)", phrase.english)) <= 2
    assert 8 <= len(phrase.english.split()) <= 30
    assert set(re.findall(r"\{\w+\}|[\[\]{}]", phrase.english)) <= {"{employer}", "{job}"}


@pytest.mark.parametrize("phrase", ALL)
def test_no_phrase_speaks_of_health_family_or_records(phrase):
    assert not PRIVATE.search(phrase.english)
    assert not PRIVATE.search(phrase.label_english)


@pytest.mark.parametrize("phrase", ALL)
def test_no_phrase_speaks_to_you(phrase):
    """It may go to a recruiter, to whom "your team" would mean another."""
    assert not re.search(r"\byour?\b", phrase.english, re.IGNORECASE)


@pytest.mark.parametrize("language", ["es", "vi"])
@pytest.mark.parametrize("phrase", ALL)
def test_label_and_meaning_are_in_the_language_of_the_page_and_name_the_same_facts(phrase, language):
    with translation.override(language):
        label, meaning = str(phrase.label), str(phrase.meaning)

    assert label != phrase.label_english
    assert meaning != phrase.english
    assert sorted(re.findall(r"\{\w+\}", meaning)) == sorted(re.findall(r"\{\w+\}", phrase.english))


def test_a_label_taken_at_import_is_translated_where_it_is_shown():
    label = STRENGTHS["cooking"].label

    with translation.override("es"):
        assert str(label) == "Cocinar"
    with translation.override("en"):
        assert str(label) == "Cooking"


def test_english_stays_english_in_every_language():
    with translation.override("vi"):
        assert CONCERNS["no_degree"].english.startswith("I do not have a degree.")


def test_a_value_that_ends_its_sentence_takes_no_second_full_stop():
    assert filled("I like {employer}.", {"employer": "Smith Inc."}) == "I like Smith Inc."
    assert filled("I like {employer}.", {"employer": "Yahoo!"}) == "I like Yahoo!"
    assert filled("I like {employer}, too.", {"employer": "Smith Inc."}) == "I like Smith Inc., too."


def test_braces_in_a_value_are_not_filled_again():
    values = {"employer": "{job} & {employer}{0}", "job": "{employer}"}

    assert filled("{job} at {employer}.", values) == "{employer} at {job} & {employer}{0}."


@given(st.text(), st.text())
def test_any_value_stands_in_the_text_as_it_is(employer, job):
    found = filled("To {employer} about {job} now", {"employer": employer, "job": job})

    assert found == f"To {' '.join(employer.split())} about {' '.join(job.split())} now"


def test_a_phrase_cannot_be_changed_by_accident():
    with pytest.raises(AttributeError):
        Phrase("name", "label", "English.").english = "Other."
