"""Working days: Monday to Friday, not on a federal holiday."""

import datetime

from followups.nudges.window import federal_holidays

DAY = datetime.timedelta(days=1)


def is_working_day(day: datetime.date) -> bool:
    return day.isoweekday() <= 5 and day not in federal_holidays(day.year)


def working_day(day: datetime.date, number: int) -> datetime.date:
    """Return the `number`th working day after `day`; a negative number counts back, 0 is the day itself."""
    step = DAY if number > 0 else -DAY
    for _count in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
