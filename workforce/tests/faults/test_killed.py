"""F1, F2 and F9: whoever sends is killed, or stands still past its lease, at any moment of a mail."""

import contextlib
import datetime
import os
import random
import re
import signal
import time
from collections import Counter

import pytest

from workforce.tests.faults import database
from workforce.tests.faults.desk import CHILDREN
from workforce.tests.faults.rate import QUICKLY
from workforce.tests.processes import wait_for

pytestmark = pytest.mark.processes

MAILS_PER_KILL = 60
SOON = datetime.timedelta(seconds=1.5)


def any_moment():
    time.sleep(random.uniform(0, 0.3))


def test_f1_a_worker_that_is_killed_while_it_sends_hands_nothing_over_twice(desk, mail, many, say):
    kills = many(5, 50)
    worker = desk.beat_and_worker()
    pace = desk.pace()
    mail.answer_by(*QUICKLY)

    for _kill in range(kills):
        desk.make_due(MAILS_PER_KILL)
        desk.wait_for_mails(MAILS_PER_KILL // 2)
        any_moment()
        desk.kill(worker)
        worker = desk.start_worker()
    rate = pace.wait_until_back()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=kills * CHILDREN)
    say("F1", f"kill -9 of the worker × {kills}", **numbers.told(), rate_back_to=rate)


@pytest.mark.long
def test_f2_a_child_that_is_killed_while_it_sends_hands_nothing_over_twice(desk, mail, say):
    kills = 25
    worker = desk.beat_and_worker()
    pace = desk.pace()
    mail.answer_by(*QUICKLY)

    for _kill in range(kills):
        desk.make_due(MAILS_PER_KILL)
        desk.wait_for_mails(MAILS_PER_KILL // 2, idle=SOON)
        any_moment()
        os.kill(random.choice(desk.children_of(worker)), signal.SIGKILL)
    rate = pace.wait_until_back()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=kills)
    say("F2", f"kill -9 of one child × {kills}", **numbers.told(), rate_back_to=rate)


FIFTH = {"every": 1_000, "nth": 5, "delay": 5}


@contextlib.contextmanager
def fifth_mail_held(mail, moment):
    """Hold the fifth mail at a moment, by the mail server or by the database; give what tells that it is held."""
    if moment == "between commit and dot":
        with database.slow_commit_of_mail(5):
            yield database.commits_slowly
    else:
        mail.answer_by({"step": "DATA" if moment == "before the commit" else "DOT", **FIFTH})
        yield lambda: mail.events("holds")


@pytest.mark.long
@pytest.mark.parametrize("moment", ["before the commit", "between commit and dot", "after the dot"])
def test_f9_a_worker_that_stood_still_past_its_lease_hands_nothing_over_twice(desk, mail, moment, say):
    desk.make_due(40)
    with fifth_mail_held(mail, moment) as is_held:
        worker = desk.beat_and_worker()
        wait_for(is_held, f"the fifth mail is held {moment}")
        desk.signal_all(worker, signal.SIGSTOP)
        wait_for(lambda: not database.commits_slowly(), "the commit is through")

    in_hand = tasks_in_hand(desk, worker)
    desk.bury()
    desk.processes.run_manage("dispatch_nudges")
    taken_meanwhile = desk.taken()
    desk.signal_all(worker, signal.SIGCONT)
    wait_for(lambda: not in_hand & tasks_in_hand(desk, worker), "the worker has noticed", seconds=60)
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=1)
    assert desk.taken() - taken_meanwhile == (moment == "between commit and dot")
    say("F9", f"worker stood still {moment}", **numbers.told())


def tasks_in_hand(desk, worker) -> set:
    """Return the tasks of which the worker's log tells the beginning and not yet an end."""
    times = Counter(re.findall(r"look_for_due_nudges\[(.*?)\]", desk.processes.log(worker)))
    return {task for task, lines in times.items() if lines == 1}
