"""Moving an interview moves what was not sent, and keeps what was promised meanwhile."""

import datetime

import pytest

from followups.intake.move import correct_interview
from followups.models import FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, hours, make_follow_up

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def move(follow_up, held_at, at):
    interview = follow_up.interview
    moved_from, interview.held_at = interview.held_at, held_at
    correct_interview(interview, moved_from=moved_from, by=interview.logged_by, at=at)
    follow_up.refresh_from_db()


def planned(follow_up):
    return {nudge.position: nudge.planned_at for nudge in follow_up.nudges.planned()}


def test_a_corrected_hour_leaves_the_day_of_rest_after_a_reminder_that_was_asked_for():
    follow_up = make_follow_up()
    wish = MONDAY + days(2) + hours(20)
    schedule.remind_at(follow_up, moment=wish, by=None, at=MONDAY + hours(1))

    move(follow_up, MONDAY - hours(1), at=MONDAY + hours(2))

    assert planned(follow_up)[10_000] == wish
    assert planned(follow_up)[2] == wish + hours(24)


def test_a_corrected_hour_sends_no_mail_on_the_day_of_a_not_yet_in_person():
    follow_up = make_follow_up(logged_at=TUESDAY)
    schedule.not_yet(follow_up, look_on=TUESDAY.date(), by=follow_up.interview.logged_by, at=TUESDAY)
    before = planned(follow_up)[1]

    move(follow_up, MONDAY - hours(1), at=TUESDAY + hours(1))

    assert planned(follow_up)[1] == before > TUESDAY + hours(1)


def test_a_reminder_that_was_asked_for_never_comes_before_the_interview():
    follow_up = make_follow_up()
    schedule.remind_at(follow_up, moment=MONDAY + days(2), by=None, at=MONDAY + hours(1))

    move(follow_up, MONDAY + days(7), at=MONDAY + hours(2))

    assert planned(follow_up)[10_000] == MONDAY + days(8)


def test_no_reminder_can_be_asked_for_before_the_interview():
    follow_up = make_follow_up(held_at=MONDAY + days(3), logged_at=MONDAY)

    with pytest.raises(TransitionNotAllowed):
        schedule.remind_at(follow_up, moment=MONDAY + days(2), by=None, at=MONDAY)


def test_a_follow_up_with_a_late_reminder_that_was_asked_for_is_not_closed_before_it():
    follow_up = make_follow_up()
    wish = MONDAY + days(40)
    schedule.remind_at(follow_up, moment=wish, by=None, at=MONDAY + hours(1))

    move(follow_up, MONDAY - hours(1), at=MONDAY + hours(2))

    assert follow_up.answer_by == wish + days(7)


def test_a_follow_up_that_was_opened_again_keeps_its_seven_days_when_an_hour_is_corrected():
    follow_up = make_follow_up()
    follow_up.miss(by=None, at=MONDAY + days(22))
    follow_up.reopen(by=follow_up.interview.logged_by, at=MONDAY + days(30))

    move(follow_up, MONDAY - hours(1), at=MONDAY + days(30))

    assert follow_up.answer_by == MONDAY + days(37)


def test_an_interview_that_turns_out_to_be_logged_too_late_gets_no_mail():
    follow_up = make_follow_up()

    move(follow_up, MONDAY - days(20), at=MONDAY + hours(1))

    assert set(planned(follow_up)) == {3}
    assert follow_up.nudges.get(position=1).skip_reason == Nudge.Skip.LOGGED_LATE


def test_steps_of_an_interview_that_did_not_take_place_move_to_its_new_day_and_come_back():
    follow_up = make_follow_up()
    counselor = follow_up.interview.logged_by
    follow_up.void(by=counselor, at=MONDAY + hours(2))

    move(follow_up, MONDAY + days(7), at=MONDAY + days(2))
    follow_up.reopen(by=counselor, at=MONDAY + days(2))

    assert planned(follow_up)[1] == follow_up.next_step_at == MONDAY + days(8)
    assert set(planned(follow_up)) == {1, 2, 3, 4}


def test_steps_come_back_in_whichever_order_the_answer_is_undone_and_the_interview_moved():
    follow_up = make_follow_up()
    counselor = follow_up.interview.logged_by
    follow_up.void(by=counselor, at=MONDAY + hours(2))
    follow_up.reopen(by=counselor, at=MONDAY + days(2))

    move(follow_up, MONDAY + days(7), at=MONDAY + days(2))

    assert planned(follow_up)[1] == follow_up.next_step_at == MONDAY + days(8)


def test_of_two_who_move_an_interview_at_once_the_second_is_told():
    follow_up = make_follow_up()
    interview = FollowUp.objects.get(pk=follow_up.pk).interview
    move(follow_up, MONDAY + days(7), at=MONDAY + hours(1))

    with pytest.raises(TransitionNotAllowed):
        correct_interview(interview, moved_from=MONDAY, by=interview.logged_by, at=MONDAY + hours(1))

    interview.refresh_from_db()
    assert interview.held_at == MONDAY + days(7)
    assert interview.held_on == datetime.date(2026, 10, 12)
