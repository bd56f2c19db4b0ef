"""When each step of a cadence would happen after an interview, and why it is not at the moment that its delay names."""

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.holiday_names import say_holiday
from accounts.hours import DAYS
from accounts.models import Office
from candidates.models import Candidate, Interview
from followups.cadences.sentences import say_what
from followups.cadences.wordings import Choice
from followups.models import Step
from followups.models.nudge import FIRST_ASKED_FOR_POSITION
from followups.nudges import rules
from followups.nudges.facts import WEEK
from followups.nudges.schedule import answer_by, moments_of, nominal_at
from followups.nudges.window import DAY, SendingHours, federal_holidays
from workforce import dates

ONE_A_DAY = gettext_lazy("At most one mail a day and three a week")


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
    planned = moments_of(steps, interview, hours)
    moments = let_wait([moment_of(step, at, choice, interview, hours) for step, at in planned], hours, office)
    moments.sort(key=lambda moment: (moment.at, moment.step.nominal_hours))
    return Preview(office, held_at, moments, answer_by(steps, interview))


def moment_of(step: Step, at: datetime.datetime, choice: Choice, interview: Interview, hours: SendingHours) -> Moment:
    nominal = nominal_at(step, interview, hours.zone)
    opened = hours.first_moment(nominal)
    with timezone.override(hours.zone):
        reasons = [clock_change(step, interview, nominal), moved(nominal, opened, hours)]
        reasons += [say_moved(ONE_A_DAY, at)] if at != opened else []
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
    return say_moved(capfirst(", ".join(why_waits(nominal, at, hours))), at)


def say_moved(why: str, at: datetime.datetime) -> str:
    facts = {"why": why, "day": weekday(timezone.localtime(at)), "time": dates.say_time(at)}
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
        return say_holiday(federal_holidays(day.year)[day])
    return weekday(day)


def weekday(day: datetime.date) -> str:
    return str(dict(DAYS)[str(day.isoweekday())])


def let_wait(moments: list[Moment], hours: SendingHours, office: Office) -> list[Moment]:
    """Return the moments as the dispatcher lets mails wait for each other."""
    # A step that is new gets a position above all others.
    mails = [moment for moment in moments if moment.step.kind != Step.Kind.TASK]
    mails.sort(key=lambda moment: moment.step.position or FIRST_ASKED_FOR_POSITION)
    tasks = [moment for moment in moments if moment.step.kind == Step.Kind.TASK]
    turns = take_turns([moment.at for moment in mails], hours, office)
    with timezone.override(hours.zone):
        return tasks + [in_turn(moment, turn) for moment, turn in zip(mails, turns, strict=True)]


def in_turn(moment: Moment, turn: datetime.datetime | None) -> Moment:
    if turn == moment.at:
        return moment
    why = say_moved(ONE_A_DAY, turn) if turn else _("Not sent: another mail goes at the same moment.")
    return replace(moment, at=turn or moment.at, why=f"{moment.why} {why}".strip())


def take_turns(moments: list[datetime.datetime], hours: SendingHours, office: Office) -> list[datetime.datetime | None]:
    """Return when mails of one follow-up go that are planned at `moments`, to a seeker who gets no others.

    Of those that are due at once the last goes alone; None stands for the others.
    """
    seeker, waiting, sent = Candidate(office=office), dict(enumerate(moments)), {}
    while waiting:
        at = min(waiting.values())
        last = max(place for place, moment in waiting.items() if moment == at)
        waiting = {place: moment for place, moment in waiting.items() if moment > at}
        wait = rules.crowded(seeker, hours, mailed(seeker, sent.values(), at), at)
        (waiting if wait else sent)[last] = wait.until if wait else at
    return [sent.get(place) for place in range(len(moments))]


def mailed(seeker: Candidate, moments, at: datetime.datetime) -> rules.Facts:
    """Return the facts about a seeker who got a mail at each of the moments."""
    days = [seeker.office.local_day(moment) for moment in moments]
    recent = [day for day in days if day > seeker.office.local_day(at) - WEEK]
    return rules.Facts(mailed={(seeker.email_key, day) for day in days}, week=Counter({seeker.pk: len(recent)}))
