"""The moments that the preview shows, and what it says of each that waits."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from accounts.models import Office
from candidates.models import Interview
from followups.cadences.forms import last_friday
from followups.cadences.preview import preview
from followups.models import Cadence, Step
from followups.nudges import dispatch, schedule
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.test_schedule_properties import MOMENTS, cadences, offices
from followups.nudges.window import SendingHours
from followups.tests.builders import make_candidate, make_follow_up, make_office, make_user

HOUSTON = ZoneInfo("America/Chicago")
CASES = [
    ("2026-11-18T15:00", 24, "hours", "2026-11-19T15:00", ""),
    ("2026-11-20T15:00", 2, "days", "2026-11-23T08:00", "Sunday: moved to Monday, 8 a.m."),
    ("2026-11-18T06:00", 24, "hours", "2026-11-19T08:00", "Before sending hours: moved to Thursday, 8 a.m."),
    ("2026-11-18T20:00", 24, "hours", "2026-11-20T08:00", "After sending hours: moved to Friday, 8 a.m."),
    ("2026-11-25T15:00", 24, "hours", "2026-11-27T08:00", "Thanksgiving Day: moved to Friday, 8 a.m."),
    (
        "2026-09-04T21:00",
        24,
        "hours",
        "2026-09-08T08:00",
        "After sending hours, Sunday, Labor Day: moved to Tuesday, 8 a.m.",
    ),
    ("2026-10-31T15:00", 47, "hours", "2026-11-02T13:00", "The clocks go back in between."),
    ("2027-03-13T15:00", 48, "hours", "2027-03-15T16:00", "The clocks go forward in between."),
    ("2026-10-31T15:00", 2, "days", "2026-11-02T15:00", ""),
]


MEETING = [  # the interview, the delays in days, when each mail goes, what is said of the one that waits or stays out
    (
        "2026-09-05T10:00",
        (1, 3),
        ["2026-09-08T08:00", "2026-09-09T08:00"],
        "At most one mail a day and three a week: moved to Wednesday, 8 a.m.",
    ),
    (
        "2026-10-05T09:00",
        (1, 2, 3, 4),
        ["2026-10-06T09:00", "2026-10-07T09:00", "2026-10-08T09:00", "2026-10-13T08:00"],
        "At most one mail a day and three a week: moved to Tuesday, 8 a.m.",
    ),
    (
        "2026-09-04T21:00",
        (1, 3),
        ["2026-09-08T08:00", "2026-09-09T08:00"],
        "Labor Day: moved to Tuesday, 8 a.m. At most one mail a day and three a week: moved to Wednesday, 8 a.m.",
    ),
]


class AnyWords:
    """Every text is called the same."""

    def name(self, pk):
        return "Any"


def local(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=HOUSTON)


@pytest.mark.parametrize(("held_at", "delay", "unit", "at", "why"), CASES)
def test_a_step_that_waits_says_why(held_at, delay, unit, at, why):
    step = Step(kind="nudge", delay=delay, unit=unit)

    [moment] = preview([step], AnyWords(), Office(), local(held_at)).moments

    assert moment.at == local(at)
    assert moment.why == why


@pytest.mark.parametrize(("held_at", "delays", "moments", "why"), MEETING)
def test_mails_that_meet_wait_for_each_other(held_at, delays, moments, why):
    steps = [Step(position=place, kind="nudge", delay=delay, unit="days") for place, delay in enumerate(delays, 1)]

    shown = preview(steps, AnyWords(), Office(), local(held_at)).moments

    assert [moment.at for moment in shown] == [local(moment) for moment in moments]
    assert why in [moment.why for moment in shown]


@pytest.mark.django_db
@pytest.mark.parametrize("held_at", [held_at for held_at, *_more in MEETING])
def test_what_is_shown_is_what_the_dispatcher_does(held_at, smtp_server):
    office = make_office(sends_from=datetime.time(8), sends_until=datetime.time(20))
    held_at = local(held_at)
    follow_up = make_follow_up(make_candidate(make_user(office=office)), held_at=held_at, logged_at=held_at)
    steps = [step for step in Cadence.objects.for_office(office).in_time() if step.kind == Step.Kind.NUDGE]

    shown = preview(steps, AnyWords(), office, held_at).moments
    for hour in range(24 * 7):
        list(dispatch.run_until_done(Clock(held_at + datetime.timedelta(hours=hour))))

    sent = follow_up.nudges.filter(state="sent").values_list("delivery__sending_at", flat=True)
    assert [moment.at for moment in shown if "Not sent" not in moment.why] == list(sent.order_by("position"))


def test_the_moments_stand_in_time_and_say_when_the_case_is_closed():
    steps = [Step(kind="task", delay=5, unit="days"), Step(kind="nudge", delay=24, unit="hours")]

    shown = preview(steps, AnyWords(), Office(), local("2026-11-18T15:00"))

    assert [moment.what for moment in shown.moments] == [
        "the reminder “Any”",
        "a task for the counselor to ask, no mail",
    ]
    assert shown.closed_at == shown.moments[-1].at + datetime.timedelta(days=7)


@settings(deadline=None, max_examples=100)
@given(office=offices(), steps=cadences(), held_at=MOMENTS)
def test_what_is_shown_is_what_is_planned_and_a_reason_stands_by_each_that_waits(office, steps, held_at):
    for step in steps:
        step.kind = Step.Kind.TASK
    interview, hours = Interview(office=office, held_at=held_at, logged_at=held_at), SendingHours.of(office)

    shown = preview(steps, AnyWords(), office, held_at)

    assert [moment.at for moment in shown.moments] == [at for _step, at in schedule.moments_of(steps, interview, hours)]
    for moment in shown.moments:
        assert ("moved to" in moment.why) == (moment.at != schedule.nominal_at(moment.step, interview, hours.zone))


@pytest.mark.parametrize(("today", "friday"), [("2026-11-23", "20"), ("2026-11-20", "13"), ("2026-11-21", "20")])
def test_the_interview_to_try_it_on_was_last_friday(today, friday):
    assert last_friday(datetime.date.fromisoformat(today)) == datetime.date(2026, 11, int(friday))
