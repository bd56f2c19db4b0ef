"""Working days: Monday to Friday, not on a federal holiday."""

import datetime

from followups.nudges.window import federal_holidays

DAY = datetime.timedelta(days=1)


def working_day_after(day: datetime.date, number: int) -> datetime.date:
    """Return the `number`th working day after `day`."""
    while number:
        day += DAY
        if day.isoweekday() <= 5 and day not in federal_holidays(day.year):
            number -= 1
    return day


def in_a_week(day: datetime.date) -> datetime.date:
    """Return the same day of next week, or the first working day after it."""
    return working_day_after(day + 6 * DAY, 1)


# The days that "not yet" offers for the next look.
LOOKS = {
    "next": lambda day: working_day_after(day, 1),
    "second": lambda day: working_day_after(day, 2),
    "week": in_a_week,
}
