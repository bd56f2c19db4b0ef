"""Two people save a debrief at once: one wins, the other is told and keeps the text. With real threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from followups.intake.tests.debriefs import filled
from followups.models import Debrief, Entry
from followups.tests.builders import MONDAY, hours, make_follow_up
from followups.tests.letter_building import make_debrief

pytestmark = pytest.mark.django_db(transaction=True)

AT = MONDAY + hours(3)
ONE, OTHER = "The smell of fresh bread.", "The oven that is older than I am."


def save_at_once(*forms):
    """Save them at the same moment; return for each whether it was saved."""
    together = threading.Barrier(len(forms))

    def save(form):
        try:
            together.wait(timeout=60)
            return form.record(by=None)
        finally:
            connection.close()

    assert [form.is_valid() for form in forms] == [True] * len(forms)
    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(save, forms))


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "changed"])
@pytest.mark.parametrize("_round", range(5))
def test_of_two_at_once_one_wins_and_the_other_keeps_the_text_and_sees_what_won(_round, is_first):
    follow_up = make_follow_up()
    if not is_first:
        make_debrief(follow_up, why_words="As it was.")
    forms = {words: filled(follow_up, AT, why_words=words) for words in (ONE, OTHER)}

    saved = dict(zip(forms, save_at_once(*forms.values()), strict=True))

    [winner], [loser] = [[words for words in forms if saved[words] is wanted] for wanted in (True, False)]
    assert Debrief.objects.get().why_words == winner
    assert forms[loser]["why_words"].value() == loser
    assert winner in forms[loser].errors["why_words"][0]


def test_of_ten_who_save_the_same_at_once_nobody_is_refused_and_it_is_recorded_once():
    follow_up = make_follow_up()
    said = {"why_words": ONE, "helper_name": "Ana Ruiz", "interest": "low", "plan_day": "2026-10-07"}

    saved = save_at_once(*(filled(follow_up, AT, **said) for _number in range(10)))

    assert saved == [True] * 10
    assert Debrief.objects.get().edition == 1
    assert follow_up.interview.contacts.count() == 1
    assert follow_up.timeline.filter(kind__in=[Entry.Kind.DEBRIEFED, Entry.Kind.REMINDER]).count() == 2
