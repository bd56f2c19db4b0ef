"""F1 and F2: whoever sends is killed at any moment, over and over."""

import random
import time

import pytest

from workforce.tests.faults.rate import ENOUGH, SLOWLY

pytestmark = pytest.mark.processes

CHILDREN = 2


def test_f1_a_worker_that_is_killed_while_it_sends_hands_nothing_over_twice(desk, mail, many, say):
    kills, mails = many(5, 50), many(ENOUGH, 3_000 - ENOUGH)
    mail.answer_by(*SLOWLY)
    desk.make_due(mails)
    desk.start_beat()
    worker = desk.start_worker()
    pace = desk.pace()

    for _kill in range(kills):
        desk.wait_for_mails(5)
        time.sleep(random.uniform(0, 0.5))  # at any moment of a mail
        desk.kill(worker)
        worker = desk.start_worker()
    back = pace.wait_until_back()
    mail.answer_by()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=kills * CHILDREN)
    say("F1", f"kill -9 of the worker × {kills}", mails=mails + ENOUGH, **numbers.told(), rate=back)
