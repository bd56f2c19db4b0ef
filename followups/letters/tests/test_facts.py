import pytest
from django.utils import translation

from followups.letters.checks import Facts, facts_of, findings
from followups.letters.phrases import CONCERNS, MOMENTS
from followups.models import Debrief, Letter
from followups.tests.builders import make_candidate, make_follow_up

pytestmark = pytest.mark.django_db


def make_letter(answers=None, **facts):
    candidate = make_candidate(full_name="Trần Văn Đức", phone="+17135550142", email="duc@example.com")
    follow_up = make_follow_up(candidate, employer="H-E-B", job_title="Baker", met=["Pat O’Hara", "Linh Tran"])
    if answers is not None:
        follow_up.debrief = Debrief.objects.create(follow_up=follow_up, **answers)
    return Letter(follow_up=follow_up, kind="strategic", way="post", to_name="Pat O’Hara", **facts)


def test_the_facts_are_those_of_the_record():
    facts = facts_of(make_letter())

    assert facts == Facts(
        employer="H-E-B",
        names=("Pat O’Hara", "Linh Tran"),
        job="Baker",
        kind="strategic",
        way="post",
        to_name="Pat O’Hara",
        seeker="Trần Văn Đức",
        phone="7135550142",
        email="duc@example.com",
    )


def test_phrases_of_the_debrief_come_in_their_english():
    with translation.override("es"):
        facts = facts_of(make_letter({"moment": "training", "concern": "commute"}))

    assert facts.moment == MOMENTS["training"].english
    assert facts.concern == CONCERNS["commute"].label_english
    assert facts.answer == CONCERNS["commute"].english


def test_own_english_words_stand_beside_the_phrase():
    facts = facts_of(make_letter({"moment": "training", "moment_words": "You showed me the big oven."}))

    assert facts.moment.endswith("\nYou showed me the big oven.")


def test_own_words_in_another_language_are_not_looked_for():
    facts = facts_of(make_letter({"concern_words": "Vivo muy lejos y no tengo carro para llegar"}))

    assert (facts.concern, facts.doubt) == ("", "Vivo muy lejos y no tengo carro para llegar")


def test_a_phrase_that_is_no_longer_offered_is_left_out():
    facts = facts_of(make_letter({"moment": "gone", "concern": "gone"}))

    assert (facts.moment, facts.concern, facts.answer) == ("", "", "")


def test_the_doubt_is_told_as_it_was_noted():
    letter = make_letter({"concern": "commute", "concern_words": "Two buses"})
    text = "Thank you for the tour of the bakery on Monday and for the story about the big oven. " * 5

    found = [finding for finding in findings(text, facts_of(letter)) if finding.check == "concern"]

    assert f"“{CONCERNS['commute'].label_english}, Two buses”" in found[0].words
