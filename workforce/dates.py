"""Days and moments as people say them: "Tue 17 Nov, 6 days ago".

Moments are said in the time zone in force, which the middleware sets to that of the office.
"""

import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

# From half a year away on a day needs its year.
NEEDS_YEAR = 183


def day_of(when: datetime.date | datetime.datetime) -> datetime.date:
    """Return the calendar day of a moment in the time zone in force; a day is returned as it is."""
    return timezone.localtime(when).date() if isinstance(when, datetime.datetime) else when


# A list says the same few days again and again, and formatting one costs more than all else in its cell.
@lru_cache(maxsize=4096)
def formatted_day(day, form, _language):
    """Return a day in one of these forms, in the active language, which the caller names for the cache."""
    patterns = {
        "near": pgettext("format of a day, as Django's date filter takes it", "D j M"),
        "far": pgettext("format of a day, as Django's date filter takes it", "D j M Y"),
        "full": pgettext("format of a day in full, as Django's date filter takes it", "l j F Y"),
        "weekday": "D",
        "month": pgettext("format of a month, as Django's date filter takes it", "F Y"),
        "short month": pgettext("format of a month, as Django's date filter takes it", "M Y"),
        "day of the year": pgettext("format of a day without its year, as Django's date filter takes it", "j F"),
        "short day of the year": pgettext("format of a day without its year, as Django's date filter takes it", "j M"),
    }
    return date_format(day, patterns[form])


@lru_cache(maxsize=4096)
def formatted_time(hour, minute, _language):
    return time_format(datetime.time(hour, minute), "TIME_FORMAT")


def say_day(when, today: datetime.date | None = None) -> str:
    """Return "Tue 17 Nov", with the year when `today` is not near."""
    day = day_of(when)
    is_near = today and abs((day - today).days) < NEEDS_YEAR
    return formatted_day(day, "near" if is_near else "far", get_language())


def say_in_form(when, form: str) -> str:
    """Return a day in a form of `formatted_day`: as a "month", a "short month", a "day of the year" and so on."""
    return formatted_day(day_of(when), form, get_language())


def say_time(moment: datetime.datetime) -> str:
    """Return the time of day of a moment, "2:30 p.m."."""
    local = timezone.localtime(moment)
    return formatted_time(local.hour, local.minute, get_language())


def say_moment(moment: datetime.datetime, today: datetime.date | None = None) -> str:
    """Return "Tue 17 Nov, 2:30 p.m."."""
    return _("%(day)s, %(time)s") % {"day": say_day(moment, today), "time": say_time(moment)}


def say_weekday(when, today: datetime.date) -> str:
    """Return "Tue" for a day of the last six days or the next six, else "Tue 17 Nov"."""
    day = day_of(when)
    if abs((day - today).days) < 7:
        return formatted_day(day, "weekday", get_language())
    return say_day(day, today)


def say_distance(when, today: datetime.date) -> str:
    """Return how far a day is from `today`: "today", "tomorrow", "6 days ago", "in 3 days", "4 months ago"."""
    days = (day_of(when) - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(days)
    if near:
        return near
    if abs(days) < 60:
        number = abs(days)
        words = ngettext("in %(n)d day", "in %(n)d days", number) if days > 0 else None
        return (words or ngettext("%(n)d day ago", "%(n)d days ago", number)) % {"n": number}
    number = round(abs(days) / 30.44)
    words = ngettext("in %(n)d month", "in %(n)d months", number) if days > 0 else None
    return (words or ngettext("%(n)d month ago", "%(n)d months ago", number)) % {"n": number}


def say(when, today: datetime.date) -> str:
    """Return a day and how far it is: "Tue 17 Nov, 6 days ago"."""
    return _("%(day)s, %(distance)s") % {"day": say_day(when, today), "distance": say_distance(when, today)}


def say_exactly(when) -> str:
    """Return the whole of it, for those who hover or listen: "Tuesday 17 November 2026, 2:30 p.m."."""
    day = formatted_day(day_of(when), "full", get_language())
    if not isinstance(when, datetime.datetime):
        return day
    return _("%(day)s, %(time)s") % {"day": day, "time": say_time(when)}


def as_sentence(words: str) -> str:
    """End words with a full stop, unless they end with that of a time of day: "at 6 p.m."."""
    return words if words.endswith(".") else f"{words}."
