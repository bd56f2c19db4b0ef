"""Brakes: when the dispatcher must not send, and who may let it go on (DESIGN section 5).

Holds are set by the machine and lifted by an administrator; pauses are set and ended by people.
"""

import datetime
import logging
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Region
from followups.models import Delivery, FollowUp, Heartbeat, Hold, Pause
from followups.nudges import identity
from followups.nudges.identity import this_system

log = logging.getLogger(__name__)

CLOCKS_MAY_DIFFER = datetime.timedelta(minutes=5)
# Two processes that look at the same moment write their heartbeats in either order.
HEARTBEATS_MAY_CROSS = datetime.timedelta(seconds=30)
USUAL_DAYS = 30
FAR_MORE_THAN_USUAL = 5
GO_LASTS = datetime.timedelta(hours=24)
SILENT_TICKS = 3
# A server that refuses this many mails in a row would refuse the next ones too.
MOST_REFUSED_IN_A_ROW = 10


def look(at: datetime.datetime) -> str:
    """Leave a heartbeat; return why nothing may be sent now, "" if all is well."""
    # Read before the row and written after it, so that it is later than the row only after a restore.
    beat = identity.last_beat()
    heartbeat, is_first = Heartbeat.objects.get_or_create(pk=1, defaults={"at": at, "system": this_system()})
    check_system(heartbeat, at, is_restored=bool(beat) and not is_first and beat > heartbeat.at)
    if at < heartbeat.at - HEARTBEATS_MAY_CROSS:
        hold(
            Hold.Kind.CLOCK,
            at,
            f"It is {at:%Y-%m-%d %H:%M} UTC, before the last look at {heartbeat.at:%Y-%m-%d %H:%M}.",
        )
    else:
        Heartbeat.objects.filter(pk=heartbeat.pk, at__lt=at).update(at=at)
        identity.note_beat(at)
    check_volume(at)
    return holds()


def check_system(heartbeat: Heartbeat, at, *, is_restored: bool):
    """Hold if the database was last used as another system's, or is a restored backup."""
    system = this_system()
    if is_restored:
        hold(Hold.Kind.COPY, at, "The database is older than the last look at it: a backup was restored.")
    elif heartbeat.system == system:
        return
    elif heartbeat.system == identity.as_first_written():
        Heartbeat.objects.filter(pk=heartbeat.pk).update(system=system)
    else:
        hold(Hold.Kind.COPY, at, "The database was last used at another address, or is a copy or a restored backup.")


def holds() -> str:
    """Return why nothing is sent anywhere: the kinds of hold in force, or a pause everywhere."""
    kinds = list(Hold.objects.in_force().values_list("kind", flat=True))
    if Pause.objects.in_force().everywhere().exists():
        kinds.append("paused")
    return ", ".join(kinds)


def is_clock_trusted() -> bool:
    """Tell whether nothing holds because of the clock."""
    return not Hold.objects.in_force().filter(kind=Hold.Kind.CLOCK).exists()


def hold(kind, at, detail: str, due=None):
    """Stop the dispatcher until an administrator says go; a hold that is in force already stays as it is."""
    _hold, made = Hold.objects.get_or_create(
        kind=kind, lifted_at=None, defaults={"since": at, "detail": detail, "due": due}
    )
    if made:
        log.error("Sending is held (%s): %s", kind, detail)


def hold_server(reply: str, at):
    """Stop because the mail server refuses our login or our sender: it would refuse every mail."""
    hold(Hold.Kind.SERVER, at, reply[:300])


def note_refused(at, reply: str):
    """Count a mail that the mail server refused after its dot; ten in a row stop the dispatcher."""
    Heartbeat.objects.update(refused_in_a_row=F("refused_in_a_row") + 1)
    if Heartbeat.objects.filter(refused_in_a_row__gte=MOST_REFUSED_IN_A_ROW).exists():
        hold_server(f"It refused {MOST_REFUSED_IN_A_ROW} mails in a row, the last one so: {reply}", at)


def note_taken():
    """Say that the mail server took a mail: what it refused before was about those mails alone."""
    Heartbeat.objects.filter(refused_in_a_row__gt=0).update(refused_in_a_row=0)


def check_volume(at):
    """Hold when far more is due than usual: more than five times the daily mean, and more than the region's floor.

    No more than that is counted, so that it costs the same however much is due.
    """
    keep_usual(at)
    most = most_that_may_be_due(at)
    if due(at)[: most + 1].count() > most:
        hold(Hold.Kind.VOLUME, at, f"More than {most} reminders are due at once.", most + 1)


def due(at):
    """Return the moments of all steps that are due, of each follow-up the first."""
    return FollowUp.objects.filter(next_step_at__lte=at).order_by().values("next_step_at")


def most_that_may_be_due(at) -> int:
    """Return how many may be due when a tick begins; a "go" within the last day counts for as many as it was for."""
    floor = Region.load().brake_floor
    let_go = Hold.objects.filter(kind=Hold.Kind.VOLUME, lifted_at__gt=at - GO_LASTS).order_by("-due").first()
    return max(floor, FAR_MORE_THAN_USUAL * sent_lately() // USUAL_DAYS, let_go.due if let_go else 0)


def keep_usual(at):
    """Count, once a day, how many mails went out in the thirty days before."""
    today = at.date()
    if Heartbeat.objects.filter(usual_on=today).exists():
        return
    days = {"day__gte": today - datetime.timedelta(days=USUAL_DAYS), "day__lt": today}
    sent = Delivery.objects.filter(state=Delivery.State.SENT, **days).count()
    Heartbeat.objects.update(usual=sent, usual_on=today)


def sent_lately() -> int:
    """Return how many mails went out in the thirty days before the last look."""
    return Heartbeat.objects.values_list("usual", flat=True).first() or 0


@transaction.atomic
def lift(held: Hold, *, by, at) -> bool:
    """Let the dispatcher go on; tell whether it was held until now."""
    lifted = Hold.objects.in_force().filter(pk=held.pk).update(lifted_at=at, lifted_by=by)
    if lifted and held.kind in (Hold.Kind.COPY, Hold.Kind.CLOCK):
        Heartbeat.objects.update(at=at, system=this_system())
        identity.note_beat(at)
    elif lifted and held.kind == Hold.Kind.VOLUME:
        # Who says go means all that waits at that moment, not what waited when it was held.
        Hold.objects.filter(pk=held.pk).update(due=due(at).count())
    elif lifted:
        note_taken()
    return bool(lifted)


def is_silent(at) -> bool:
    """Tell whether the dispatcher has not looked for three ticks, or never; a look that lies ahead tells nothing."""
    looked_at = Heartbeat.objects.values_list("at", flat=True).first()
    return not looked_at or not is_recent(looked_at, at)


def is_recent(looked_at: datetime.datetime, at) -> bool:
    # The pages of staff go by the clock of their own machine.
    return at - longest_silence() <= looked_at <= at + CLOCKS_MAY_DIFFER


def longest_silence() -> datetime.timedelta:
    """Return how long the dispatcher may be quiet before it counts as silent."""
    return datetime.timedelta(seconds=SILENT_TICKS * settings.TICK_SECONDS)


def was_let_go(kind, since) -> bool:
    return Hold.objects.filter(kind=kind, lifted_at__gt=since).exists()


class ClockWatch:
    """Compares the clocks that one process can see, from one tick to the next."""

    def __init__(self):
        self.last = None

    def look(self, database: datetime.datetime, wall: datetime.datetime, monotonic: float) -> str:
        """Return what is wrong with the clocks, "" if nothing is."""
        last, self.last = self.last, (database, wall, monotonic)
        if abs(database - wall) > CLOCKS_MAY_DIFFER:
            return f"The database's clock and this machine's differ by {abs(database - wall)}."
        if not last:
            return ""
        told_before, wall_before, monotonic_before = last
        jump = abs((wall - wall_before).total_seconds() - (monotonic - monotonic_before))
        # Each process sees the same jump; whoever said go since this one's last look meant it for all of them.
        if jump > CLOCKS_MAY_DIFFER.total_seconds() and not was_let_go(Hold.Kind.CLOCK, since=told_before):
            return "This machine's clock jumped."
        return ""


watch = ClockWatch()


def uptime() -> float:
    """Return the seconds on a clock that nobody sets, and that goes on while the machine sleeps where it can."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def check_clocks(database_now: datetime.datetime):
    """Hold if the clocks of the database and of this process disagree."""
    wrong = watch.look(database_now, timezone.now(), uptime())
    if wrong:
        hold(Hold.Kind.CLOCK, database_now, wrong)
