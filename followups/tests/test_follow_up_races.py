"""Two people at one follow-up at once: one wins, the other is told. With real threads, each on its own connection."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from followups.models import FollowUp, TransitionNotAllowed
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, make_follow_up, make_user

pytestmark = pytest.mark.django_db(transaction=True)

LATER = MONDAY + days(1)


def race(*acts):
    """Run the acts at the same moment; return for each None, or the refusal."""
    together = threading.Barrier(len(acts))

    def run(act):
        try:
            together.wait(timeout=10)
            return act()
        except TransitionNotAllowed as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def complete(pk, by):
    return lambda: FollowUp.objects.get(pk=pk).complete(
        sent_on=MONDAY.date(), method="card", source="counselor", by=by, at=LATER
    )


def decline(pk, by):
    return lambda: FollowUp.objects.get(pk=pk).decline(reason="not_interested", by=by, at=LATER)


@pytest.mark.parametrize("_round", range(5))
def test_of_two_different_answers_at_once_one_wins_and_the_other_is_refused(_round):
    follow_up = make_follow_up()
    maria, john = make_user(), make_user()

    results = race(complete(follow_up.pk, maria), decline(follow_up.pk, john))

    refusals = [result for result in results if result]
    assert len(refusals) == 1
    follow_up.refresh_from_db()
    winner = {"done": maria, "declined": john}[follow_up.status]
    assert follow_up.timeline.last().actor == winner
    assert follow_up.timeline.count() == 2


def test_of_twenty_equal_answers_at_once_one_is_recorded():
    follow_up = make_follow_up()
    counselor = follow_up.interview.candidate.counselor

    results = race(*[complete(follow_up.pk, counselor)] * 20)

    assert sum(result is None for result in results) == 1
    assert follow_up.timeline.count() == 2


def test_an_undo_and_a_late_result_at_once_leave_a_coherent_row():
    follow_up = make_follow_up()
    counselor = follow_up.interview.candidate.counselor
    decline(follow_up.pk, counselor)()

    race(
        lambda: FollowUp.objects.get(pk=follow_up.pk).reopen(by=counselor, at=LATER),
        lambda: FollowUp.objects.get(pk=follow_up.pk).record_outcome(outcome="hired", by=counselor, at=LATER),
    )

    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.outcome) in {("open", "hired"), ("declined", "hired")}
    assert follow_up.next_step_at is None


def test_of_ten_equal_plans_at_once_one_is_kept():
    follow_up = make_follow_up()
    moment = MONDAY + days(2)

    results = race(
        *[
            lambda: schedule.remind_at(
                FollowUp.objects.get(pk=follow_up.pk), moment=moment, place="home", by=None, at=MONDAY
            )
        ]
        * 10
    )

    assert results == [None] * 10
    assert follow_up.nudges.get(kind="asked_for").place == "home"
    assert follow_up.timeline.filter(kind="plan").count() == 1
