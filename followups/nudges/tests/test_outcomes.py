"""What came of the interview stops what is planned: from every status, of every kind, even what a batch has in hand."""

import threading

import pytest
from django.db import connection

from followups.models import FollowUp, Nudge
from followups.nudges import claim, dispatch, invariants, schedule
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.sending import send
from followups.tests.builders import MONDAY, days, hours, make_follow_up

pytestmark = pytest.mark.django_db

SOON, DAY_15 = MONDAY + hours(1), MONDAY + days(15)
FINAL = ["offer", "hired", "not_selected", "withdrew"]
ALL_STEPS = {"nudge", "asked_for", "task", "outcome"}
ASKS_WHETHER = ALL_STEPS - {"outcome"}
REACH = {
    "open": lambda follow_up: None,
    "done": lambda follow_up: follow_up.complete(
        sent_on=MONDAY.date(), method="card", source="seeker", by=None, at=SOON
    ),
    "declined": lambda follow_up: follow_up.decline(reason="other", by=None, at=SOON),
    "missed": lambda follow_up: follow_up.miss(by=None, at=SOON),
}
# What stays planned of a follow-up with a plan, and its status, after each outcome.
TABLE = [
    ("open", "waiting", ALL_STEPS, "open"),
    ("open", "second_interview", ASKS_WHETHER, "open"),
    *(("open", outcome, set(), "declined") for outcome in FINAL),
    ("done", "waiting", {"outcome"}, "done"),
    *(("done", outcome, set(), "done") for outcome in ["second_interview", *FINAL]),
    *((status, outcome, set(), status) for status in ("declined", "missed") for outcome in FollowUp.Outcome.values),
]


def make_planned():
    """A follow-up with a plan two days ahead, beside the steps of its cadence."""
    follow_up = make_follow_up()
    schedule.remind_at(follow_up, moment=MONDAY + days(2), place="library", by=None, at=SOON)
    return follow_up


def kinds(nudges):
    return set(nudges.values_list("kind", flat=True))


@pytest.mark.parametrize(("status", "outcome", "planned", "then"), TABLE)
def test_each_outcome_leaves_planned_only_what_has_a_point(status, outcome, planned, then):
    follow_up = make_planned()
    REACH[status](follow_up)

    follow_up.record_outcome(outcome=outcome, by=None, at=SOON + hours(1))

    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.outcome) == (then, outcome)
    assert kinds(follow_up.nudges.planned()) == planned
    assert (follow_up.next_step_at is None) == (not planned)
    assert invariants.check(SOON + hours(1)) == []


@pytest.mark.parametrize("outcome", FINAL)
@pytest.mark.parametrize("day", [2, 3, 15])
def test_a_mail_that_a_batch_has_in_hand_does_not_go_once_the_result_is_known(smtp_server, outcome, day):
    follow_up = make_planned()
    at = MONDAY + days(day)
    batch = claim.claim_batch(at)
    assert follow_up.nudges.filter(state=Nudge.State.CLAIMED).count() == 1

    follow_up.record_outcome(outcome=outcome, by=None, at=at)
    send(batch, Clock(at))

    assert smtp_server.messages == []
    assert not follow_up.nudges.filter(state__in=["planned", "claimed", "sending"]).exists()
    assert not follow_up.tasks.open().exists()


def test_a_result_awaited_lets_the_question_in_hand_go(smtp_server):
    follow_up = make_planned()
    batch = claim.claim_batch(DAY_15)

    follow_up.record_outcome(outcome="waiting", by=None, at=DAY_15)
    send(batch, Clock(DAY_15))

    assert len(smtp_server.messages) == 1


def test_an_awaited_result_that_becomes_known_takes_the_question_away_again():
    follow_up = make_planned()
    follow_up.record_outcome(outcome="second_interview", by=None, at=SOON)
    follow_up.record_outcome(outcome="waiting", by=None, at=SOON)
    assert kinds(follow_up.nudges.planned()) == ALL_STEPS

    follow_up.record_outcome(outcome="not_selected", by=None, at=SOON)

    assert not follow_up.nudges.planned().exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("_round", range(10))
def test_a_result_told_while_a_batch_goes_out_comes_before_or_after_each_mail(smtp_server, _round):
    follow_up = make_planned()
    at, together = MONDAY + days(2), threading.Barrier(2)

    def hired():
        together.wait(timeout=30)
        FollowUp.objects.get(pk=follow_up.pk).record_outcome(outcome="hired", by=None, at=at)
        connection.close()

    thread = threading.Thread(target=hired)
    thread.start()
    together.wait(timeout=30)
    dispatch.run(Clock(at))
    thread.join()

    states = set(follow_up.nudges.filter(kind="asked_for").values_list("state", flat=True))
    assert states == ({"sent"} if smtp_server.messages else {"skipped"})
    assert kinds(follow_up.nudges.planned()) == set()
