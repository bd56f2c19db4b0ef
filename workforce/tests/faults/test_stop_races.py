"""F12: whatever stops a mail comes before it or after it, never between.

The mail server tells when it sees a recipient: everything up to the last look is under way then. A few milliseconds
later somebody acts on that very job seeker. The act reads the delivery's state inside its own transaction, under the
lock that the last look takes too: a mail that is not *sending* by then must never reach the server.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from followups.intake import opt_out, pauses
from followups.models import Delivery, FollowUp, Pause
from followups.nudges import schedule
from followups.nudges.clock import database_now
from followups.tests.builders import days, hours, make_user
from workforce.tests.faults import clocks, ledger, supply

pytestmark = pytest.mark.processes

HANDED_OVER = {Delivery.State.SENDING, Delivery.State.SENT, Delivery.State.UNKNOWN}
# Either waits some seconds, so that now the one is first and now the other.
LONGEST_WAIT_OF_ACT, LONGEST_WAIT_OF_MAIL = 0.02, 0.06
THREADS = 8


def done(it, at, by):
    it.complete(sent_on=it.interview.office.local_day(at), method="card", source="counselor", by=by, at=at)


ACTS = {
    "stop all": lambda it, at, by: opt_out.opt_out(it.interview.candidate.email_key, at),
    "stop this": lambda it, at, by: it.stop_reminders(by=None, at=at),
    "done": done,
    "declined": lambda it, at, by: it.decline(reason="not_interested", by=by, at=at),
    "void": lambda it, at, by: it.void(by=by, at=at),
    "paused": lambda it, at, by: pauses.begin(candidate=it.interview.candidate, reason="Storm", by=by, at=at),
    "plan": lambda it, at, by: schedule.remind_at(it, moment=at + hours(30), place="home", by=by, at=at),
    "not yet": lambda it, at, by: schedule.not_yet(it, look_on=at.date() + days(2), by=by, at=at),
    "hired": lambda it, at, by: it.record_outcome(outcome="hired", by=by, at=at),
}


class Racers:
    """Threads that act on each job seeker whose mail is on its way: `{address: (act, state seen)}` in `results`."""

    def __init__(self, server):
        follow_ups = FollowUp.objects.select_related("interview__candidate", "interview__office")
        self.follow_ups = {it.interview.candidate.email: it for it in follow_ups}
        self.results, self.by, self.acts = {}, make_user(), []
        self.pool = ThreadPoolExecutor(THREADS)
        server.replies = {"RCPT": self.start, "DATA": lambda _mail: time.sleep(random.uniform(0, LONGEST_WAIT_OF_MAIL))}

    def start(self, address):
        self.acts.append(self.pool.submit(self.act, address, list(ACTS)[len(self.acts) % len(ACTS)]))

    def act(self, address, name):
        time.sleep(random.uniform(0, LONGEST_WAIT_OF_ACT))
        follow_up = self.follow_ups[address]
        try:
            with transaction.atomic():
                follow_up.lock()
                # Read under the lock, so that the moment of a stop can be compared with that of a mail.
                ACTS[name](follow_up, timezone.now(), self.by)
                found = Delivery.objects.filter(candidate=follow_up.interview.candidate_id)
                self.results[address] = (name, found.values_list("state", flat=True).get())
        finally:
            connection.close()

    def finish(self):
        """Raise what went wrong in a thread; wait for all."""
        for act in self.acts:
            act.result(timeout=60)
        self.pool.shutdown()


def lines(messages):
    """Return the log of a mail server in a thread as the ledger reads it."""
    numbers = [[int(number) for number in message["X-Nudge-ID"].split(",")] for message in messages]
    return [
        {"message_id": message["Message-ID"], "nudges": nudges}
        for message, nudges in zip(messages, numbers, strict=True)
    ]


def let_paused_go():
    for pause in Pause.objects.in_force():
        pauses.end(pause, by=pause.paused_by, at=timezone.now())
    clocks.hurry()


def test_f12_what_stops_a_mail_comes_before_or_after_it(smtp_server, run_manage, many, say):
    supply.make_due(many(45, 300))
    racers = Racers(smtp_server)

    run_manage("dispatch_nudges")
    racers.finish()
    taken = {message.envelope_to[0] for message in smtp_server.messages}
    smtp_server.replies.clear()
    let_paused_go()
    run_manage("dispatch_nudges")

    late = {address for address, (_act, state) in racers.results.items() if state in HANDED_OVER}
    assert len(racers.results) == len(racers.follow_ups)
    assert taken == late
    assert 0 < len(late) < len(racers.results)
    numbers = ledger.reconcile(lines(smtp_server.messages), at=database_now())
    ledger.assert_promise(numbers)
    say(
        "F12",
        f"{len(racers.results)} races of {len(ACTS)} acts",
        **numbers.told(),
        stopped_in_time=len(racers.results) - len(late),
    )
