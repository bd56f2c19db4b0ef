"""The story of one follow-up: what people did and what became of each reminder, merged by time."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import Entry, FollowUp, Letter, Nudge
from workforce import dates

SENT = {
    Nudge.Kind.NUDGE: gettext_lazy("Reminder sent"),
    Nudge.Kind.ASKED_FOR: gettext_lazy("Reminder that was asked for sent"),
    Nudge.Kind.OUTCOME: gettext_lazy("Asked by mail for the result"),
}
NAMES = {
    Nudge.Kind.NUDGE: gettext_lazy("Reminder"),
    Nudge.Kind.ASKED_FOR: gettext_lazy("Reminder that was asked for"),
    Nudge.Kind.OUTCOME: gettext_lazy("Question about the result"),
    Nudge.Kind.TASK: gettext_lazy("Task for the counselor"),
}
TAKEN_BACK = {"outcome": gettext_lazy("result"), "reminder": gettext_lazy("reminder")}
# A step that an answer made needless is no event of its own.
SAID_BY_THE_ANSWER = (
    *(Nudge.Skip.ANSWERED, Nudge.Skip.OUTCOME_KNOWN),
    *(Nudge.Skip.REPLACED, Nudge.Skip.CALLED_OFF, Nudge.Skip.SUPERSEDED),
)


@dataclass(frozen=True)
class Line:
    """One line: when, what happened, who did it or from where, how its dot looks, and the mail that it is about."""

    at: datetime.datetime
    text: str
    who: str = ""
    dot: str = ""
    mail: uuid.UUID | None = None


@dataclass(frozen=True)
class Step:
    """One planned step: what it is, its exact moment, what became of it, and its mail if there was one."""

    name: str
    planned_at: datetime.datetime
    became: str
    dot: str
    mail: uuid.UUID | None


def story(follow_up: FollowUp, today: datetime.date) -> list[Line]:
    """Return all lines, newest first. Needs timeline, actors, nudges and deliveries loaded."""
    entries = [line_of(entry, today) for entry in follow_up.timeline.all()]
    settled = [
        settled_line(nudge)
        for nudge in follow_up.nudges.all()
        if nudge.settled_at and nudge.skip_reason not in SAID_BY_THE_ANSWER
    ]
    return sorted([*entries, *settled], key=lambda line: line.at, reverse=True)


def steps(follow_up: FollowUp) -> list[Step]:
    """Return each step of the ledger in time, with its moment and its end."""
    return [
        Step(name_of(nudge), nudge.planned_at, became(nudge), dot_of(nudge), mail_of(nudge))
        for nudge in follow_up.nudges.all()
    ]


def mail_of(nudge) -> uuid.UUID | None:
    """Return the delivery that a step went out in, or was to."""
    return nudge.delivery_id if nudge.state in nudge.WITH_DELIVERY else None


def name_of(nudge) -> str:
    return _("Reminder of the plan") if nudge.place else NAMES[nudge.kind]


def became(nudge) -> str:
    if nudge.skip_reason in SAID_BY_THE_ANSWER:
        return _("not needed: %(reason)s") % {"reason": nudge.get_skip_reason_display()}
    if nudge.state == Nudge.State.SKIPPED:
        return _("not sent: %(reason)s") % {"reason": nudge.get_skip_reason_display()}
    if nudge.state == Nudge.State.FAILED and nudge.delivery.reply:
        return _("failed: the mail server said “%(reply)s”") % {"reply": nudge.delivery.reply}
    return nudge.get_state_display()


def dot_of(nudge) -> str:
    if nudge.state in (Nudge.State.SENT, Nudge.State.MADE):
        return "timeline__done"
    return "timeline__skipped" if nudge.settled_at else ""


def settled_line(nudge) -> Line:
    if nudge.state == Nudge.State.SENT:
        text = _("Reminder of the plan sent") if nudge.place else SENT[nudge.kind]
        return Line(nudge.settled_at, text, dot="timeline__done", mail=nudge.delivery_id)
    text = _("%(step)s: %(became)s") % {"step": name_of(nudge), "became": became(nudge)}
    return Line(nudge.settled_at, text, dot=dot_of(nudge), mail=mail_of(nudge))


def line_of(entry, today) -> Line:
    dot = "timeline__done" if entry.kind == Entry.Kind.DONE else ""
    return Line(entry.at, say_entry(entry, today), entry.actor.name if entry.actor else entry.get_source_display(), dot)


def say_entry(entry, today) -> str:
    """Return what happened and its detail: the method, the reason, the result or the day."""
    detail = say_detail(entry, today)
    if not detail:
        return entry.get_kind_display()
    return _("%(what)s: %(detail)s") % {"what": entry.get_kind_display(), "detail": detail}


def say_detail(entry, today) -> str:
    """Return the detail that the entry keeps as a value, in words."""
    if not entry.detail:
        return ""
    choices = {
        Entry.Kind.DONE: FollowUp.Method,
        Entry.Kind.DECLINED: FollowUp.Reason,
        Entry.Kind.OUTCOME: FollowUp.Outcome,
        Entry.Kind.DRAFTED: Letter.Kind,
        Entry.Kind.SHARED: Letter.Kind,
        Entry.Kind.LETTER_SENT: FollowUp.Method,
    }.get(entry.kind)
    if choices:
        return str(choices(entry.detail).label)
    if entry.kind == Entry.Kind.NOT_YET:
        day = dates.say_day(datetime.date.fromisoformat(entry.detail), today)
        return _("look again %(day)s") % {"day": day}
    if entry.kind == Entry.Kind.REOPENED:
        return str(TAKEN_BACK[entry.detail])
    if entry.kind == Entry.Kind.PLAN:
        return say_plan(entry.detail, today)
    if entry.kind in (Entry.Kind.REMINDER, Entry.Kind.MOVED):
        return dates.say_moment(datetime.datetime.fromisoformat(entry.detail), today)
    return entry.detail


def say_plan(detail, today) -> str:
    """Return when and where, as in "Tue 24 Nov, 18:00, at the library"."""
    moment, _space, place = detail.partition(" ")
    facts = {
        "moment": dates.say_moment(datetime.datetime.fromisoformat(moment), today),
        "place": Nudge.Place(place).label,
    }
    return _("%(moment)s, %(place)s") % facts
