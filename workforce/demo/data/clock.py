"""When people are at work, awake or at an interview, on Houston's clock."""

import datetime
import random
from zoneinfo import ZoneInfo

from django.utils import timezone

from followups.intake.days import DAY, is_working_day, working_day
from followups.nudges.window import at_local

ZONE = ZoneInfo("America/Chicago")
OPENS, CLOSES = datetime.time(8), datetime.time(16, 45)
WAKES, SLEEPS = datetime.time(7), datetime.time(22)


def local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment, ZONE)


def hours(number: float) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


def moment_of(day: datetime.date, clock: str) -> datetime.datetime:
    """Return the moment of a local day and a time such as "14:30"."""
    return at_local(day, datetime.time.fromisoformat(clock), ZONE)


def at_desk(moment: datetime.datetime, draw: random.Random) -> datetime.datetime:
    """Return `moment` if an office is open then, else one early on the next working day."""
    day, clock = local(moment).date(), local(moment).time()
    if is_working_day(day) and OPENS <= clock <= CLOSES:
        return moment
    if not is_working_day(day) or clock > CLOSES:
        day = working_day(day, 1)
    return at_local(day, OPENS, ZONE) + datetime.timedelta(seconds=draw.randrange(300, 9000))


def awake(moment: datetime.datetime, draw: random.Random) -> datetime.datetime:
    """Return `moment` if people look at their phone then, else one in the next morning."""
    day, clock = local(moment).date(), local(moment).time()
    if WAKES <= clock <= SLEEPS:
        return moment
    day += DAY if clock > SLEEPS else 0 * DAY
    return at_local(day, WAKES, ZONE) + datetime.timedelta(seconds=draw.randrange(60, 9000))
