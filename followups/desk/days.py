"""The days that "not yet" offers for the next look."""

import datetime

from followups.intake.days import DAY, working_day


def in_a_week(day: datetime.date) -> datetime.date:
    """Return the same day of next week, or the first working day after it."""
    return working_day(day + 6 * DAY, 1)


LOOKS = {
    "next": lambda day: working_day(day, 1),
    "second": lambda day: working_day(day, 2),
    "week": in_a_week,
}
