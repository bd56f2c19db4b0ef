"""Sending hours and time zones in words."""

import datetime

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = [
    ("1", gettext_lazy("Monday")),
    ("2", gettext_lazy("Tuesday")),
    ("3", gettext_lazy("Wednesday")),
    ("4", gettext_lazy("Thursday")),
    ("5", gettext_lazy("Friday")),
    ("6", gettext_lazy("Saturday")),
    ("7", gettext_lazy("Sunday")),
]
MIDNIGHT = datetime.time(0)

# The time zones in which a US career office can stand.
TIME_ZONES = [
    ("America/New_York", gettext_lazy("Eastern (New York)")),
    ("America/Chicago", gettext_lazy("Central (Houston, Chicago)")),
    ("America/Denver", gettext_lazy("Mountain (Denver, El Paso)")),
    ("America/Phoenix", gettext_lazy("Arizona (Phoenix)")),
    ("America/Los_Angeles", gettext_lazy("Pacific (Los Angeles)")),
    ("America/Anchorage", gettext_lazy("Alaska (Anchorage)")),
    ("Pacific/Honolulu", gettext_lazy("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", gettext_lazy("Atlantic (San Juan)")),
    ("Pacific/Guam", gettext_lazy("Guam (Hagåtña)")),
    ("Pacific/Pago_Pago", gettext_lazy("Samoa (Pago Pago)")),
]


def say_time_zone(name: str) -> str:
    """Return "Central (Houston, Chicago)" for America/Chicago; a zone that is not listed keeps its name."""
    return str(dict(TIME_ZONES).get(name, name))


def say_days(days: str) -> str:
    """Return "Monday to Saturday" for the digits of days without a gap, else each day."""
    names = [str(name) for digit, name in DAYS if digit in days]
    if days in "1234567" and len(days) > 2:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)


def say_hours(office) -> str:
    """Return "8 a.m. to 8 p.m., Monday to Saturday" for an office."""
    days = say_days(office.sending_days)
    if office.sends_from == office.sends_until == MIDNIGHT:
        return _("at all hours, %(days)s") % {"days": days}
    return _("%(from)s to %(until)s, %(days)s") % {
        "from": time_format(office.sends_from, "TIME_FORMAT"),
        "until": time_format(office.sends_until, "TIME_FORMAT"),
        "days": days,
    }
