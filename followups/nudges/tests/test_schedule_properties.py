"""What holds of the schedule whatever the interview, the office's clock and its hours: found by trying at random."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import Office
from candidates.models import Candidate, Interview
from followups.models import Nudge, Step
from followups.nudges import rules, schedule
from followups.nudges.settle import RETRY_AFTER
from followups.nudges.window import MIDNIGHT, SendingHours, at_local, federal_holidays

HOUR, DAY, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(minutes=1)
# Halves and quarters of an hour, the southern half of the earth, clocks that change at midnight or by half an hour.
ZONES = [
    *("America/Chicago", "America/New_York", "America/Anchorage", "America/Phoenix", "Pacific/Honolulu"),
    *("America/St_Johns", "America/Santiago", "Australia/Adelaide", "Australia/Lord_Howe", "Asia/Kolkata"),
    *("Pacific/Chatham", "UTC"),
]
FIRST, LAST = datetime.datetime(2026, 1, 1), datetime.datetime(2031, 12, 31)  # noqa: DTZ001 - a zone is added
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(datetime.UTC))
ALL_HOURS = (MIDNIGHT, MIDNIGHT)
ONE_HOUR = st.integers(0, 22).map(lambda hour: (datetime.time(hour), datetime.time(hour + 1)))
SOME_HOURS = st.tuples(st.integers(0, 12), st.sampled_from([0, 30]), st.integers(13, 24)).map(
    lambda said: (datetime.time(said[0], said[1]), datetime.time(said[2] % 24))
)
DAYS = st.one_of(
    st.sampled_from(["1234567", "123456", *"1234567"]),
    st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days))),
)
DELAYS = st.tuples(st.integers(1, 45), st.sampled_from(Step.Unit.values))
TRIES = settings(deadline=None, max_examples=200)
LATE = st.timedeltas(datetime.timedelta(0), 14 * DAY)


@st.composite
def offices(draw):
    sends_from, sends_until = draw(st.one_of(st.just(ALL_HOURS), ONE_HOUR, SOME_HOURS))
    return Office(
        time_zone=draw(st.sampled_from(ZONES)),
        sends_from=sends_from,
        sends_until=sends_until,
        sending_days=draw(DAYS),
        sends_on_holidays=draw(st.booleans()),
    )


@st.composite
def cadences(draw):
    """Steps as a form lets them be: none at the time of another."""
    delays = draw(st.lists(DELAYS, min_size=1, max_size=8))
    steps = {Step(delay=delay, unit=unit).nominal_hours: Step(delay=delay, unit=unit) for delay, unit in delays}
    return [steps[hours] for hours in sorted(steps)]


def has_clock_change(local):
    """The hours of a night of changed clocks are not what the wall says."""
    return at_local(local.date() + DAY, MIDNIGHT, local.tzinfo) - at_local(local.date(), MIDNIGHT, local.tzinfo) != DAY


def is_open(office, moment):
    """Whether mail may go, told from the clock on the wall alone."""
    local = moment.astimezone(ZoneInfo(office.time_zone))
    ends = datetime.time.max if office.sends_until == MIDNIGHT else office.sends_until
    is_holiday = local.date() in federal_holidays(local.year) and not office.sends_on_holidays
    in_hours = office.sends_from <= local.time() < ends or has_clock_change(local)
    return in_hours and str(local.isoweekday()) in office.sending_days and not is_holiday


@TRIES
@given(office=offices(), steps=cadences(), held_at=MOMENTS, late=LATE)
def test_each_step_comes_inside_the_hours_in_order_and_not_before_its_delay(office, steps, held_at, late):
    interview = Interview(office=office, held_at=held_at, logged_at=held_at + late)
    hours = SendingHours.of(office)

    planned = schedule.moments_of(steps, interview, hours)

    moments = [moment for _step, moment in planned]
    assert [step for step, _moment in planned] == steps
    assert all(is_open(office, moment) and hours.contain(moment) for moment in moments)
    assert moments == sorted(moments)
    for step, moment in zip(steps, moments, strict=True):
        # A day of a changed clock has 23 hours.
        assert moment >= max(held_at + (step.nominal_hours - 1) * HOUR, interview.logged_at)
        assert step.unit == Step.Unit.DAYS or moment >= held_at + step.delay * HOUR


@TRIES
@given(office=offices(), steps=cadences(), held_at=MOMENTS)
def test_no_two_mails_of_a_follow_up_come_on_one_day(office, steps, held_at):
    hours = SendingHours.of(office)

    planned = schedule.moments_of(steps, Interview(office=office, held_at=held_at, logged_at=held_at), hours)

    days = [hours.local_day(moment) for step, moment in planned if step.kind != Step.Kind.TASK]
    assert len(days) == len(set(days))


@TRIES
@given(office=offices(), held_at=MOMENTS, delay=st.integers(1, 45))
def test_a_step_some_days_later_keeps_the_time_on_the_wall(office, held_at, delay):
    zone = ZoneInfo(office.time_zone)
    step = Step(delay=delay, unit=Step.Unit.DAYS)

    local = schedule.nominal_at(step, Interview(office=office, held_at=held_at), zone).astimezone(zone)

    before = held_at.astimezone(zone)
    assert local.date() == before.date() + delay * DAY
    assert local.time() == before.time() or has_clock_change(local)


@TRIES
@given(office=offices(), moment=MOMENTS)
@example(  # The only hour of the day is the one that the clocks skip
    office=Office(sends_from=datetime.time(2), sends_until=datetime.time(3), sending_days="7"),
    moment=datetime.datetime(2027, 3, 14, 6, tzinfo=datetime.UTC),
)
def test_no_step_waits_longer_than_until_the_next_opening(office, moment):
    hours = SendingHours.of(office)

    first = hours.first_moment(moment)

    skipped = [moment + (first - moment) * part / 20 for part in range(20)]
    assert not any(hours.contain(earlier) for earlier in skipped if earlier < first)
    assert hours.contain(first)
    assert hours.open_until(first) == first


@TRIES
@given(office=offices(), moment=MOMENTS)
def test_the_last_sending_hours_ended_before_the_moment_and_nothing_was_open_since(office, moment):
    hours = SendingHours.of(office)

    ended = hours.open_until(moment)

    assert ended <= moment
    assert hours.first_moment(ended) == hours.first_moment(moment)


@TRIES
@given(office=offices(), moment=MOMENTS, delay=st.sampled_from([MINUTE, *RETRY_AFTER]))
@example(  # Saturday at closing, Sunday closed, Monday a holiday
    office=Office(), moment=datetime.datetime(2026, 9, 6, 0, 59, tzinfo=datetime.UTC), delay=4 * HOUR
)
def test_no_weekend_holiday_or_retry_by_itself_makes_a_step_too_late(office, moment, delay):
    hours = SendingHours.of(office)
    planned_at = hours.first_moment(moment)

    again_at = hours.first_moment(planned_at + delay)

    assert datetime.timedelta(0) <= hours.waited(planned_at, again_at) <= 25 * HOUR < rules.TOO_LATE_AFTER


def seeker(office):
    consent_on = datetime.date(2020, 1, 1)
    facts = {"email": "anh@example.com", "email_key": "a" * 64, "status": Candidate.Status.ACTIVE}
    return Candidate(pk=1, office=office, consent_on=consent_on, **facts)


@TRIES
@given(
    office=offices(),
    moment=MOMENTS,
    delay=st.timedeltas(datetime.timedelta(0), 10 * DAY),
    paused=st.booleans(),
    mailed=st.booleans(),
)
def test_a_mail_goes_inside_the_hours_or_waits_for_them_and_is_late_only_after_its_time(
    office, moment, delay, paused, mailed
):
    hours, candidate = SendingHours.of(office), seeker(office)
    nudge = Nudge(kind=Nudge.Kind.NUDGE, planned_at=hours.first_moment(moment))
    at = nudge.planned_at + delay
    known = rules.Facts(paused_everywhere=paused)
    known.mailed |= {(candidate.email_key, office.local_day(at))} if mailed else set()

    verdict = rules.judge(nudge, candidate, known, at)

    is_late = hours.waited(nudge.planned_at, at) > rules.TOO_LATE_AFTER
    if isinstance(verdict, rules.Skip):
        assert is_late
        assert verdict.reason == (Nudge.Skip.PAUSED if paused else Nudge.Skip.LATE)
    elif isinstance(verdict, rules.Wait):
        assert verdict.until > at
        assert is_open(office, verdict.until)
    else:
        assert is_open(office, at)
        assert not is_late
        assert not paused
        assert not mailed
