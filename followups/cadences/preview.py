"""When each step of a cadence would happen after an interview, and why it is not at the moment that its delay names."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.hours import DAYS
from accounts.models import Office
from candidates.models import Interview
from followups.cadences.sentences import say_what
from followups.cadences.wordings import Choice
from followups.models import Step
from followups.nudges.schedule import answer_by, nominal_at, step_at
from followups.nudges.window import DAY, SendingHours, federal_holidays
from workforce import dates


@dataclass(frozen=True)
class Moment:
    """When a step happens, and in a sentence what moved it; "" if nothing did."""

    step: Step
    what: str
    at: datetime.datetime
    why: str


@dataclass(frozen=True)
class Preview:
    """A cadence after one interview, in time; when a follow-up without an answer would be closed."""

    office: Office
    held_at: datetime.datetime
    moments: list[Moment]
    closed_at: datetime.datetime


def preview(steps: list[Step], choice: Choice, office: Office, held_at: datetime.datetime) -> Preview:
    """Return the moments of `steps` after an interview that is logged as soon as it is over."""
    interview = Interview(office=office, held_at=held_at, logged_at=held_at)
    hours = SendingHours.of(office)
    moments = [moment_of(step, choice, interview, hours) for step in steps]
    moments.sort(key=lambda moment: (moment.at, moment.step.nominal_hours))
    return Preview(office, held_at, moments, answer_by(steps, interview))


def moment_of(step: Step, choice: Choice, interview: Interview, hours: SendingHours) -> Moment:
    nominal, at = nominal_at(step, interview, hours.zone), step_at(step, interview, hours)
    with timezone.override(hours.zone):
        reasons = [clock_change(step, interview, nominal), moved(nominal, at, hours)]
    return Moment(step, say_what(step, choice), at, " ".join(filter(None, reasons)))


def clock_change(step: Step, interview: Interview, nominal: datetime.datetime) -> str:
    """Say that hours counted over a night of changed clocks end at another time of day."""
    before, after = timezone.localtime(interview.held_at), timezone.localtime(nominal)
    if step.unit == Step.Unit.DAYS or before.utcoffset() == after.utcoffset():
        return ""
    gained = after.utcoffset() > before.utcoffset()
    return _("The clocks go forward in between.") if gained else _("The clocks go back in between.")


def moved(nominal: datetime.datetime, at: datetime.datetime, hours: SendingHours) -> str:
    """Say why a step waits, and until when: "Sunday: moved to Monday, 8 a.m."."""
    if nominal == at:
        return ""
    reasons = ", ".join(why_waits(nominal, at, hours))
    facts = {"why": capfirst(reasons), "day": weekday(timezone.localtime(at)), "time": dates.say_time(at)}
    return dates.as_sentence(_("%(why)s: moved to %(day)s, %(time)s") % facts)


def why_waits(nominal: datetime.datetime, at: datetime.datetime, hours: SendingHours) -> list[str]:
    """Return what stands between a moment and the first one inside sending hours, in time."""
    day, last, reasons = timezone.localtime(nominal).date(), timezone.localtime(at).date(), []
    if hours.is_sending_day(day):
        is_early = nominal < hours.opening(day)
        reasons.append(_("before sending hours") if is_early else _("after sending hours"))
        day += DAY
    while day < last:
        reasons.append(why_closed(day, hours))
        day += DAY
    return reasons


def why_closed(day: datetime.date, hours: SendingHours) -> str:
    """Return the holiday on a day without sending hours, else its weekday."""
    if not hours.on_holidays and day in federal_holidays(day.year):
        return federal_holidays(day.year)[day]
    return weekday(day)


def weekday(day: datetime.date) -> str:
    return str(dict(DAYS)[str(day.isoweekday())])
