"""What the menus of a row offer today."""

import datetime
from dataclasses import dataclass

from followups.desk.days import LOOKS
from followups.desk.rows import MENUS
from followups.models import FollowUp, Nudge
from workforce import dates


@dataclass(frozen=True)
class Choices:
    """The entries of the menus, as (value, words), and the days that are asked about."""

    today: datetime.date
    yesterday: datetime.date
    tomorrow: datetime.date
    looks: list
    opened: str = ""
    methods = FollowUp.Method.choices
    reasons = FollowUp.Reason.choices
    outcomes = FollowUp.Outcome.choices
    places = Nudge.Place.choices


def choices_of(today: datetime.date, opened: str = "") -> Choices:
    """Return the choices of a day; `opened` names the menu that stands open."""
    day = datetime.timedelta(days=1)
    looks = [(name, dates.say(look(today), today)) for name, look in LOOKS.items()]
    return Choices(today, today - day, today + day, looks, opened if opened in MENUS else "")
