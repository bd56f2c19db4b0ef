"""Days as people choose them: the day that something was sent, the day of the next look, working days."""

import datetime

from accounts.working_days import DAY, is_working_day, working_day

# Days of work are counted by more than intake, so they stand further down; here they are for those above.
__all__ = ["DAY", "EARLIER", "TODAY", "YESTERDAY", "can_be_looked_on", "day_sent", "is_working_day", "working_day"]

TODAY, YESTERDAY, EARLIER = "today", "yesterday", "earlier"
FARTHEST_LOOK = datetime.timedelta(days=60)


def day_sent(choice: str, earlier: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """Return the day that a choice means; `earlier` is the day that was given for any other than these two."""
    return {TODAY: today, YESTERDAY: today - DAY}.get(choice, earlier)


def can_be_looked_on(day: datetime.date | None, today: datetime.date) -> bool:
    """Tell whether the next look can be on that day: from tomorrow on, at most 60 days ahead."""
    return day is not None and today < day <= today + FARTHEST_LOOK
