"""The last look in one round trip: it lets a mail go only if nothing at all was said or changed since the claim."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Office
from candidates.models import Candidate
from followups.intake import opt_out
from followups.intake.move import correct_interview
from followups.models import Claim, Delivery, Hold, Nudge, Pause
from followups.nudges import claim, guard, schedule, settle, unchanged
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.sending import send
from followups.tests.builders import MONDAY, days, hours, make_follow_up, make_interview

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

TUESDAY = MONDAY + days(1)
SENT = {"sent_on": TUESDAY.date(), "method": "phone", "source": "seeker", "by": None, "at": TUESDAY}


def candidate_of(follow_up):
    return follow_up.interview.candidate


def claim_one():
    [parcel] = claim.claim_batch(TUESDAY).parcels
    unchanged.prepare()
    return parcel


def hand_over(parcel, taken=None, at=TUESDAY):
    return unchanged.hand_over(parcel, content={"said": 1}, taken=taken, at=at, lease_past=at + hours(1) / 10)


def pause(follow_up, **what):
    Pause.objects.create(reason="Storm", since=TUESDAY, paused_by=candidate_of(follow_up).counselor, **what)


def move_ahead(follow_up):
    interview = follow_up.interview
    moved_from, interview.held_at = interview.held_at, TUESDAY + days(2)
    correct_interview(interview, moved_from=moved_from, by=interview.logged_by, at=TUESDAY)


def interview_again(follow_up):
    make_interview(candidate_of(follow_up), held_at=TUESDAY - hours(1), logged_at=TUESDAY)


CHANGES = {
    "done": lambda follow_up: follow_up.complete(**SENT),
    "declined": lambda follow_up: follow_up.decline(reason="other", by=None, at=TUESDAY),
    "void": lambda follow_up: follow_up.void(by=None, at=TUESDAY),
    "missed": lambda follow_up: follow_up.miss(by=None, at=TUESDAY),
    "outcome": lambda follow_up: follow_up.record_outcome(outcome="hired", by=None, at=TUESDAY),
    "stopped": lambda follow_up: follow_up.stop_reminders(by=None, at=TUESDAY),
    "opted out": lambda follow_up: opt_out.opt_out(candidate_of(follow_up).email_key, TUESDAY),
    "reminder asked for": lambda f: schedule.remind_at(f, moment=TUESDAY + days(2), by=None, at=TUESDAY),
    "not yet": lambda f: schedule.not_yet(f, look_on=TUESDAY.date(), by=candidate_of(f).counselor, at=TUESDAY),
    "moved": move_ahead,
    "second interview": interview_again,
    "planned anew": lambda follow_up: schedule.replan(follow_up, at=TUESDAY),
    "another address": lambda f: Candidate.objects.filter(pk=candidate_of(f).pk).update(email="new@example.com"),
    "no consent": lambda f: Candidate.objects.filter(pk=candidate_of(f).pk).update(consent_on=None, consent_by=None),
    "other hours": lambda f: Office.objects.filter(pk=candidate_of(f).office_id).update(sending_days="7"),
    "paused": lambda follow_up: pause(follow_up, candidate=candidate_of(follow_up)),
    "office paused": lambda follow_up: pause(follow_up, office=candidate_of(follow_up).office),
    "all paused": pause,
    "held": lambda follow_up: guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped"),
    "lease over": lambda follow_up: Claim.objects.update(lease_until=TUESDAY),
    "swept": lambda follow_up: settle.sweep(TUESDAY + days(1)),
}


def test_a_mail_that_nothing_happened_to_goes_in_one_round_trip(django_assert_num_queries):
    make_follow_up()
    parcel = claim_one()

    with django_assert_num_queries(1):
        assert hand_over(parcel)

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.sending_at, delivery.content) == ("sending", TUESDAY, {"said": 1})
    assert delivery.nudges.get().state == Nudge.State.SENDING


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_happened_since_the_claim_asks_for_the_long_look(change):
    follow_up = make_follow_up()
    parcel = claim_one()

    change(follow_up)

    assert not hand_over(parcel)
    assert not Nudge.objects.filter(state=Nudge.State.SENDING).exists()


def test_what_happens_to_somebody_else_asks_for_nothing():
    make_follow_up()
    parcel = claim_one()
    other = make_follow_up()

    pause(other, candidate=candidate_of(other))
    pause(other, office=candidate_of(other).office)
    opt_out.opt_out(candidate_of(other).email_key, TUESDAY)

    assert hand_over(parcel)


def test_the_mail_before_it_is_sent_in_the_same_commit():
    make_follow_up()
    make_follow_up()
    first, second = claim.claim_batch(TUESDAY).parcels
    unchanged.prepare()
    hand_over(first)

    assert hand_over(second, taken=(first.delivery, "250 OK"), at=TUESDAY + hours(1) / 60)

    first.delivery.refresh_from_db()
    assert (first.delivery.state, first.delivery.reply) == (Delivery.State.SENT, "250 OK")
    assert set(first.delivery.nudges.values_list("state", "settled_at")) == {("sent", TUESDAY + hours(1) / 60)}


def test_a_mail_is_handed_over_once_only():
    make_follow_up()
    parcel = claim_one()

    assert hand_over(parcel)
    assert not hand_over(parcel)


def test_a_batch_of_which_one_is_answered_meanwhile_sends_the_others(smtp_server):
    answered, *others = [make_follow_up() for _number in range(3)]
    batch = claim.claim_batch(TUESDAY)
    answered.complete(**SENT)

    result = send(batch, Clock(TUESDAY))

    assert result.mails == {"sent": 2, "dropped": 1}
    assert answered.nudges.get(position=1).skip_reason == Nudge.Skip.ANSWERED
    assert {follow_up.nudges.get(position=1).state for follow_up in others} == {Nudge.State.SENT}


@pytest.mark.django_db(transaction=True)
def test_a_stop_that_holds_the_lock_is_waited_for_and_seen():
    follow_up = make_follow_up()
    parcel = claim_one()
    is_locked, handed_over = threading.Event(), []

    def stop():
        with transaction.atomic():
            follow_up.stop_reminders(by=None, at=TUESDAY)
            is_locked.set()
            # Long enough for the other one to come and wait; if it came later, it would see the stop as well.
            threading.Event().wait(0.3)
        connection.close()

    stopping = threading.Thread(target=stop)
    stopping.start()
    is_locked.wait()
    handed_over.append(hand_over(parcel))
    stopping.join()

    assert handed_over == [False]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_wakes_up_while_it_is_swept_waits_for_nobody_crosswise(monkeypatch):
    make_follow_up()
    make_follow_up()
    first, second = claim.claim_batch(TUESDAY).parcels
    unchanged.prepare()
    hand_over(first)
    is_swept, put_back = threading.Event(), settle.put_back

    def put_back_slowly(*args, **facts):
        is_swept.set()
        threading.Event().wait(0.3)
        put_back(*args, **facts)

    monkeypatch.setattr(settle, "put_back", put_back_slowly)
    sweeping = threading.Thread(target=lambda: (settle.sweep(TUESDAY + days(1)), connection.close()))
    sweeping.start()
    is_swept.wait(10)
    assert hand_over(second, taken=(first.delivery, "250 OK"))
    sweeping.join()

    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT, Delivery.State.SENDING}
