"""What counts, as conditions over follow-ups (DESIGN section 9). Days are calendar days at the interview's office.

Of the interviews held up to a day, each that took place stands in exactly one of `logged_late`, `too_early`,
`decided_against` and `matured`.
"""

import datetime

from django.db.models import F, Q

IN_TIME = datetime.timedelta(days=5)
MATURES_AFTER = datetime.timedelta(days=6)

# Compared by "on or before the end of that day" alone: SQLite compares a day with a moment as text.
LAST_DAY_IN_TIME = F("interview__held_on") + IN_TIME


def took_place() -> Q:
    """The interview was not reported as one that did not take place."""
    return Q(status__in=["open", "done", "declined", "missed"])


def logged_late() -> Q:
    """Logged more than 5 days after it was held: counted apart, since nobody could remind them in time."""
    return took_place() & Q(interview__logged_on__gt=LAST_DAY_IN_TIME)


def logged_soon() -> Q:
    return took_place() & Q(interview__logged_on__lte=LAST_DAY_IN_TIME)


def too_early(on: datetime.date) -> Q:
    """On that day the five days for the follow-up are not over."""
    return logged_soon() & Q(interview__held_on__gt=on - MATURES_AFTER)


def decided_against(on: datetime.date) -> Q:
    """The five days are over, and within them the seeker decided not to follow up."""
    return (
        logged_soon()
        & Q(interview__held_on__lte=on - MATURES_AFTER)
        & Q(status="declined", closed_on__lte=LAST_DAY_IN_TIME)
    )


def matured(on: datetime.date) -> Q:
    """The interviews that the follow-up rate is a share of, as of the day `on`."""
    answered_otherwise = Q(status__in=["open", "done", "missed"])
    declined_later = Q(status="declined", closed_on__gt=LAST_DAY_IN_TIME)
    return logged_soon() & Q(interview__held_on__lte=on - MATURES_AFTER) & (answered_otherwise | declined_later)


def in_time() -> Q:
    """A message went out at most 5 days after the interview."""
    return Q(status="done", sent_on__lte=LAST_DAY_IN_TIME)
