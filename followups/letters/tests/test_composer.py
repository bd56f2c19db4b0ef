"""A letter in boxes: what stands beside each, what is to be mended in it, and what of a counselor's words is news."""

import pytest
from django.utils import timezone

from candidates.models import Contact
from followups.letters.begin import begin
from followups.letters.composer import composer_of, joined, paragraphs_of
from followups.letters.page import news_of
from followups.models import Letter
from followups.tests.builders import days, make_candidate, make_follow_up, make_user
from followups.tests.letter_building import make_debrief, make_letter

pytestmark = pytest.mark.django_db


def begun(language="es", **debrief) -> Letter:
    follow_up = make_follow_up(make_candidate(language=language))
    contact = Contact.objects.create(interview=follow_up.interview, name="Pat O’Hara")
    make_debrief(follow_up, **{"moment": "workplace", **debrief})
    return begin(follow_up, "strategic", contact, "email", by=None, at=timezone.now())


def boxes_of(letter, texts=None, **said):
    texts = texts or paragraphs_of(letter.text)
    said = {"greeting": letter.greeting, "subject": letter.subject, **said}
    return composer_of(letter, texts, **said)


def test_each_paragraph_of_the_draft_has_its_meaning_beside_it_in_the_language_of_the_job_seeker():
    letter = begun("es")

    boxes = boxes_of(letter).boxes

    assert str(boxes[0].part) == "Your thanks"
    assert all(box.meaning and not box.is_changed for box in boxes)
    assert "noviembre" in boxes[0].meaning or "octubre" in boxes[0].meaning


def test_an_english_letter_needs_no_meaning():
    assert {box.meaning for box in boxes_of(begun("en")).boxes} == {""}


def test_a_changed_paragraph_keeps_its_meaning_and_says_that_it_was_changed():
    letter = begun("es")
    first, *rest = paragraphs_of(letter.text)

    box = boxes_of(letter, [first + " The kitchen was so clean.", *rest]).boxes[0]

    assert box.is_changed
    assert box.meaning == boxes_of(letter).boxes[0].meaning


def test_a_paragraph_of_ones_own_is_no_changed_one():
    letter = begun("es")

    added = boxes_of(letter, [*paragraphs_of(letter.text), "My cousin in Waco bakes too."]).boxes[-1]

    assert (added.part, added.meaning, added.is_changed) == ("", "", False)


def test_a_paragraph_that_was_written_anew_says_nothing_of_the_draft_any_more():
    letter = begun("es")

    box = boxes_of(letter, ["My cousin in Waco bakes too.", *paragraphs_of(letter.text)[1:]]).boxes[0]

    assert (box.part, box.meaning, box.is_changed) == ("", "", False)


def test_words_in_another_language_stay_beside_as_a_side_note():
    letter = begun("es", concern_words="Piensan que no tengo experiencia en la cocina")

    notes = [box.note for box in boxes_of(letter).boxes if box.note]

    assert notes == ["Piensan que no tengo experiencia en la cocina"]


def test_each_thing_to_mend_stands_beside_the_paragraph_that_it_lies_in():
    letter = begun("en")

    composer = boxes_of(letter, ["Thank you for your time.", "", "I like [say what you liked]."])

    assert [len(box.findings) > 0 for box in composer.boxes][1:] == [False, True]
    [finding] = [finding for finding in composer.boxes[2].findings if finding.check == "placeholder"]
    assert "[say what you liked]" in finding.sentence
    every = [composer.greeting, composer.subject, composer.overall, *(box.findings for box in composer.boxes)]
    assert composer.to_mend == sum(map(len, every))


def test_boxes_are_joined_as_they_are_saved():
    text, spans = joined(["One.", " ", "Two.\n\nThree. "])

    assert text == "One.\n\nTwo.\n\nThree."
    assert [text[start:end] for start, end in spans] == ["One.", "", "Two.\n\nThree."]


def test_what_the_counselor_wrote_is_news_until_the_job_seeker_changes_the_letter():
    letter = make_letter(shared_at=timezone.now())
    maria = make_user()
    letter.comment("Say what you saw.", by=maria, at=timezone.now())
    found = news_of(letter.follow_up)

    letter.write({"text": "I saw the kitchen."}, edition=1, by=None, at=timezone.now() + days(1))

    assert (found.text, found.by) == ("Say what you saw.", maria)
    assert news_of(letter.follow_up) is None


def test_a_comment_is_no_news_once_the_letter_is_kept_private():
    letter = make_letter(shared_at=timezone.now())
    letter.comment("Say what you saw.", by=make_user(), at=timezone.now())

    letter.keep_private(at=timezone.now())

    assert news_of(letter.follow_up) is None


def test_a_paragraph_is_changed_only_if_somebody_changed_it_and_not_if_the_debrief_was():
    letter = begun("es", strength_words="I can bake bread for 200 people")
    letter.follow_up.debrief.strength_words = "I can bake bread for 300 people"
    letter.follow_up.debrief.save()

    boxes = boxes_of(Letter.objects.get(pk=letter.pk)).boxes

    assert {box.is_changed for box in boxes} == {False}
    assert all(box.meaning for box in boxes)


def test_only_a_text_that_may_still_be_the_same_is_compared_word_for_word(monkeypatch):
    compared = []
    monkeypatch.setattr(
        "followups.letters.composer.SequenceMatcher.ratio", lambda words: compared.append(words.b) or 1.0
    )
    letter = begun("es")
    box = boxes_of(letter, ["very " * 2_000]).boxes[0]

    assert box.meaning == ""
    assert ["very"] * 2_000 not in compared


def test_of_a_text_too_long_to_be_kept_nothing_is_read_and_nothing_is_lost(monkeypatch):
    letter = begun("es")
    monkeypatch.setattr("followups.letters.composer.findings", lambda *_text, **_said: pytest.fail("It was read."))

    composer = boxes_of(letter, ["the x " * 100_000, "Thank you."])

    assert [box.text for box in composer.boxes] == ["the x " * 100_000, "Thank you."]
    assert composer.words == 200_002


@pytest.mark.parametrize("said", [{"greeting": "Dear " * 100_000}, {"subject": "Thanks " * 100_000}])
def test_a_line_too_long_to_be_kept_is_not_read_either(said):
    composer = boxes_of(begun("en"), **said)

    assert composer.to_mend == 0
