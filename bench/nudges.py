"""How fast nudges go out, against the plain batch design (bench/batch_prototype.py), on PostgreSQL."""

import os
import resource
import subprocess
import sys
import time

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Region
from bench import batch_prototype
from bench.figures import Figure, side_by_side
from followups.models import Claim, Delivery, FollowUp, Nudge
from followups.nudges import dispatch
from followups.nudges.clock import database_now
from followups.tests.builders import days, hours, make_candidate, make_follow_up, make_office_at_all_hours, make_user
from workforce.demo.environment import free_port

MAILS = 500


def measure():
    """Yield the figures of the nudges."""
    with Sink() as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        make_due(MAILS)
        ours, theirs = side_by_side(lambda: send(our_pass), lambda: send(prototype_pass), rounds=3)
        yield Figure("nudges-rate", ours, "mails/s", target=">= 0.6", reference=theirs)
        ours, theirs = side_by_side(lambda: cpu(our_pass), lambda: cpu(prototype_pass), rounds=3)
        yield Figure("nudges-cpu", ours, "ms of CPU per mail", target="<= 1.5", reference=theirs)


class Sink:
    """The mail server, as a process of its own."""

    def __enter__(self):
        self.port = free_port()
        self.process = subprocess.Popen([sys.executable, "-m", "bench.sink", str(self.port)])
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def make_due(number):
    """Make `number` seekers with one nudge due each, of an office that sends at all hours."""
    Region.objects.update(brake_floor=10 * number)
    counselor = make_user(office=make_office_at_all_hours())
    held_at = timezone.now() - days(1) - hours(1)
    for _number in range(number):
        make_follow_up(make_candidate(counselor), held_at=held_at)


def make_due_again():
    """Undo the sending, so that the same nudges are due once more."""
    Nudge.objects.filter(position=1).update(
        state=Nudge.State.PLANNED, skip_reason="", settled_at=None, delivery=None, attempts=0
    )
    Delivery.objects.all().delete()
    Claim.objects.all().delete()
    FollowUp.objects.all().refresh_next_step()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def our_pass():
    return sum(result.mails["sent"] for result in dispatch.run_until_done(database_now))


def prototype_pass():
    return batch_prototype.run(database_now)


def send(a_pass) -> float:
    """Return how many mails a second a pass sends."""
    make_due_again()
    began = time.monotonic()
    sent = a_pass()
    took = time.monotonic() - began
    assert sent == MAILS, f"{sent} mails went out, not {MAILS}."
    return sent / took


def cpu(a_pass) -> float:
    """Return the milliseconds of CPU per mail, of this process and of the database's for this connection."""
    make_due_again()
    before = own_cpu() + database_cpu()
    sent = a_pass()
    return (own_cpu() + database_cpu() - before) / sent * 1000


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def database_cpu() -> float:
    """Return the seconds of CPU that the database's process of this connection has used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        with open(f"/proc/{cursor.fetchone()[0]}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
