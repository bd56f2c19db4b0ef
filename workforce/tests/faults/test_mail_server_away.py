"""F7, and F8 with a worker that sends all the time: the mail server goes away, or answers in every way at once."""

import time

import pytest

from followups.models import CounselorTask, Delivery, Hold, Nudge
from followups.nudges import dispatch
from followups.nudges.clock import database_now
from followups.tests.builders import days, make_follow_up
from workforce.tests.faults import clocks, ledger, supply
from workforce.tests.faults.rate import SLOWLY
from workforce.tests.processes import wait_for

CHILDREN = 2
AWAY = {
    "refuses": {"step": "LISTEN"},
    "421 at once": {"step": "CONNECT", "reply": "421 4.3.2 Not now"},
    "hangs": {"step": "CONNECT", "silence": True},
    "hangs after the greeting": {"step": "EHLO", "silence": True},
    "hangs at the sender": {"step": "MAIL", "silence": True},
}


def run():
    return list(dispatch.run_until_done(database_now))[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("way", AWAY)
def test_f7_while_the_server_is_away_nothing_is_claimed_but_tasks_are_made(way, quick_mail, settings, many, say):
    number = many(20, 200)
    settings.EMAIL_TIMEOUT = many(0.5, 5)
    supply.make_due(number)
    make_follow_up(held_at=database_now() - days(5)).nudges.exclude(kind=Nudge.Kind.TASK).delete()
    quick_mail.answer_by(AWAY[way])

    for _pass in range(3):
        assert run().held
        clocks.hurry()
    rows = Delivery.objects.count()
    quick_mail.answer_by()
    wait_for(quick_mail.listens, "the mail server is back")
    run()

    assert rows <= 3
    assert CounselorTask.objects.count() == 1
    assert not Hold.objects.exists()
    numbers = ledger.reconcile(quick_mail.taken())
    ledger.assert_promise(numbers)
    assert numbers.sent == number
    say("F7", f"{way}, three passes", **numbers.told(), rows_left=rows)


@pytest.mark.processes
@pytest.mark.long
@pytest.mark.parametrize("way", ["refuses", "421 at once", "hangs"])
def test_f7_a_server_that_is_down_for_20_seconds_gets_all_of_it_afterwards(way, desk, mail, say):
    mail.answer_by(*SLOWLY)
    desk.make_due(3_000)
    worker = desk.beat_and_worker()
    pace = desk.pace()
    before = Delivery.objects.filter(state=Delivery.State.DROPPED).count()

    mail.answer_by({**AWAY[way], "until": 20}, *SLOWLY)
    time.sleep(20)
    rate = pace.wait_until_back()
    mail.answer_by()
    clocks.hurry()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=CHILDREN)
    dropped = Delivery.objects.filter(state=Delivery.State.DROPPED).count() - before
    say("F7", f"{way} for 20 s", **numbers.told(), rows_left=dropped, rate_back_to=rate)
    assert (numbers.steps[Nudge.State.FAILED], numbers.lost) == (0, [])
    assert dropped <= 2 * CHILDREN


# One answer of each kind, every so many mails; the numbers have no common factor, so that they meet in every way.
NEVER_SAID = "250 2.0.0 never said"
STORM = (
    {"step": "RCPT", "every": 7, "reply": "451 4.7.1 Greylisted"},
    {"step": "RCPT", "every": 23, "reply": "550 5.1.1 No such user"},
    {"step": "RCPT", "every": 29, "reply": "550 5.7.1 Not from you"},
    {"step": "RCPT", "every": 31, "drop": True},
    {"step": "DATA", "every": 11, "reply": "451 4.3.0 Later"},
    {"step": "DATA", "every": 37, "reply": "421 4.3.2 Going down"},
    {"step": "BODY", "every": 41, "drop": True, "reply": NEVER_SAID},
    {"step": "DOT", "every": 13, "reply": "451 4.3.0 Later"},
    {"step": "DOT", "every": 17, "reply": "554 5.6.0 Not this one"},
    {"step": "DOT", "every": 43, "drop": True, "reply": NEVER_SAID},
    {"step": "DOT", "every": 47, "drop": True, "takes": False, "reply": NEVER_SAID},
    {"step": "DOT", "every": 53, "delay": 3},
    {"step": "DOT", "every": 199, "silence": True, "reply": NEVER_SAID},
)


@pytest.mark.processes
@pytest.mark.long
def test_f8_every_answer_in_turn_under_a_worker(desk, mail, say):
    number = 2_000
    mail.answer_by(*SLOWLY)
    desk.make_due(number)
    worker = desk.start_worker(EMAIL_REPLY_TIMEOUT="4")
    desk.start_beat()
    pace = desk.pace()

    mail.answer_by(*STORM)
    for _second in range(60):
        time.sleep(1)
        clocks.hurry()
    rate = pace.wait_until_back()
    mail.answer_by()
    clocks.hurry()
    desk.finish()

    assert worker.poll() is None
    never_said = sum(line.get("reply") == NEVER_SAID for line in mail.events("taken", "refused", "no"))
    numbers = desk.reconcile(most_unknown=never_said)
    say("F8", "every answer in turn", **numbers.told(), answers_that_never_came=never_said, rate_back_to=rate)
