"""The fault suite itself: the mail server does what it is told, and the comparison finds what is wrong."""

import smtplib
import socket

import pytest

from followups.models import Delivery, Nudge
from followups.nudges import dispatch
from followups.nudges.clock import database_now
from followups.tests.builders import make_user
from workforce.tests.faults import supply
from workforce.tests.faults.__main__ import pytest_arguments
from workforce.tests.faults.ledger import reconcile
from workforce.tests.faults.rate import WINDOW, highest
from workforce.tests.faults.smtp_script import Rule


@pytest.fixture
def sent(db, quick_mail):
    """Five mails that went out, as the mail server's log tells them."""
    supply.make_due(5)
    dispatch.run(database_now)
    return quick_mail.taken()


def send(mail, recipient="ann@example.com"):
    with smtplib.SMTP(mail.host, mail.port, timeout=5) as client:
        client.sendmail("desk@example.org", recipient, "Message-ID: <one@example.org>\r\n\r\nHello\r\n")


def test_what_went_out_once_is_neither_twice_nor_lost_nor_denied(sent):
    numbers = reconcile(sent)

    assert (numbers.accepted, numbers.sent, numbers.unknown) == (5, 5, 0)
    assert numbers.twice == numbers.lost == numbers.denied == []


def test_a_message_that_is_taken_again_is_twice(sent):
    assert reconcile([*sent, sent[0]]).twice == [sent[0]["message_id"]]


def test_a_step_that_is_taken_in_two_mails_is_twice(sent):
    assert reconcile([*sent, {**sent[0], "message_id": "<other@localhost>"}]).twice == [
        "<other@localhost>",
        *sent[0]["nudges"],
    ]


def test_a_copy_that_a_person_asked_for_is_not_twice(sent, quick_mail):
    of_first = Delivery.objects.filter(pk=sent[0]["message_id"].strip("<>").partition("@")[0])
    of_first.update(state="unknown", copy_wanted_at=database_now(), decided_by=make_user())
    Nudge.objects.filter(delivery__in=of_first).update(state="unknown")

    assert dispatch.run(database_now).mails.total() == 1

    numbers = reconcile(quick_mail.taken())
    assert (numbers.accepted, numbers.twice) == (6, [])


def test_a_mail_that_the_ledger_calls_sent_and_nobody_took_is_lost(sent):
    assert reconcile(sent[1:]).lost == [sent[0]["message_id"]]


def test_a_due_step_without_an_end_is_lost(sent):
    nudge = Nudge.objects.filter(position=1).first()
    Nudge.objects.filter(pk=nudge.pk).update(state="planned", settled_at=None, delivery=None)

    assert reconcile(sent).lost == [nudge.pk]


def test_a_mail_that_was_taken_and_that_the_ledger_calls_failed_is_denied(sent):
    Delivery.objects.filter(pk=sent[0]["message_id"].strip("<>").partition("@")[0]).update(state="failed")

    assert reconcile(sent).denied == [sent[0]["message_id"]]


def test_the_rate_is_that_of_the_best_window():
    slow = [float(second) for second in range(10)]
    fast = [20 + number * WINDOW / 100 for number in range(100)]

    assert highest(slow + fast) == pytest.approx(100 / WINDOW)


def test_a_rule_fits_as_often_as_it_says():
    rule = Rule("RCPT", every=3, nth=1, times=2, recipient="@example", until=60)

    fits = [rule.fits("RCPT", "ann@example.com", age=1) for _time in range(9)]

    assert fits == [True, False, False, True, False, False, False, False, False]
    assert not rule.fits("RCPT", "ann@other.com", age=1)
    assert not rule.fits("DATA", "ann@example.com", age=1)


def test_the_server_refuses_by_its_script_and_logs_what_it_did(quick_mail):
    quick_mail.answer_by({"step": "DOT", "times": 1, "reply": "451 4.3.0 Later"})

    with pytest.raises(smtplib.SMTPDataError):
        send(quick_mail)
    send(quick_mail)

    refused, taken = quick_mail.events("refused", "taken")
    assert (refused["event"], refused["reply"], taken["event"]) == ("refused", "451 4.3.0 Later", "taken")
    assert taken["recipient"] == "ann@example.com"
    assert taken["message_id"] == "<one@example.org>"


def test_a_message_whose_answer_is_dropped_may_have_been_taken_or_not(quick_mail):
    quick_mail.answer_by(
        {"step": "DOT", "times": 1, "drop": True}, {"step": "DOT", "times": 1, "drop": True, "takes": False}
    )

    for _mail in range(2):
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send(quick_mail)

    assert [line["event"] for line in quick_mail.events("taken", "refused")] == ["taken", "refused"]


def test_a_server_that_is_told_to_refuses_connections(quick_mail):
    quick_mail.answer_by({"step": "LISTEN"})

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((quick_mail.host, quick_mail.port), timeout=5)
    quick_mail.answer_by()
    send(quick_mail)
    assert len(quick_mail.taken()) == 1


def test_faults_are_chosen_by_the_beginning_of_their_tests_names():
    assert pytest_arguments(["F1", "-x", "f12"]) == ["-k", "test_f1_ or test_f12_", "-x"]
    assert pytest_arguments(["-k", "poison"]) == ["-k", "poison"]
