"""Copies that a person asked for: one hand-over for one wish, and never another by a machine."""

import contextlib
import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from followups.intake import opt_out
from followups.models import Claim, Delivery, FollowUp, Hold, Nudge, Pause, Suppression
from followups.nudges import claim, copies, guard, invariants, mails, settle, smtp
from followups.nudges.clock import database_now
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.test_crashes import AFTER_THE_LEASE, Failing, GoneError
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_office_at_all_hours,
    make_user,
)
from workforce.tests.mail_server import DROP
from workforce.tests.processes import wait_for

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
WEDNESDAY = MONDAY + days(2)


@pytest.fixture
def follow_up(smtp_server, run):
    """A follow-up of whose first reminder nobody knows whether it arrived; the mail server works again."""
    follow_up = make_follow_up()
    smtp_server.replies["DOT"] = DROP
    run(TUESDAY)
    smtp_server.replies.clear()
    assert first(follow_up).state == Nudge.State.UNKNOWN
    return follow_up


def first(follow_up):
    return follow_up.nudges.select_related("delivery").get(position=1)


def wish(follow_up, at=WEDNESDAY):
    original = first(follow_up).delivery
    original.copy_wanted_at, original.decided_by = at, make_user()
    original.save()
    return original


def send(at=WEDNESDAY):
    link = smtp.Connection()
    try:
        return copies.send_wanted(Clock(at), link)
    finally:
        link.close()


def states(original):
    original.refresh_from_db()
    copy = original.copies.first()
    return original.state, copy and copy.state, bool(original.copy_wanted_at)


def test_a_copy_is_the_same_mail_and_settles_the_first(smtp_server, follow_up):
    original = wish(follow_up)

    assert send() == {"sent": 1}

    [mail] = smtp_server.messages
    assert mail["Message-ID"] == original.message_id
    assert original.content["subject"] == mail["Subject"]
    assert states(original) == ("sent", "sent", False)
    assert first(follow_up).state == Nudge.State.SENT
    assert not Claim.objects.filter(finished_at=None).exists()


def test_without_a_wish_nothing_is_sent_and_no_connection_opened(smtp_server, follow_up):
    connections = smtp_server.connections

    assert send() == {}
    assert smtp_server.connections == connections


def test_a_wish_is_handed_over_once(smtp_server, follow_up):
    wish(follow_up)

    send()

    assert send(WEDNESDAY + hours(1)) == {}
    assert len(smtp_server.messages) == 1


def test_a_copy_without_an_answer_ends_the_wish_and_is_shown_again(smtp_server, follow_up):
    original = wish(follow_up)
    smtp_server.replies["DOT"] = DROP

    assert send() == {"unknown": 1}

    smtp_server.replies.clear()
    assert send(WEDNESDAY + hours(1)) == {}
    assert states(original) == ("unknown", "unknown", False)


@pytest.mark.parametrize("step", ["RCPT", "DOT"])
def test_a_temporary_no_leaves_the_wish_for_later(smtp_server, follow_up, step):
    original = wish(follow_up)
    smtp_server.replies[step] = "451 4.3.0 Try later"
    assert send() == {"deferred": 1}
    assert states(original) == ("unknown", "dropped", True)
    smtp_server.replies.clear()

    too_early = send(WEDNESDAY + datetime.timedelta(seconds=59))
    later = send(WEDNESDAY + datetime.timedelta(minutes=1))

    assert (too_early, later) == ({}, {"sent": 1})


def test_a_server_that_cannot_be_reached_leaves_the_wish(settings, smtp_server, follow_up):
    original = wish(follow_up)
    settings.EMAIL_PORT = 9

    assert send() == {}

    assert states(original) == ("unknown", "dropped", True)


def test_after_36_hours_in_vain_the_wish_is_given_up_with_a_reason(smtp_server, follow_up):
    original = wish(follow_up)

    assert send(WEDNESDAY + hours(37)) == {}

    assert states(original) == ("unknown", "dropped", False)
    assert original.copies.get().reply == copies.Refusal.NOT_TAKEN


def test_a_no_for_good_fails_the_copy_and_leaves_the_first_unknown(smtp_server, follow_up):
    original = wish(follow_up)
    smtp_server.replies["DOT"] = "554 5.7.1 Spam"

    assert send() == {"failed": 1}

    assert states(original) == ("unknown", "failed", False)
    assert send(WEDNESDAY + hours(1)) == {}


def test_an_address_that_is_no_more_gets_nothing_further(smtp_server, follow_up):
    original = wish(follow_up)
    smtp_server.replies["RCPT"] = "550 5.1.1 No such user"

    assert send() == {"failed": 1}

    assert states(original) == ("unknown", "failed", False)
    assert Suppression.objects.in_force().get().reason == Suppression.Reason.BOUNCED


def test_a_refused_sender_holds_the_dispatcher_and_leaves_the_wish(smtp_server, follow_up):
    original = wish(follow_up)
    smtp_server.replies["MAIL"] = "550 5.7.1 Not you"

    send()

    assert Hold.objects.in_force().get().kind == Hold.Kind.SERVER
    assert states(original) == ("unknown", "dropped", True)


def answer(follow_up):
    follow_up.decline(reason="other", by=None, at=TUESDAY)


def pause(follow_up):
    candidate = follow_up.interview.candidate
    Pause.objects.create(candidate=candidate, reason="Away", since=TUESDAY, paused_by=candidate.counselor)


def opt_out_of_mail(follow_up):
    opt_out.opt_out(follow_up.interview.candidate.email_key, at=TUESDAY)


def change_address(follow_up):
    candidate = follow_up.interview.candidate
    candidate.email = "another@example.com"
    candidate.save()


def forget_content(follow_up):
    Delivery.objects.update(content=None)


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (answer, Nudge.Skip.ANSWERED),
        (pause, Nudge.Skip.PAUSED),
        (opt_out_of_mail, Nudge.Skip.OPTED_OUT),
        (change_address, copies.Refusal.NEW_ADDRESS),
        (forget_content, copies.Refusal.FORGOTTEN),
    ],
)
def test_a_copy_that_may_not_go_any_more_is_not_sent_and_says_why(smtp_server, follow_up, happens, reason):
    original = wish(follow_up)
    happens(follow_up)

    assert send() == {}

    assert smtp_server.messages == []
    assert states(original) == ("unknown", "dropped", False)
    assert original.copies.get().reply == reason


def test_an_answer_just_before_the_dot_stops_the_copy(smtp_server, follow_up):
    original = wish(follow_up)

    link = smtp.Connection()
    offer = link.offer
    link.offer = lambda *mail: (offer(*mail), answer(FollowUp.objects.get()))

    assert copies.send_wanted(Clock(WEDNESDAY), link) == {"dropped": 1}
    assert smtp_server.messages == []
    assert states(original) == ("unknown", "dropped", False)


def test_a_hold_just_before_the_dot_stops_the_copy_and_leaves_the_wish(smtp_server, follow_up):
    original = wish(follow_up)
    link = smtp.Connection()
    offer = link.offer
    link.offer = lambda *mail: (offer(*mail), guard.hold(Hold.Kind.CLOCK, WEDNESDAY, "jumped"))

    assert copies.send_wanted(Clock(WEDNESDAY), link) == {"dropped": 1}
    assert smtp_server.messages == []
    assert states(original) == ("unknown", "dropped", True)


def test_a_seeker_whom_nobody_knows_any_more_gets_no_copy(smtp_server, follow_up):
    wish(follow_up)
    follow_up.interview.candidate.delete()

    assert send() == {}
    assert smtp_server.messages == []


def test_a_process_that_died_before_the_dot_leaves_the_wish(smtp_server, follow_up):
    original = wish(follow_up)
    assert copies.take(copies.due(WEDNESDAY)[0], WEDNESDAY)
    assert send() == {}

    settle.sweep(WEDNESDAY + claim.LEASE * 2)

    assert states(original) == ("unknown", "dropped", True)
    assert send(WEDNESDAY + hours(1)) == {"sent": 1}
    assert len(smtp_server.messages) == 1


def test_whichever_query_fails_no_copy_goes_twice(smtp_server, follow_up):
    """As if the process had died there: what was sent, or may have been, is never sent again."""
    wish(follow_up, at=TUESDAY)
    after, has_failed = -1, True

    while has_failed:
        after += 1
        with transaction.atomic():
            has_failed = fail_at(after)
            ends = set(Delivery.objects.values_list("state", flat=True)) - {"dropped"}
            transaction.set_rollback(True)
        accepted = len(smtp_server.messages)
        assert (ends, accepted) in [({"sent"}, 1), ({"unknown"}, 1), ({"unknown"}, 0)], after
        smtp_server.messages.clear()

    assert after > 10


def fail_at(after):
    failing = Failing(after, for_good=True)
    with connection.execute_wrapper(failing), contextlib.suppress(GoneError):
        send(TUESDAY)
    transaction.set_rollback(False)
    settle.sweep(AFTER_THE_LEASE)
    send(AFTER_THE_LEASE + hours(1))
    assert invariants.check(AFTER_THE_LEASE) == []
    return failing.has_failed


def make_wishes(number):
    """Mails of which nobody knows whether they arrived, each with a wish for a copy."""
    at, counselor = database_now(), make_user(office=make_office_at_all_hours())
    held_at = at - days(1) - hours(1)
    follow_ups = [make_follow_up(make_candidate(counselor), held_at=held_at) for _number in range(number)]
    for parcel in claim.claim_batch(at).parcels:
        content = mails.content_of(parcel.nudges, at=at)
        Delivery.objects.filter(pk=parcel.delivery.pk).update(state="sending", sending_at=at, content=content)
        parcel.delivery.nudges.update(state="sending")
        settle.unknown(parcel.delivery, "No answer", at)
    Claim.objects.update(finished_at=at)
    Delivery.objects.update(copy_wanted_at=at, decided_by=counselor)
    return follow_ups


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_looks_at_once_one_sends_each_copy(smtp_server):
    make_wishes(8)

    def send_all(_number):
        link = smtp.Connection()
        try:
            return copies.send_wanted(database_now, link)["sent"]
        finally:
            link.close()
            connection.close()

    with ThreadPoolExecutor(4) as looks:
        sent = sum(looks.map(send_all, range(4)))

    assert sent == len(smtp_server.messages) == len({mail["Message-ID"] for mail in smtp_server.messages}) == 8
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_killed_dispatcher_sends_no_copy_twice(processes, smtp_server, run_manage):
    make_wishes(30)

    for kill in (1, 2):
        dispatcher = processes.manage("dispatch_nudges")
        wait_for(lambda goal=kill * 8: len(smtp_server.messages) >= goal, "some copies went out")
        processes.kill(dispatcher)
        Claim.objects.update(lease_until=database_now() - hours(1))
    run_manage("dispatch_nudges")
    Delivery.objects.filter(state="dropped").update(settled_at=database_now() - hours(5))
    run_manage("dispatch_nudges")

    accepted = [mail["Message-ID"] for mail in smtp_server.messages]
    copied = Delivery.objects.exclude(copy_of=None)
    unknown = copied.filter(state="unknown").count()
    assert len(accepted) == len(set(accepted))
    assert unknown <= 2
    assert copied.filter(state="sent").count() + unknown == 30
    assert 30 - unknown <= len(accepted) <= 30
    assert invariants.check(database_now()) == []
