import datetime
from itertools import pairwise

import pytest

from followups.reports.periods import Period, Preset, period_of

MONDAY = datetime.date(2026, 11, 23)


def day(month, number, year=2026):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("preset", "on", "since"),
    [
        (Preset.LAST_30, MONDAY, day(10, 25)),
        (Preset.LAST_90, MONDAY, day(8, 26)),
        (Preset.PROGRAM_YEAR, MONDAY, day(7, 1)),
        (Preset.PROGRAM_YEAR, day(7, 1), day(7, 1)),
        (Preset.PROGRAM_YEAR, day(6, 30), day(7, 1, 2025)),
    ],
)
def test_a_preset_ends_on_the_day_of_the_report(preset, on, since):
    assert period_of(preset, on) == Period(since, on)


def test_the_period_before_has_as_many_days_and_ends_the_day_before():
    period = Period(day(11, 1), day(11, 10))

    assert period.before == Period(day(10, 22), day(10, 31))
    assert period.days == period.before.days == 10


def test_a_short_period_is_shown_in_13_weeks_from_monday():
    weeks = Period(day(11, 20), day(11, 25)).parts()

    assert len(weeks) == 13
    assert all(week.since.isoweekday() == 1 for week in weeks)
    assert all(later.since - earlier.until == datetime.timedelta(days=1) for earlier, later in pairwise(weeks))
    assert weeks[-1] == Period(MONDAY, day(11, 25))


def test_a_period_that_ends_on_sunday_ends_with_a_whole_week():
    assert Period(day(11, 1), day(11, 22)).parts()[-1] == Period(day(11, 16), day(11, 22))


def test_a_long_period_is_shown_by_month_and_its_ends_are_cut():
    months = Period(day(11, 20, 2025), day(3, 10)).parts()

    assert months[0] == Period(day(11, 20, 2025), day(11, 30, 2025))
    assert months[1] == Period(day(12, 1, 2025), day(12, 31, 2025))
    assert months[-1] == Period(day(3, 1), day(3, 10))
    assert sum(month.days for month in months) == Period(day(11, 20, 2025), day(3, 10)).days


@pytest.mark.parametrize(("days", "by_month"), [(91, False), (92, True)])
def test_thirteen_weeks_are_the_most_that_is_shown_by_week(days, by_month):
    assert Period(MONDAY - datetime.timedelta(days=days - 1), MONDAY).is_shown_by_month == by_month
