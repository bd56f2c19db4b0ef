"""Brakes: when the dispatcher must not send, and who may let it go on (DESIGN section 5).

Holds are set by the machine and lifted by an administrator; pauses are set and ended by people.
"""

import datetime
import hashlib
import logging
import os
import time

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Region
from followups.models import Delivery, FollowUp, Heartbeat, Hold, Pause

log = logging.getLogger(__name__)

CLOCKS_MAY_DIFFER = datetime.timedelta(minutes=5)
# Two processes that look at the same moment write their heartbeats in either order.
HEARTBEATS_MAY_CROSS = datetime.timedelta(seconds=30)
USUAL_DAYS = 30
FAR_MORE_THAN_USUAL = 5
GO_LASTS = datetime.timedelta(hours=24)
SILENT_TICKS = 3


def look(at: datetime.datetime) -> str:
    """Leave a heartbeat; return why nothing may be sent now, "" if all is well."""
    system = this_system()
    heartbeat, _first = Heartbeat.objects.get_or_create(pk=1, defaults={"at": at, "system": system})
    if heartbeat.system != system:
        hold(Hold.Kind.COPY, at, "The database was last used by a system at another address or in another database.")
    if at < heartbeat.at - HEARTBEATS_MAY_CROSS:
        hold(
            Hold.Kind.CLOCK,
            at,
            f"It is {at:%Y-%m-%d %H:%M} UTC, before the last look at {heartbeat.at:%Y-%m-%d %H:%M}.",
        )
    else:
        Heartbeat.objects.filter(pk=heartbeat.pk, at__lt=at).update(at=at)
    check_volume(at)
    return holds()


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


def check_volume(at):
    """Hold when far more is due than usual: more than five times the daily mean, and more than the region's floor."""
    due = FollowUp.objects.filter(next_step_at__lte=at).count()
    if due > most_that_may_be_due(at):
        hold(Hold.Kind.VOLUME, at, f"{due} reminders are due at once.", due)


def most_that_may_be_due(at) -> int:
    """Return how many may be due when a tick begins; a "go" within the last day counts for as many as it was for."""
    floor = Region.load().brake_floor
    sent = Delivery.objects.filter(day__gte=(at - datetime.timedelta(days=USUAL_DAYS)).date(), state="sent").count()
    let_go = Hold.objects.filter(kind=Hold.Kind.VOLUME, lifted_at__gt=at - GO_LASTS).order_by("-due").first()
    return max(floor, FAR_MORE_THAN_USUAL * sent // USUAL_DAYS, let_go.due if let_go else 0)


@transaction.atomic
def lift(held: Hold, *, by, at) -> bool:
    """Let the dispatcher go on; tell whether it was held until now."""
    lifted = Hold.objects.in_force().filter(pk=held.pk).update(lifted_at=at, lifted_by=by)
    if lifted and held.kind in (Hold.Kind.COPY, Hold.Kind.CLOCK):
        Heartbeat.objects.update(at=at, system=this_system())
    return bool(lifted)


def this_system() -> str:
    """Return what tells this system from a copy of it: its address and the identity of its database."""
    return hashlib.sha256(f"{settings.SITE_URL} {database_identity()}".encode()).hexdigest()


def database_identity() -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
            return str(cursor.fetchone()[0])
    path = str(connection.settings_dict["NAME"])
    return str(os.stat(path).st_ino) if os.path.exists(path) else path


def is_silent(at) -> bool:
    """Tell whether the dispatcher has not looked for three ticks, or never."""
    return not Heartbeat.objects.filter(at__gte=at - longest_silence()).exists()


def longest_silence() -> datetime.timedelta:
    """Return how long the dispatcher may be quiet before it counts as silent."""
    return datetime.timedelta(seconds=SILENT_TICKS * settings.TICK_SECONDS)


class ClockWatch:
    """Compares the clocks that one process can see, from one tick to the next."""

    def __init__(self):
        self.last = None

    def look(self, database: datetime.datetime, wall: datetime.datetime, monotonic: float) -> str:
        """Return what is wrong with the clocks, "" if nothing is."""
        last, self.last = self.last, (wall, monotonic)
        if abs(database - wall) > CLOCKS_MAY_DIFFER:
            return f"The database's clock and this machine's differ by {abs(database - wall)}."
        if last and abs((wall - last[0]).total_seconds() - (monotonic - last[1])) > CLOCKS_MAY_DIFFER.total_seconds():
            return "This machine's clock jumped."
        return ""


watch = ClockWatch()


def check_clocks(database_now: datetime.datetime):
    """Hold if the clocks of the database and of this process disagree."""
    wrong = watch.look(database_now, timezone.now(), time.monotonic())
    if wrong:
        hold(Hold.Kind.CLOCK, database_now, wrong)
