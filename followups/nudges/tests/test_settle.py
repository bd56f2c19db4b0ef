"""What the ledger says after each answer of the mail server, and after a process died."""

import uuid

import pytest

from candidates.models import Candidate
from followups.intake import opt_out
from followups.models import Claim, CounselorTask, Delivery, FollowUp, Hold, Nudge, Pause, Suppression
from followups.nudges import claim, dispatch, mails, settle
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.sending import send
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_office, make_user
from workforce.tests.mail_server import DROP

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
AFTER_THE_LEASE = TUESDAY + claim.LEASE * 2


def states(follow_up):
    nudge = follow_up.nudges.get(position=1)
    delivery = Delivery.objects.order_by("created_at").last()
    return nudge.state, delivery and delivery.state


def test_a_refused_address_fails_is_marked_and_becomes_a_task(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["RCPT"] = "550 5.1.1 No such user"

    run(TUESDAY)

    candidate = follow_up.interview.candidate
    assert states(follow_up) == (Nudge.State.FAILED, Delivery.State.FAILED)
    assert Suppression.objects.of(candidate.email_key).get().reason == Suppression.Reason.BOUNCED
    assert candidate.tasks.get().kind == CounselorTask.Kind.CORRECT_ADDRESS


def test_nothing_more_goes_to_an_address_that_bounced(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["RCPT"] = "550 5.1.1 No such user"
    run(TUESDAY)
    smtp_server.replies.clear()

    run(MONDAY + days(3))

    assert smtp_server.messages == []
    assert follow_up.nudges.get(position=2).skip_reason == Nudge.Skip.ADDRESS_BOUNCED


def test_a_kept_answer_never_holds_the_address(smtp_server, run):
    follow_up = make_follow_up()
    address = follow_up.interview.candidate.email
    smtp_server.replies["RCPT"] = f"550 5.1.1 <{address}> unknown"

    run(TUESDAY)

    reply = Delivery.objects.get().reply
    assert reply.startswith("550 5.1.1")
    assert address not in reply


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_temporary_no_is_tried_again_a_little_later_each_time(step, smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies[step] = "451 4.7.1 Greylisted, try again later"

    run(TUESDAY)
    assert states(follow_up) == (Nudge.State.PLANNED, Delivery.State.DROPPED)
    assert follow_up.nudges.get(position=1).try_at == TUESDAY + hours(1) / 60

    run(TUESDAY + hours(1) / 60)
    assert follow_up.nudges.get(position=1).try_at == TUESDAY + hours(6) / 60

    smtp_server.replies.clear()
    run(TUESDAY + hours(1))
    assert len(smtp_server.messages) == 1
    assert states(follow_up)[0] == Nudge.State.SENT


def test_a_temporary_no_for_36_hours_is_a_failure(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["RCPT"] = "450 4.2.1 Mailbox busy"

    for hour in range(40):
        run(TUESDAY + hours(hour))

    nudge = follow_up.nudges.get(position=1)
    assert nudge.state == Nudge.State.FAILED
    assert nudge.delivery.reply.startswith("450")


def test_a_weekend_without_mail_at_the_new_office_fails_nothing_after_a_transfer(smtp_server, run):
    weekdays = make_office(sending_days="12345")
    candidate = make_candidate(make_user())
    follow_up = make_follow_up(candidate, held_at=MONDAY - days(4))
    follow_up.nudges.exclude(position=1).delete()
    Candidate.objects.filter(pk=candidate.pk).update(office=weekdays)
    smtp_server.replies["RCPT"] = "450 4.2.1 Mailbox busy"

    run(MONDAY - hours(1))

    nudge = follow_up.nudges.get(position=1)
    assert (nudge.state, nudge.attempts) == (Nudge.State.PLANNED, 1)


def test_a_no_after_the_dot_fails_that_mail_alone(smtp_server, run):
    first, second = make_follow_up(), make_follow_up()
    address = first.interview.candidate.email
    smtp_server.replies["DOT"] = lambda mail: "554 5.6.0 Not this" if mail.envelope_to == [address] else None

    run(TUESDAY)

    assert first.nudges.get(position=1).state == Nudge.State.FAILED
    assert second.nudges.get(position=1).state == Nudge.State.SENT


def test_a_refused_sender_holds_the_dispatcher_and_fails_nothing(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["MAIL"] = "550 5.7.1 Sender not allowed"

    run(TUESDAY)

    assert Hold.objects.in_force().get().kind == Hold.Kind.SERVER
    assert states(follow_up) == (Nudge.State.PLANNED, None)
    assert run(TUESDAY + hours(1)).held == "server"


def test_no_answer_after_the_dot_is_unknown_and_never_sent_again(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["DOT"] = lambda mail: smtp_server.messages.append(mail) or DROP

    run(TUESDAY)
    smtp_server.replies.clear()
    run(TUESDAY + hours(1))

    assert states(follow_up) == (Nudge.State.UNKNOWN, Delivery.State.UNKNOWN)
    assert len(smtp_server.messages) == 1


def test_a_server_that_gives_no_answers_stops_the_batch_after_three_mails(smtp_server, run):
    follow_ups = [make_follow_up() for _number in range(5)]
    smtp_server.replies["DOT"] = DROP

    run(TUESDAY)

    ends = sorted(states_of(follow_up) for follow_up in follow_ups)
    assert ends == [Nudge.State.PLANNED] * 2 + [Nudge.State.UNKNOWN] * 3


def states_of(follow_up):
    return follow_up.nudges.get(position=1).state


def test_a_connection_lost_before_the_dot_is_no_delivery(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["DATA"] = DROP

    run(TUESDAY)

    assert states(follow_up) == (Nudge.State.PLANNED, Delivery.State.DROPPED)


def test_a_server_that_cannot_be_reached_leaves_everything_planned(settings, run):
    settings.EMAIL_PORT = 1
    follow_ups = [make_follow_up() for _number in range(3)]

    run(TUESDAY)

    assert {states(follow_up)[0] for follow_up in follow_ups} == {Nudge.State.PLANNED}
    assert not Claim.objects.filter(finished_at=None).exists()


def test_a_mail_that_cannot_be_made_fails_alone(smtp_server, run, monkeypatch):
    broken, good = make_follow_up(), make_follow_up()
    write = mails.write

    def write_all_but_one(delivery, content, nudges):
        if nudges[0].follow_up_id == broken.pk:
            raise KeyError("wording")
        return write(delivery, content, nudges)

    monkeypatch.setattr(mails, "write", write_all_but_one)
    run(TUESDAY)

    assert broken.nudges.get(position=1).state == Nudge.State.FAILED
    assert good.nudges.get(position=1).state == Nudge.State.SENT


# A process that died


def claimed_parcel():
    make_follow_up()
    [parcel] = claim.claim_batch(TUESDAY).parcels
    return parcel


def test_what_was_claimed_but_not_handed_over_is_planned_again(smtp_server, run):
    parcel = claimed_parcel()

    run(TUESDAY + hours(1) / 60)
    assert smtp_server.messages == []

    run(AFTER_THE_LEASE)
    assert len(smtp_server.messages) == 1
    parcel.delivery.refresh_from_db()
    assert parcel.delivery.state == Delivery.State.DROPPED


def test_what_was_being_handed_over_is_unknown_after_the_lease(smtp_server, run):
    parcel = claimed_parcel()
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=TUESDAY)
    Nudge.objects.filter(delivery=parcel.delivery).update(state=Nudge.State.SENDING)

    result = run(AFTER_THE_LEASE)

    parcel.delivery.refresh_from_db()
    assert result.unknown == 1
    assert parcel.delivery.state == Delivery.State.UNKNOWN
    assert smtp_server.messages == []


def test_a_late_answer_turns_unknown_into_sent():
    parcel = claimed_parcel()
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=TUESDAY)
    settle.unknown(parcel.delivery, "no answer", TUESDAY)

    assert settle.sent(parcel.delivery, "250 OK", TUESDAY)

    parcel.delivery.refresh_from_db()
    assert parcel.delivery.state == Delivery.State.SENT


def test_another_claim_settles_nothing():
    parcel = claimed_parcel()
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=TUESDAY)
    parcel.delivery.claim_id = uuid.uuid4()

    assert not settle.sent(parcel.delivery, "250 OK", TUESDAY)

    parcel.delivery.refresh_from_db()
    assert parcel.delivery.state == Delivery.State.SENDING


def test_a_process_that_slept_past_its_lease_sends_nothing_more(smtp_server):
    make_follow_up()
    clock = Clock(TUESDAY)
    batch = claim.claim_batch(TUESDAY)
    clock.forward(hours=1)
    settle.sweep(clock())

    result = send(batch, clock)

    assert smtp_server.messages == []
    assert result.mails["sent"] == 0


def test_a_closed_follow_up_is_not_planned_again_when_its_process_died():
    parcel = claimed_parcel()
    follow_up = parcel.nudges[0].follow_up
    follow_up.decline(reason="other", by=None, at=TUESDAY)

    settle.sweep(AFTER_THE_LEASE)

    nudge = Nudge.objects.get(pk=parcel.nudges[0].pk)
    assert (nudge.state, nudge.skip_reason) == (Nudge.State.SKIPPED, Nudge.Skip.ANSWERED)
    assert FollowUp.objects.get(pk=follow_up.pk).next_step_at is None


# An answer that comes between the claim and the dot


@pytest.fixture
def before_the_dot(monkeypatch):
    """Lets something happen once, after a mail was handed over and before its dot."""

    def before_the_dot(happens):
        left = [happens]
        offer = dispatch.smtp.Connection.offer

        def offer_and_meanwhile(connection, *message):
            offer(connection, *message)
            if left:
                left.pop()()

        monkeypatch.setattr(dispatch.smtp.Connection, "offer", offer_and_meanwhile)

    return before_the_dot


ANSWERS = {
    "declined": (lambda follow_up: follow_up.decline(reason="other", by=None, at=TUESDAY), Nudge.Skip.ANSWERED),
    "stopped": (lambda follow_up: follow_up.stop_reminders(by=None, at=TUESDAY), Nudge.Skip.STOPPED),
    "opted out": (
        lambda follow_up: opt_out.opt_out(follow_up.interview.candidate.email_key, at=TUESDAY),
        Nudge.Skip.OPTED_OUT,
    ),
}


@pytest.mark.parametrize(("answer", "reason"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_before_the_dot_keeps_the_mail_from_going(answer, reason, before_the_dot, smtp_server, run):
    follow_up = make_follow_up()
    before_the_dot(lambda: answer(follow_up))

    run(TUESDAY)

    assert smtp_server.messages == []
    assert follow_up.nudges.get(position=1).skip_reason == reason
    assert Delivery.objects.get().state == Delivery.State.DROPPED


def test_a_pause_before_the_dot_sends_the_mail_back_to_the_schedule(before_the_dot, smtp_server, run):
    follow_up = make_follow_up()
    user = follow_up.interview.logged_by
    before_the_dot(lambda: Pause.objects.create(reason="Storm", since=TUESDAY, paused_by=user))

    run(TUESDAY)

    assert smtp_server.messages == []
    assert states(follow_up) == (Nudge.State.PLANNED, None)


def test_the_rest_of_a_mail_is_built_anew_when_one_interview_is_answered(before_the_dot, smtp_server, run):
    candidate = make_candidate(make_user())
    answered = make_follow_up(candidate, employer="Bayou Bakery")
    make_follow_up(candidate, employer="Gulf Grill & Sons")
    before_the_dot(lambda: answered.decline(reason="other", by=None, at=TUESDAY))

    run(TUESDAY)

    [mail] = smtp_server.messages
    text = mail.get_body(("plain",)).get_content()
    assert "Gulf Grill & Sons" in text
    assert "Bayou Bakery" not in text
