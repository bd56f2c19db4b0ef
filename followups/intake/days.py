"""Days as people choose them: the day that something was sent, the day of the next look, working days."""

import datetime

from followups.nudges.window import federal_holidays

DAY = datetime.timedelta(days=1)
TODAY, YESTERDAY, EARLIER = "today", "yesterday", "earlier"
FARTHEST_LOOK = datetime.timedelta(days=60)


def day_sent(choice: str, earlier: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """Return the day that a choice means; `earlier` is the day that was given for any other than these two."""
    return {TODAY: today, YESTERDAY: today - DAY}.get(choice, earlier)


def can_be_looked_on(day: datetime.date | None, today: datetime.date) -> bool:
    """Tell whether the next look can be on that day: from tomorrow on, at most 60 days ahead."""
    return day is not None and today < day <= today + FARTHEST_LOOK


def is_working_day(day: datetime.date) -> bool:
    """Tell whether it is a Monday to Friday and no federal holiday."""
    return day.isoweekday() <= 5 and day not in federal_holidays(day.year)


def working_day(day: datetime.date, number: int) -> datetime.date:
    """Return the `number`th working day after `day`; a negative number counts back, 0 is the day itself."""
    step = DAY if number > 0 else -DAY
    for _count in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
