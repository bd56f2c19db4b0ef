"""How fast nudges go out, on PostgreSQL: beside the plain batch design, beside the naive one, and when much is due."""

import contextlib
import os
import subprocess
import sys
import time

from bench import filling
from bench.figures import Figure, side_by_side
from bench.passes import Passes
from bench.sink import Sink
from followups.models import Nudge
from workforce.demo import children
from workforce.demo.environment import ROOT
from workforce.tests import compose

MAILS = 2_000
MAILS_OF_NAIVE = 300
FEW, MANY = 1_000, 100_000
SHORT_RUN = 10_000
ROUNDS = 3


def rate():
    yield beside_prototype("nudges-rate", ">= 0.6", processes=1)


def rate_two():
    yield beside_prototype("nudges-rate-two", ">= 0.8", processes=2)


def beside_prototype(name, target, processes) -> Figure:
    """Mails a second that so many processes of ours send, beside as many of the prototype."""
    with Sink() as sink, Passes("ours", processes, sink) as ours, Passes("prototype", processes, sink) as theirs:
        value, reference = side_by_side(lambda: mails_a_second(ours), lambda: mails_a_second(theirs), ROUNDS)
    return Figure(name, value, "mails/s", target, reference)


def mails_a_second(passes) -> float:
    done = send_all(passes)
    return done["sent"] / done["seconds"]


def cpu():
    """Milliseconds of CPU per mail, of the sending process and of the database's process for it."""
    with Sink() as sink, Passes("ours", 1, sink) as ours, Passes("prototype", 1, sink) as theirs:
        value, reference = side_by_side(lambda: cpu_per_mail(ours), lambda: cpu_per_mail(theirs), ROUNDS)
    yield Figure("nudges-cpu", value, "ms of CPU per mail", "<= 1.5", reference)


def cpu_per_mail(passes) -> float:
    done = send_all(passes)
    return done["cpu"] / done["sent"] * 1000


def send_all(passes) -> dict:
    filling.fill(MAILS)
    done = passes.run()
    assert done["sent"] == MAILS, f"{done['sent']} mails went out, not {MAILS}."
    return done


def naive():
    """Mails a second that two Celery workers send by our design, beside two by the naive one."""
    with Sink() as sink, workers(sink):
        value, reference = side_by_side(
            lambda: rate_of_workers(sink, MAILS, start_ours),
            lambda: rate_of_workers(sink, MAILS_OF_NAIVE, start_naive),
            ROUNDS,
        )
    yield Figure("nudges-naive", value, "mails/s", ">= 10", reference)


def whole():
    """Send 10,000 and then 100,000 with two Celery workers: is any sent twice or missing, do they get slower?"""
    with Sink() as sink, workers(sink):
        reference = rate_of_workers(sink, SHORT_RUN, start_ours)
        value = rate_of_workers(sink, MANY, start_ours)
        taken = sink.taken()
    sent = Nudge.objects.filter(state=Nudge.State.SENT).count()
    # A mail under a second Message-ID to the same seeker is one too many as well.
    again = taken["messages"] - min(taken["messages"] - taken["twice"], taken["recipients"])
    yield Figure("nudges-whole", round(value, 3), "mails/s", ">= 0.8", round(reference, 3))
    yield Figure("nudges-whole-twice", again, "mails taken twice", "<= 0")
    yield Figure("nudges-whole-missing", MANY - min(taken["recipients"], sent), "mails missing", "<= 0")


def rate_of_workers(sink, number, start) -> float:
    """Return how many mails a second the workers send of `number` that are due, up to the last one."""
    filling.fill(number)
    sink.forget()
    began = time.monotonic()
    start()
    wait_until_quiet(sink, number)
    return number / (sink.taken()["last_at"] - began)


def start_ours():
    """Ask for two looks, as two ticks do: each worker goes on as long as more is due."""
    from followups.nudges.tasks import look_for_due_nudges

    look_for_due_nudges.delay()
    look_for_due_nudges.delay()


def start_naive():
    from bench import naive

    naive.look.delay()


def wait_until_quiet(sink, number, patience=30):
    """Wait until the server has taken `number` mails and the ledger says so; end if nothing comes for a while."""
    so_far, since = -1, time.monotonic()
    while so_far < number:
        taken = sink.taken()["messages"]
        if taken > so_far:
            so_far, since = taken, time.monotonic()
        elif time.monotonic() > since + patience:
            raise SystemExit(f"{so_far} of {number} mails went out, and then none for {patience} s.")
        time.sleep(0.05)
    while Nudge.objects.filter(state=Nudge.State.SENT).count() < number and time.monotonic() < since + patience:
        time.sleep(0.05)


@contextlib.contextmanager
def workers(sink):
    """Two Celery workers by the command of production, which know the naive design's tasks too."""
    from workforce.celery import app

    app.control.purge()
    command = [sys.executable, "-m", *compose.command_of("worker"), "--include", "bench.naive"]
    command[command.index("info")] = "warning"
    process = children.start(command, env=os.environ | {"EMAIL_URL": sink.url}, cwd=ROOT, output=subprocess.DEVNULL)
    last_moment = time.monotonic() + 60
    while not app.control.ping(timeout=1):
        if process.poll() is not None or time.monotonic() > last_moment:
            raise SystemExit("The Celery workers did not start.")
    try:
        yield
    finally:
        children.end(process)


def first():
    """Seconds from the start of a pass to its first mail, with 100,000 due and with 1,000."""
    with Sink() as sink, Passes("ours", 1, sink) as ours:
        value, reference = side_by_side(
            lambda: seconds_to_first(sink, ours, MANY), lambda: seconds_to_first(sink, ours, FEW), ROUNDS
        )
    yield Figure("nudges-first", value, f"s with {MANY:,} due", "<= 2")
    yield Figure("nudges-first-growth", value, f"s with {MANY:,} due, against {FEW:,}", "<= 1.5", reference)


def seconds_to_first(sink, passes, number) -> float:
    filling.fill(number)
    sink.forget()
    began = passes.run("one")["began"]
    return sink.taken()["first_at"] - began


MEASUREMENTS = {
    "nudges-rate": rate,
    "nudges-rate-two": rate_two,
    "nudges-cpu": cpu,
    "nudges-naive": naive,
    "nudges-first": first,
    "nudges-whole": whole,
}
