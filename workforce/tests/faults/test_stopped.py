"""F21: the worker is told to end while it sends, or works on while the tables of the ledger are changed."""

import signal
import time

import pytest

from workforce.tests import compose
from workforce.tests.faults import database
from workforce.tests.faults.rate import QUICKLY

pytestmark = [pytest.mark.processes, pytest.mark.long]

GRACE = int(compose.read()["services"]["worker"]["stop_grace_period"].rstrip("s"))


@pytest.mark.parametrize("delay", [0.01, 0.5], ids=["fast", "slow"])
def test_f21_a_worker_that_is_told_to_end_leaves_nothing_unknown(desk, mail, delay, say):
    mail.answer_by({"step": "DOT", "delay": delay})
    desk.make_due(1_100)
    worker = desk.beat_and_worker()
    desk.wait_for_mails(20)

    worker.send_signal(signal.SIGTERM)
    told_at = time.monotonic()
    worker.wait(GRACE)  # then it would be killed
    took = time.monotonic() - told_at
    mail.answer_by()
    left = desk.left()
    desk.start_worker()
    desk.finish()

    numbers = desk.reconcile(most_unknown=0)
    assert (numbers.twice, numbers.lost) == ([], [])
    say("F21", f"SIGTERM, {delay:g} s a mail", **numbers.told(), ended_after=f"{took:.0f} s", left_to_the_next=left)


def test_f21_a_migration_beside_a_worker_that_sends_loses_nothing(desk, mail, say):
    worker = desk.beat_and_worker()
    pace = desk.pace()
    mail.answer_by(*QUICKLY)
    desk.make_due(400)
    desk.wait_for_mails(20)

    database.migrate_slowly(seconds=3)
    rate = pace.wait_until_back()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=0)
    say("F21", "migration, tables locked 2 × 3 s", **numbers.told(), rate_back_to=rate)
