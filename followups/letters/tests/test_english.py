import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.letters import phrases
from followups.letters.english import Sentence, foreign_sentences, is_english, is_surely_english, sentences_of
from followups.letters.phrase import filled
from followups.letters.tests.sentences import ENGLISH, NO_SENTENCE, SPANISH, VIETNAMESE, lines


@pytest.mark.parametrize("sentence", lines(ENGLISH))
def test_an_english_sentence_is_english(sentence):
    assert is_english(sentence)


@pytest.mark.parametrize("sentence", lines(SPANISH))
def test_a_spanish_sentence_is_not(sentence):
    assert not is_english(sentence)


@pytest.mark.parametrize("sentence", lines(VIETNAMESE))
def test_a_vietnamese_sentence_is_not(sentence):
    assert not is_english(sentence)


@pytest.mark.parametrize("text", lines(NO_SENTENCE))
def test_names_addresses_and_short_bits_raise_no_alarm(text):
    assert is_english(text)


@pytest.mark.parametrize("language", [ENGLISH, SPANISH, VIETNAMESE])
def test_there_are_enough_sentences_of_each_language(language):
    assert len(set(lines(language))) >= 40


@pytest.mark.parametrize("sentence", lines(SPANISH) + lines(VIETNAMESE))
def test_marks_put_on_letters_by_themselves_change_nothing(sentence):
    assert not is_english(unicodedata.normalize("NFD", sentence))


@pytest.mark.parametrize("choices", phrases.LISTS.values(), ids=phrases.LISTS)
def test_each_phrase_is_english(choices):
    values = {"job": "Line Cook", "employer": "La Michoacana de Doña Tota"}

    assert [phrase.name for phrase in choices.values() if not is_english(filled(phrase.english, values))] == []


def test_the_sentence_in_another_language_is_found_in_its_place():
    text = "Thank you for the tour. Me gustó mucho la cocina.\n\nI want to learn. Tôi học rất nhanh."

    found = foreign_sentences(text)

    assert [sentence.text for sentence in found] == ["Me gustó mucho la cocina.", "Tôi học rất nhanh."]
    assert [text[sentence.start : sentence.end] for sentence in found] == [sentence.text for sentence in found]


def test_sentences_keep_what_belongs_together():
    text = "It costs 3.50 today! She said “come in.” Then we left"

    assert [sentence.text for sentence in sentences_of(text)] == [
        "It costs 3.50 today!",
        "She said “come in.”",
        "Then we left",
    ]


@pytest.mark.parametrize("text", ["a good team", "Gulf Grill", "713 555 0142", "", "It was good. We talked."])
def test_what_is_surely_english_has_a_word_that_says_so_or_only_names(text):
    assert is_surely_english(text)


@pytest.mark.parametrize("text", ["buen equipo", "food handler card", "It was good. Buen equipo", "me gusta cocinar"])
def test_what_says_nothing_for_english_is_not_surely_so(text):
    assert not is_surely_english(text)


def test_of_an_empty_text_there_is_nothing_to_say():
    assert sentences_of("  \n \n") == []
    assert is_english("")


@pytest.mark.parametrize("text", ["我喜欢这份工作", "Мне нравится эта работа", "أحب هذه الوظيفة"])
def test_other_alphabets_are_not_english(text):
    assert not is_english(text)


@given(st.text(max_size=300))
def test_any_text_has_an_answer_and_sentences_that_stand_where_they_say(text):
    found = sentences_of(text)

    assert is_english(text) is is_english(text)
    assert all(found == Sentence(found.start, found.end, text[found.start : found.end]) for found in found)
    assert "".join("".join(sentence.text for sentence in found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["Mr. Diaz met me.", "J. Diaz met me.", "I work from 8 a.m. to 5.", "St. Mary’s is near."]
)
def test_a_point_after_an_abbreviation_ends_no_sentence(text):
    assert [sentence.text for sentence in sentences_of(text)] == [text]
