"""What comes back when an answer, a stop or a result is taken back: every step whose time is still to come."""

import pytest

from followups.models import FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import claim, replanning
from followups.tests.builders import MONDAY, days, hours, make_done, make_follow_up, make_interview

pytestmark = pytest.mark.django_db

SOON = MONDAY + hours(1)


def planned(follow_up):
    return [nudge.position for nudge in follow_up.nudges.planned().order_by("position")]


def by(follow_up):
    return follow_up.interview.logged_by


def test_the_counselors_task_comes_back_although_mails_were_stopped():
    follow_up = make_follow_up()
    follow_up.stop_reminders(by=None, at=SOON)
    follow_up.decline(reason="other", by=None, at=SOON)

    follow_up.reopen(by=None, at=SOON)

    assert planned(follow_up) == [3]


def test_steps_that_an_answer_skipped_come_back_with_the_reminders_after_it_was_undone():
    follow_up = make_follow_up()
    follow_up.decline(reason="other", by=None, at=SOON)
    follow_up.stop_reminders(by=None, at=SOON)
    follow_up.reopen(by=None, at=SOON)

    follow_up.resume_reminders(by=None, at=SOON)

    assert planned(follow_up) == [1, 2, 3, 4]


def test_the_outcome_question_of_a_done_one_comes_back_with_the_reminders():
    follow_up = make_done()
    follow_up.stop_reminders(by=None, at=MONDAY + days(1))

    follow_up.resume_reminders(by=None, at=MONDAY + days(1))

    assert planned(follow_up) == [4]


def test_the_outcome_question_comes_back_when_a_missed_one_turns_out_done():
    follow_up = make_follow_up()
    follow_up.miss(by=by(follow_up), at=MONDAY + days(3))

    follow_up.complete(sent_on=MONDAY.date(), method="card", source="seeker", by=None, at=MONDAY + days(4))

    assert planned(follow_up) == [4]
    assert follow_up.next_step_at == MONDAY + days(15)


def test_everything_comes_back_when_answer_and_result_are_undone_one_after_the_other():
    follow_up = make_follow_up()
    follow_up.complete(sent_on=MONDAY.date(), method="card", source="seeker", by=None, at=SOON)
    follow_up.record_outcome(outcome="hired", by=None, at=SOON)
    follow_up.reopen(by=None, at=SOON)
    assert planned(follow_up) == []

    follow_up.forget_outcome(by=None, at=SOON)

    assert planned(follow_up) == [1, 2, 3, 4]


@pytest.mark.parametrize("take_back", ["reopen", "forget_outcome"])
def test_what_a_final_result_closed_opens_again_with_it(take_back):
    follow_up = make_follow_up()
    follow_up.record_outcome(outcome="hired", by=None, at=SOON)

    getattr(follow_up, take_back)(by=None, at=SOON + hours(1))

    assert (follow_up.status, follow_up.outcome, planned(follow_up)) == ("open", "", [1, 2, 3, 4])


@pytest.mark.parametrize("reason", ["other", "already_decided"])
def test_a_result_told_after_a_decision_stays_when_the_decision_is_taken_back(reason):
    follow_up = make_follow_up()
    follow_up.decline(reason=reason, by=by(follow_up), at=SOON)
    follow_up.record_outcome(outcome="not_selected", by=by(follow_up), at=SOON + hours(1))

    follow_up.reopen(by=by(follow_up), at=SOON + hours(2))

    assert (follow_up.status, follow_up.outcome, planned(follow_up)) == ("open", "not_selected", [])


def test_a_decision_stays_when_the_result_told_after_it_is_taken_back():
    follow_up = make_follow_up()
    follow_up.decline(reason="other", by=None, at=SOON)
    follow_up.record_outcome(outcome="hired", by=None, at=SOON + hours(1))

    follow_up.forget_outcome(by=None, at=SOON + hours(2))

    assert (follow_up.status, follow_up.reason, follow_up.outcome) == ("declined", "other", "")


def test_a_corrected_result_corrects_why_the_follow_up_was_closed_but_not_the_day():
    follow_up = make_follow_up()
    follow_up.record_outcome(outcome="not_selected", by=None, at=SOON)

    follow_up.record_outcome(outcome="withdrew", by=None, at=SOON + days(3))

    assert (follow_up.status, follow_up.reason, follow_up.closed_on) == ("declined", "withdrew", MONDAY.date())
    follow_up.reopen(by=None, at=SOON + days(4))
    assert follow_up.outcome == ""


def test_a_result_that_is_awaited_after_all_opens_what_it_had_closed():
    follow_up = make_follow_up()
    follow_up.record_outcome(outcome="offer", by=None, at=SOON)

    follow_up.record_outcome(outcome="waiting", by=None, at=SOON + hours(1))

    assert (follow_up.status, follow_up.outcome, planned(follow_up)) == ("open", "waiting", [1, 2, 3, 4])


def test_after_30_days_a_seeker_does_not_open_again_what_a_result_had_closed():
    follow_up = make_follow_up()
    follow_up.record_outcome(outcome="offer", by=None, at=SOON)

    for change in (
        lambda at: follow_up.forget_outcome(by=None, at=at),
        lambda at: follow_up.record_outcome(outcome="waiting", by=None, at=at),
    ):
        with pytest.raises(TransitionNotAllowed):
            change(SOON + days(31))

    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.outcome) == ("declined", "offer")


def test_the_outcome_question_comes_back_when_the_result_is_still_awaited_after_all():
    follow_up = make_done()
    follow_up.record_outcome(outcome="hired", by=by(follow_up), at=MONDAY + days(2))

    follow_up.record_outcome(outcome="waiting", by=by(follow_up), at=MONDAY + days(2))

    assert planned(follow_up) == [4]


def test_no_reminder_about_a_first_interview_comes_back_once_there_was_a_second():
    follow_up = make_done(sent_after=1)
    make_interview(follow_up.interview.candidate, held_at=MONDAY + days(1) + hours(2))

    follow_up.reopen(by=by(follow_up), at=MONDAY + days(2))
    replanning.replan_wanted(MONDAY + days(2))
    claim.claim_batch(MONDAY + days(3))

    assert follow_up.nudges.get(position=2).skip_reason == Nudge.Skip.SUPERSEDED


def test_a_step_that_the_dispatcher_had_in_hand_comes_back_too():
    follow_up = make_follow_up()
    claim.claim_batch(MONDAY + hours(24))
    nudge = follow_up.nudges.get(position=1)
    later = MONDAY + hours(25)
    Nudge.objects.filter(pk=nudge.pk).update(
        state=Nudge.State.SKIPPED, skip_reason=Nudge.Skip.ANSWERED, settled_at=MONDAY, planned_at=later, try_at=later
    )
    FollowUp.objects.filter(pk=follow_up.pk).update(
        status="missed", closed_at=MONDAY, closed_on=MONDAY.date(), next_step_at=None
    )
    follow_up.refresh_from_db()

    follow_up.reopen(by=None, at=MONDAY + hours(24))

    nudge.refresh_from_db()
    assert (nudge.state, nudge.delivery) == (Nudge.State.PLANNED, None)
