"""A draft from a full debrief is a letter that could go out: no check raises anything on it."""

from itertools import zip_longest

import pytest

from candidates.models import Contact
from followups.letters.checks import facts_of, findings
from followups.letters.draft import draft_of
from followups.letters.phrases import CONCERNS, MOMENTS, STRENGTHS, WHYS
from followups.models import Debrief, Letter
from followups.tests.builders import make_candidate, make_follow_up

pytestmark = pytest.mark.django_db

# Each phrase of each list at least once, beside others of its neighbours.
PICKED = [
    dict(zip(("moment", "why", "concern", "strength"), names, strict=True))
    for names in zip_longest(MOMENTS, WHYS, CONCERNS, STRENGTHS)
]
FULL = {"moment": "welcome", "why": "learn", "concern": "gap", "strength": "tools"}
PEOPLE = ["Pat O’Hara", "Nguyễn Thị Ánh", "Siobhán O’Brien-Núñez", ""]
EMPLOYERS = ["Gulf Grill & Sons", "H-E-B", "M&M Plumbing", "7-Eleven", "La Michoacana Meat Market", "Acme, Inc."]


def make_letter(kind="strategic", *, to="Pat O’Hara", employer="Gulf Grill & Sons", interest="medium", **answers):
    """A letter that stands as it was drafted, not saved; its recipient is recorded unless `to` is empty."""
    candidate = make_candidate(full_name="Trần Văn Đức", call_name="Đức")
    follow_up = make_follow_up(candidate, employer=employer, interest=interest, met=[to] if to else [])
    Contact.objects.update(particularly_helpful=True)
    follow_up.debrief = Debrief.objects.create(follow_up=follow_up, **answers)
    contact = follow_up.interview.contacts.first()
    draft = draft_of(follow_up, follow_up.debrief, kind, contact)
    written = {"text": draft.text, "greeting": draft.greeting, "subject": draft.subject}
    return Letter(follow_up=follow_up, contact=contact, kind=kind, way="email", to_name=to, **written)


def found_in(letter):
    found = findings(letter.text, facts_of(letter), greeting=letter.greeting, subject=letter.subject)
    return [(finding.check, finding.sentence) for finding in found]


@pytest.mark.parametrize("picked", PICKED, ids=lambda picked: " ".join(name or "-" for name in picked.values()))
def test_a_draft_with_any_phrase_raises_nothing(picked):
    letter = make_letter(**{name: picked[name] or phrase for name, phrase in FULL.items()})

    assert found_in(letter) == []


@pytest.mark.parametrize("kind", ["strategic", "short", "check_in", "card"])
@pytest.mark.parametrize("employer", EMPLOYERS)
def test_a_draft_to_any_employer_raises_nothing(kind, employer):
    letter = make_letter(kind, employer=employer, **FULL)

    assert found_in(letter) == []


def test_a_check_in_that_says_all_it_can_raises_nothing():
    longest = {"moment": "plans", "strength": "learning", "concern": "gap", "why": "close_by"}
    letter = make_letter("check_in", employer="La Michoacana Meat Market of Pasadena", interest="high", **longest)

    assert found_in(letter) == []


@pytest.mark.parametrize("to", PEOPLE)
def test_a_draft_to_anybody_raises_nothing(to):
    letter = make_letter(to=to, **FULL)

    assert found_in(letter) == []


def test_a_draft_without_answers_has_blanks_to_fill_in():
    letter = make_letter()

    assert {check for check, _sentence in found_in(letter)} >= {"placeholder"}


def test_a_draft_with_own_words_raises_nothing():
    letter = make_letter(
        moment_words="You showed me the smoker behind the kitchen.",
        why_words="I like to cook over wood.",
        concern_words="I have never worked with a smoker.",
        strength_words="I can bake bread.",
    )

    assert found_in(letter) == []
