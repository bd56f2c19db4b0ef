import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from followups.intake.move import correct_interview
from followups.models import FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import schedule
from followups.nudges.window import SendingHours
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db

MOMENTS = st.datetimes(
    datetime.datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis adds the time zone
    datetime.datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(datetime.UTC),
)

FRIDAY_EVENING = datetime.datetime(2026, 10, 10, 0, 30, tzinfo=datetime.UTC)  # 19:30 in Houston


def planned(follow_up):
    return {nudge.position: nudge.planned_at for nudge in follow_up.nudges.planned()}


def seeker_at(office):
    return make_candidate(make_user(office=office))


def test_the_default_cadence_plans_two_nudges_a_task_and_the_outcome_question():
    follow_up = make_follow_up(held_at=MONDAY)

    assert [nudge.kind for nudge in follow_up.nudges.all()] == ["nudge", "nudge", "task", "outcome"]
    assert planned(follow_up) == {1: MONDAY + hours(24), 2: MONDAY + days(3), 3: MONDAY + days(5), 4: MONDAY + days(15)}
    assert follow_up.due_at == follow_up.next_step_at == MONDAY + hours(24)
    assert follow_up.answer_by == MONDAY + days(22)


def test_a_follow_up_is_due_inside_sending_hours():
    follow_up = make_follow_up(seeker_at(make_office()), held_at=FRIDAY_EVENING + hours(2))  # 21:30 on Friday

    monday_at_eight = datetime.datetime(2026, 10, 13, 13, tzinfo=datetime.UTC)  # Monday 12 October is Columbus Day
    assert follow_up.due_at == monday_at_eight


def test_steps_of_an_interview_that_is_logged_late_start_when_it_is_logged():
    logged_at = MONDAY + days(4)

    follow_up = make_follow_up(held_at=MONDAY, logged_at=logged_at)

    assert planned(follow_up)[1] == planned(follow_up)[2] == logged_at
    assert planned(follow_up)[3] == MONDAY + days(5)


def test_no_mail_is_planned_for_an_interview_logged_after_more_than_14_days():
    follow_up = make_follow_up(held_at=MONDAY, logged_at=MONDAY + days(14) + hours(1))

    skipped = follow_up.nudges.filter(state=Nudge.State.SKIPPED)
    assert {nudge.kind for nudge in skipped} == {"nudge", "outcome"}
    assert {nudge.skip_reason for nudge in skipped} == {Nudge.Skip.LOGGED_LATE}
    assert set(planned(follow_up)) == {3}


def test_moving_the_interview_moves_what_was_not_sent():
    follow_up = make_follow_up(held_at=MONDAY)
    follow_up.nudges.filter(position=1).update(state=Nudge.State.SKIPPED, skip_reason="late", settled_at=MONDAY)
    interview = follow_up.interview
    interview.held_at = MONDAY + days(7)

    correct_interview(interview, moved_from=MONDAY, by=interview.logged_by, at=MONDAY + days(1))

    follow_up.refresh_from_db()
    assert planned(follow_up) == {2: MONDAY + days(10), 3: MONDAY + days(12), 4: MONDAY + days(22)}
    assert (follow_up.due_at, follow_up.next_step_at) == (MONDAY + days(8), MONDAY + days(10))
    assert follow_up.nudges.get(position=1).planned_at == MONDAY + hours(24)


def test_no_mail_goes_before_the_next_sending_day_after_a_not_yet_in_person():
    follow_up = make_follow_up(seeker_at(make_office()), held_at=MONDAY, logged_at=MONDAY + days(1))

    schedule.not_yet(
        follow_up, look_on=datetime.date(2026, 10, 9), by=follow_up.interview.logged_by, at=MONDAY + days(1)
    )

    wednesday_at_eight = datetime.datetime(2026, 10, 7, 13, tzinfo=datetime.UTC)
    assert planned(follow_up)[1] == follow_up.next_step_at == wednesday_at_eight
    assert planned(follow_up)[2] == MONDAY + days(3)


def test_an_asked_for_reminder_replaces_the_first_and_others_rest_a_day():
    follow_up = make_follow_up(held_at=MONDAY)
    sunday_at_noon = MONDAY + days(2) + hours(20)

    schedule.remind_at(follow_up, moment=sunday_at_noon, by=None, at=MONDAY + hours(1))

    assert follow_up.nudges.get(position=1).skip_reason == Nudge.Skip.REPLACED
    asked_for = follow_up.nudges.get(kind=Nudge.Kind.ASKED_FOR)
    assert asked_for.planned_at == follow_up.next_step_at == sunday_at_noon
    assert planned(follow_up)[2] == sunday_at_noon + hours(24)


def test_a_second_wish_replaces_the_first():
    follow_up = make_follow_up(held_at=MONDAY)
    schedule.remind_at(follow_up, moment=MONDAY + days(2), by=None, at=MONDAY + hours(1))

    schedule.remind_at(follow_up, moment=MONDAY + days(1), by=None, at=MONDAY + hours(2))

    still = follow_up.nudges.planned().get(kind=Nudge.Kind.ASKED_FOR)
    assert still.planned_at == MONDAY + days(1)


@pytest.mark.parametrize("moment", [MONDAY - hours(1), MONDAY + days(61)])
def test_a_reminder_in_the_past_or_after_the_link_ends_is_refused(moment):
    follow_up = make_follow_up(held_at=MONDAY)

    with pytest.raises(TransitionNotAllowed):
        schedule.remind_at(follow_up, moment=moment, by=None, at=MONDAY)

    assert not follow_up.nudges.filter(kind=Nudge.Kind.ASKED_FOR).exists()


def test_a_closed_follow_up_takes_no_reminder():
    follow_up = make_follow_up(held_at=MONDAY)
    follow_up.void(by=None, at=MONDAY)

    with pytest.raises(TransitionNotAllowed):
        schedule.remind_at(follow_up, moment=MONDAY + days(1), by=None, at=MONDAY)


def test_two_mails_that_a_long_weekend_brings_to_one_morning_wait_for_each_other(smtp_server, run):
    office = make_office()
    friday_night = datetime.datetime(2026, 9, 5, 2, tzinfo=datetime.UTC)  # before Labor Day
    follow_up = make_follow_up(seeker_at(office), held_at=friday_night, logged_at=friday_night)
    moments = planned(follow_up)

    run(moments[1])
    run(moments[2])

    tuesday = datetime.datetime(2026, 9, 8, 13, tzinfo=datetime.UTC)
    assert (moments[1], moments[2]) == (tuesday, tuesday + days(1))
    assert [follow_up.nudges.get(position=position).state for position in (1, 2)] == [Nudge.State.SENT] * 2


class PlannedMoments(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        held_at=MOMENTS,
        zone=st.sampled_from(["America/Chicago", "America/New_York", "America/Anchorage", "America/Phoenix"]),
        opens=st.integers(0, 11),
        closes=st.integers(12, 23),
        sending_days=st.sets(st.sampled_from("1234567"), min_size=1),
        late=st.integers(0, 13),
    )
    def test_every_step_is_planned_inside_the_hours_in_order_and_not_before_it_is_due(
        self, held_at, zone, opens, closes, sending_days, late
    ):
        office = make_office(
            time_zone=zone,
            sends_from=datetime.time(opens),
            sends_until=datetime.time(closes),
            sending_days="".join(sorted(sending_days)),
        )
        follow_up = make_follow_up(seeker_at(office), held_at=held_at, logged_at=held_at + days(late))

        moments = [nudge.planned_at for nudge in follow_up.nudges.order_by("position")]
        assert moments == sorted(moments)
        assert all(SendingHours.of(office).contain(moment) for moment in moments)
        assert moments[0] >= held_at + hours(24)
        assert FollowUp.objects.get(pk=follow_up.pk).next_step_at == moments[0]
