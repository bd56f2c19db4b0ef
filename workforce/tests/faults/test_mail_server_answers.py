"""F8: every answer of a mail server, and none. What the answer does not settle goes out later, once."""

import datetime
import logging

import pytest

from accounts.models import Region, User
from followups.models import CounselorTask, Delivery, Hold, Nudge, Suppression
from followups.nudges import dispatch, guard
from followups.nudges.tests.clock import Clock
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_office_at_all_hours,
    make_user,
)
from workforce.tests.faults import ledger, supply

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
SOON = datetime.timedelta(minutes=6)
SIGNS_IN = (
    {"step": "EHLO", "reply": "250-scripted\r\n250-AUTH PLAIN\r\n250-PIPELINING\r\n250 8BITMIME"},
    {"step": "AUTH", "reply": "235 2.7.0 Come in"},
)


def make_due(number):
    """Make `number` seekers with one reminder each that is due on Tuesday; the first has an address like no other."""
    Region.objects.update(brake_floor=supply.NO_BRAKE)
    counselor = make_user(office=make_office_at_all_hours())
    first = make_follow_up(make_candidate(counselor))
    supply.copy_follow_up(first, number - 1)
    return first


def run(at=TUESDAY):
    return list(dispatch.run_until_done(Clock(at)))[-1]


def states():
    return set(Nudge.objects.filter(position=1).values_list("state", flat=True))


def count(state):
    return Nudge.objects.filter(position=1, state=state).count()


def promise_kept(mail, at=TUESDAY + SOON, *, most_unknown=0):
    numbers = ledger.reconcile(mail.taken(), at=at)
    ledger.assert_promise(numbers, most_unknown=most_unknown, at=at)
    return numbers


def go(at=TUESDAY):
    for held in Hold.objects.in_force():
        guard.lift(held, by=make_user(role=User.Role.ADMINISTRATOR), at=at)


PUT_OFF = {
    "greylisted": {"step": "RCPT", "reply": "451 4.7.1 Greylisted"},
    "451 at DATA": {"step": "DATA", "reply": "451 4.3.0 Later"},
    "451 after the dot": {"step": "DOT", "reply": "451 4.3.0 Later"},
    "452 after the dot": {"step": "DOT", "reply": "452 4.3.1 No room"},
}


@pytest.mark.parametrize("answer", PUT_OFF)
def test_f8_what_is_put_off_goes_out_later(answer, quick_mail, many, say):
    number = many(20, 200)
    make_due(number)
    quick_mail.answer_by({**PUT_OFF[answer], "times": number})

    run()
    assert (quick_mail.taken(), states()) == ([], {Nudge.State.PLANNED})
    run(TUESDAY + SOON)

    numbers = promise_kept(quick_mail)
    assert numbers.sent == number
    assert not Suppression.objects.exists()
    say("F8", f"{answer} × {number}", **numbers.told())


STOP_FOR_NOW = {
    "451 at the sender": {"step": "MAIL", "reply": "451 4.3.0 Later"},
    "421 at the recipient": {"step": "RCPT", "reply": "421 4.3.2 Going down"},
    "454 at the sign-in": {"step": "AUTH", "reply": "454 4.7.0 Not now"},
    "dropped at the recipient": {"step": "RCPT", "drop": True},
}


def sign_in(settings, mail, *rules):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "secret"
    mail.answer_by(*rules, *SIGNS_IN)


@pytest.mark.parametrize("answer", STOP_FOR_NOW)
def test_f8_a_server_that_takes_nothing_now_is_asked_once_and_again_later(answer, quick_mail, settings, many, say):
    number = many(20, 200)
    make_due(number)
    sign_in(settings, quick_mail, {**STOP_FOR_NOW[answer], "times": 2})

    run()
    dropped = Delivery.objects.filter(state=Delivery.State.DROPPED).count()
    assert (quick_mail.taken(), states()) == ([], {Nudge.State.PLANNED})
    run(TUESDAY + SOON)
    run(TUESDAY + SOON * 2)

    assert dropped <= 1
    numbers = promise_kept(quick_mail, TUESDAY + SOON * 2)
    assert numbers.sent == number
    say("F8", f"{answer} × 2", **numbers.told(), dropped=dropped)


MEANS_ALL = {
    "535 at the sign-in": {"step": "AUTH", "reply": "535 5.7.8 Wrong password"},
    "550 at the sender": {"step": "MAIL", "reply": "550 5.7.1 Sender rejected"},
    "554 after each dot": {"step": "DOT", "reply": "554 5.7.1 Spam"},
}


@pytest.mark.parametrize("answer", MEANS_ALL)
def test_f8_a_no_to_all_our_mail_stops_the_dispatcher_and_says_so(
    answer, quick_mail, settings, client, caplog, many, say
):
    number, failed = many(20, 200), 10 * (answer == "554 after each dot")
    make_due(number)
    sign_in(settings, quick_mail, MEANS_ALL[answer])

    with caplog.at_level(logging.ERROR):
        run()
    client.force_login(make_user(role=User.Role.ADMINISTRATOR))
    page = client.get("/operations/").content.decode()
    assert run().held == "server"
    assert MEANS_ALL[answer]["reply"] in page
    assert MEANS_ALL[answer]["reply"] in caplog.text
    assert count(Nudge.State.FAILED) == failed
    sign_in(settings, quick_mail)
    go()
    run(TUESDAY + SOON)

    numbers = promise_kept(quick_mail)
    assert numbers.sent == number - failed
    say("F8", f"{answer}: held, then", **numbers.told())


def test_f8_a_554_after_the_dot_fails_that_mail_alone(quick_mail, many, say):
    number = many(20, 200)
    make_due(number)
    quick_mail.answer_by({"step": "DOT", "every": 4, "reply": "554 5.6.0 Not this one"})

    run()

    numbers = promise_kept(quick_mail)
    assert (numbers.sent, count(Nudge.State.FAILED)) == (number - number // 4, number // 4)
    assert not Hold.objects.exists()
    assert not Suppression.objects.exists()
    say("F8", f"554 after the dot × {number // 4}", **numbers.told())


def test_f8_an_address_that_is_none_gets_nothing_more_and_a_task(quick_mail, many, say):
    number = many(20, 200)
    first = make_due(number)
    quick_mail.answer_by(
        {"step": "RCPT", "recipient": f"^{first.interview.candidate.email}$", "reply": "550 5.1.1 No such user"}
    )

    run()
    quick_mail.answer_by()
    run(MONDAY + days(3))

    second = first.nudges.get(position=2)
    assert first.nudges.get(position=1).delivery.reply.startswith("550 5.1.1")
    assert (second.state, second.skip_reason) == (Nudge.State.SKIPPED, Nudge.Skip.ADDRESS_BOUNCED)
    assert Suppression.objects.get().address_key == first.interview.candidate.email_key
    assert (
        CounselorTask.objects.filter(kind=CounselorTask.Kind.CORRECT_ADDRESS).get().candidate
        == first.interview.candidate
    )
    numbers = promise_kept(quick_mail, MONDAY + days(3))
    assert numbers.sent == 2 * (number - 1)
    say("F8", "550 5.1.1 at one recipient", **numbers.told())


def test_f8_a_recipient_refused_by_policy_fails_that_mail_alone(quick_mail, say):
    first = make_due(20)
    quick_mail.answer_by(
        {"step": "RCPT", "times": 1, "reply": "550 5.7.1 Not from you", "recipient": first.interview.candidate.email}
    )

    run()
    run(MONDAY + days(3))

    assert first.nudges.get(position=1).state == Nudge.State.FAILED
    assert first.nudges.get(position=2).state == Nudge.State.SENT
    assert not Suppression.objects.exists()
    say("F8", "550 5.7.1 at one recipient", **promise_kept(quick_mail, MONDAY + days(3)).told())


def test_f8_dropped_before_the_dot_is_not_delivered_and_goes_out_later(quick_mail, many, say):
    number = many(20, 200)
    make_due(number)
    quick_mail.answer_by({"step": "BODY", "times": 2, "drop": True})

    for later in range(3):
        run(TUESDAY + SOON * later)

    numbers = promise_kept(quick_mail, TUESDAY + SOON * 2, most_unknown=2)
    say("F8", "dropped before the dot × 2", **numbers.told())
    assert (numbers.unknown, numbers.sent) == (0, number)


@pytest.mark.parametrize("takes", [True, False])
def test_f8_dropped_after_the_dot_is_unknown_and_never_sent_again(takes, quick_mail, many, say):
    number = many(20, 200)
    make_due(number)
    quick_mail.answer_by({"step": "DOT", "every": 5, "drop": True, "takes": takes})

    run()
    run(TUESDAY + SOON)

    numbers = promise_kept(quick_mail, most_unknown=number // 5)
    assert (numbers.unknown, numbers.sent) == (number // 5, number - number // 5)
    assert numbers.accepted == number - (not takes) * number // 5
    say("F8", f"dropped after the dot, mail {'kept' if takes else 'lost'}, × {number // 5}", **numbers.told())


def test_f8_silence_after_the_dot_is_unknown_and_three_in_a_row_stop_the_batch(quick_mail, settings, many, say):
    settings.EMAIL_REPLY_TIMEOUT = many(0.3, 3)
    make_due(20)
    quick_mail.answer_by({"step": "DOT", "silence": True})

    run()
    assert (count(Nudge.State.UNKNOWN), count(Nudge.State.PLANNED)) == (3, 17)
    quick_mail.answer_by()
    run(TUESDAY + SOON)

    numbers = promise_kept(quick_mail, most_unknown=3)
    assert numbers.sent == 17
    say("F8", "silence after the dot × 3", **numbers.told())


def test_f8_a_slow_server_gets_every_mail(quick_mail, many, say):
    seconds = many(0.2, 3)
    make_due(3)
    quick_mail.answer_by(
        *({"step": step, "delay": seconds} for step in ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "DOT"))
    )

    run()

    numbers = promise_kept(quick_mail, TUESDAY)
    assert numbers.sent == 3
    say("F8", f"{seconds} s for each answer", **numbers.told())


def test_f8_a_server_that_always_puts_off_is_asked_less_and_less_for_36_hours(quick_mail, say):
    first = make_due(1)
    quick_mail.answer_by({"step": "RCPT", "reply": "451 4.7.1 Later"})
    nudge, at, waits = first.nudges.get(position=1), TUESDAY, []

    while nudge.state == Nudge.State.PLANNED:
        run(at)
        nudge.refresh_from_db()
        waits.append((nudge.try_at - at).total_seconds() // 60)
        at = nudge.try_at

    assert waits[:5] == [1, 5, 15, 60, 240]
    assert set(waits[5:-1]) == {240}
    assert (nudge.state, nudge.delivery.reply[:3]) == (Nudge.State.FAILED, "451")
    assert hours(32) < nudge.settled_at - TUESDAY <= hours(36)
    say("F8", f"451 for ever: asked {len(waits)} times", **promise_kept(quick_mail, at).told())
