"""What the engine that sends reminders is doing: numbers and delivery ids, no names and no addresses."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from followups.models import Delivery, FollowUp, Heartbeat, Hold, Pass
from followups.nudges import guard, identity

# What an administrator should know before saying go.
GO_MEANS = {
    Hold.Kind.VOLUME: _("Go lets these reminders out. Look first whether so many are right: an import, an outage?"),
    Hold.Kind.CLOCK: _("Set the clocks right first. Go lets reminders out by the time that the database tells now."),
    Hold.Kind.COPY: _("Go only if this is the real system. From a copy, people would get the same mail twice."),
    Hold.Kind.SERVER: _("Mend the name, the password or the sender at the mail server first, then say go."),
}


@dataclass(frozen=True)
class Engine:
    """Whether the dispatcher lives: when it last looked (None: never), and whether that is too long ago.

    `system` are the letters by which this system is told from a copy; `broken` are the sentences of the last check of
    the promise, at `checked_at` (None: never).
    """

    looked_at: datetime.datetime | None
    is_silent: bool
    system: str = ""
    checked_at: datetime.datetime | None = None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Queue:
    """How many follow-ups have a step due now, and since when the oldest waits (None if none does)."""

    due: int
    oldest: datetime.datetime | None


def engine(at) -> Engine:
    """Return whether the dispatcher looks."""
    beat = Heartbeat.objects.first()
    if not beat:
        return Engine(None, is_silent=True)
    is_silent = not guard.is_recent(beat.at, at)
    return Engine(beat.at, is_silent, identity.short(beat.system), beat.checked_at, tuple(beat.broken))


def holds() -> list[tuple[Hold, str]]:
    """Return each hold in force with what saying go means."""
    return [(hold, GO_MEANS[hold.kind]) for hold in Hold.objects.in_force()]


def queue(at, offices=None) -> Queue:
    """Return what is due, in `offices` or everywhere."""
    due = FollowUp.objects.with_step_due(at)
    if offices is not None:
        due = due.filter(interview__office__in=offices)
    return Queue(**due.aggregate(due=Count("pk"), oldest=Min("next_step_at")))


def deliveries(offices=None):
    """Return the deliveries to job seekers of `offices`, or all."""
    return Delivery.objects.all() if offices is None else Delivery.objects.filter(candidate__office__in=offices)


def today(on: datetime.date, offices=None) -> list[tuple[str, int]]:
    """Return the name of each state and how many of the day's deliveries are in it; what has none is left out."""
    counted = deliveries(offices).filter(day=on).order_by("state").values_list("state").annotate(Count("pk"))
    return [(Delivery.State(state).label, count) for state, count in counted]


def passes():
    """Return the looks of the dispatcher that found something to do or were held, newest first; of all offices."""
    return Pass.objects.all()


def told(passes) -> list[tuple[Pass, str]]:
    """Return each pass with how its mails ended, in words."""
    return [(each, say_ends(each.mails)) for each in passes]


def say_ends(mails: dict[str, int]) -> str:
    """Return how the mails of a pass ended: "480 sent, 1 failed"."""
    words = dict(Delivery.State.choices) | {"deferred": _("put off by the mail server")}
    return ", ".join(f"{count} {words.get(end, end)}" for end, count in mails.items())
