"""What happens between the claim and the dot: the last look under the candidate's lock keeps every promise."""

import datetime

import pytest

from followups.intake import opt_out
from followups.intake.move import correct_interview
from followups.models import CounselorTask, Delivery, FollowUp, Hold, Nudge, Step
from followups.nudges import claim, dispatch, guard, links, schedule
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.sending import send
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_interview,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def send_claimed(at, then=lambda: None, later=None):
    """Claim at a moment, let `then` happen, and send."""
    batch = claim.claim_batch(at)
    then()
    return send(batch, Clock(later or at))


def first_of(follow_up):
    return follow_up.nudges.get(position=1)


def test_an_opt_out_before_the_dot_makes_a_task_for_the_counselor(smtp_server):
    follow_up = make_follow_up()

    send_claimed(TUESDAY, lambda: opt_out.opt_out(follow_up.interview.candidate.email_key, TUESDAY))

    assert smtp_server.messages == []
    assert first_of(follow_up).skip_reason == Nudge.Skip.OPTED_OUT
    assert follow_up.tasks.get().kind == CounselorTask.Kind.ASK_BY_PHONE


def test_a_reminder_asked_for_before_the_dot_takes_the_place_of_the_first(smtp_server):
    follow_up = make_follow_up()

    send_claimed(TUESDAY, lambda: schedule.remind_at(follow_up, moment=TUESDAY + hours(5), by=None, at=TUESDAY))

    assert smtp_server.messages == []
    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED
    assert Delivery.objects.get().state == Delivery.State.DROPPED


def test_a_second_wish_before_the_dot_takes_the_place_of_the_first_wish(smtp_server):
    follow_up = make_follow_up()
    schedule.remind_at(follow_up, moment=TUESDAY, by=None, at=MONDAY)

    send_claimed(TUESDAY, lambda: schedule.remind_at(follow_up, moment=TUESDAY + hours(5), by=None, at=TUESDAY))

    assert smtp_server.messages == []
    assert follow_up.nudges.get(position=10_000).skip_reason == Nudge.Skip.REPLACED
    assert follow_up.nudges.get(position=10_001).state == Nudge.State.PLANNED


def test_a_later_step_waits_when_a_reminder_is_asked_for_before_the_dot(smtp_server):
    follow_up = make_follow_up()
    third_day = MONDAY + days(3)

    send_claimed(third_day, lambda: schedule.remind_at(follow_up, moment=third_day + hours(5), by=None, at=third_day))

    second = follow_up.nudges.get(position=2)
    assert smtp_server.messages == []
    assert (second.state, second.try_at) == (Nudge.State.PLANNED, third_day + hours(29))


def test_a_not_yet_in_person_before_the_dot_puts_the_mail_off(smtp_server):
    follow_up = make_follow_up()
    counselor = follow_up.interview.logged_by

    send_claimed(
        TUESDAY, lambda: schedule.not_yet(follow_up, look_on=TUESDAY.date() + days(2), by=counselor, at=TUESDAY)
    )

    assert smtp_server.messages == []
    assert first_of(follow_up).state == Nudge.State.PLANNED
    assert first_of(follow_up).try_at > TUESDAY


def test_an_interview_that_is_moved_before_the_dot_gets_its_mail_later(smtp_server):
    follow_up = make_follow_up()
    interview = follow_up.interview

    def move():
        interview.held_at = TUESDAY + days(3)
        correct_interview(interview, moved_from=MONDAY, by=interview.logged_by, at=TUESDAY)

    send_claimed(TUESDAY, move)

    assert smtp_server.messages == []
    assert (first_of(follow_up).state, first_of(follow_up).try_at) == (Nudge.State.PLANNED, TUESDAY + days(4))
    assert FollowUp.objects.get(pk=follow_up.pk).next_step_at == TUESDAY + days(4)


def test_a_step_that_leaves_the_cadence_before_the_dot_is_not_sent(smtp_server, run):
    follow_up = make_follow_up()

    def drop_first_step():
        Step.objects.filter(position=1).delete()
        FollowUp.objects.update(replan_wanted=True)

    send_claimed(TUESDAY, drop_first_step)
    run(TUESDAY + hours(1) / 30)

    assert smtp_server.messages == []
    assert first_of(follow_up).skip_reason == Nudge.Skip.NO_STEP


def test_a_link_that_was_revoked_before_the_dot_is_not_sent_and_the_mail_goes_with_the_new_one(smtp_server, run):
    follow_up = make_follow_up()
    old = links.follow_up_url(follow_up)

    send_claimed(TUESDAY, lambda: links.revoke(follow_up, by=follow_up.interview.candidate.counselor, at=TUESDAY))
    run(TUESDAY + hours(1) / 30)

    [mail] = smtp_server.messages
    text = mail.get_body(("plain",)).get_content()
    assert links.follow_up_url(FollowUp.objects.get()) in text
    assert old not in text


def test_a_second_interview_before_the_dot_keeps_the_first_from_being_asked_for(smtp_server):
    follow_up = make_follow_up()
    candidate = follow_up.interview.candidate

    send_claimed(TUESDAY, lambda: make_interview(candidate, held_at=TUESDAY))

    assert smtp_server.messages == []
    assert first_of(follow_up).skip_reason == Nudge.Skip.SUPERSEDED


def test_one_interview_that_must_wait_leaves_the_mail_to_the_other(smtp_server):
    candidate = make_candidate()
    waits = make_follow_up(candidate, employer="Bayou Bakery")
    goes = make_follow_up(candidate, employer="Gulf Grill")
    counselor = waits.interview.logged_by

    send_claimed(TUESDAY, lambda: schedule.not_yet(waits, look_on=TUESDAY.date(), by=counselor, at=TUESDAY))

    [mail] = smtp_server.messages
    assert "Bayou Bakery" not in mail.get_body(("plain",)).get_content()
    assert (first_of(goes).state, first_of(waits).state) == (Nudge.State.SENT, Nudge.State.PLANNED)
    waits.refresh_from_db()
    assert waits.next_step_at == first_of(waits).try_at


def test_a_batch_that_lasts_past_the_sending_hours_goes_on_the_next_morning(smtp_server):
    follow_up = make_follow_up(make_candidate(make_user(office=make_office())))
    before_eight_pm = datetime.datetime(2026, 10, 7, 0, 59, tzinfo=datetime.UTC)

    send_claimed(before_eight_pm, later=before_eight_pm + hours(1) / 30)

    assert smtp_server.messages == []
    assert first_of(follow_up).state == Nudge.State.PLANNED


def test_a_batch_that_lasts_past_midnight_sends_nothing_in_the_name_of_the_day_before(smtp_server, run):
    follow_up = make_follow_up()
    before_midnight = datetime.datetime(2026, 10, 7, 4, 59, tzinfo=datetime.UTC)

    send_claimed(before_midnight, later=before_midnight + hours(1) / 30)
    run(before_midnight + hours(1) / 30)

    assert len(smtp_server.messages) == 1
    assert first_of(follow_up).delivery.day == datetime.date(2026, 10, 7)


def test_a_hold_ends_the_batch_with_one_look(smtp_server):
    follow_ups = [make_follow_up() for _number in range(3)]

    send_claimed(TUESDAY, lambda: guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped"))

    assert smtp_server.connections == 1
    assert {first_of(follow_up).state for follow_up in follow_ups} == {Nudge.State.PLANNED}


def test_a_slow_server_ends_a_batch_early_and_the_next_one_goes_on(smtp_server):
    for _number in range(4):
        make_follow_up()
    batch = claim.claim_batch(TUESDAY)
    clock = Clock(TUESDAY)
    smtp_server.replies["DOT"] = lambda _message: clock.forward(seconds=20)

    first = send(batch, clock)

    assert (first.mails["sent"], first.has_more, first.held) == (3, True, "")
    assert dispatch.run(clock).mails["sent"] == 1


def test_a_candidate_who_is_deleted_before_the_dot_ends_nothing(smtp_server):
    gone, other = make_follow_up(), make_follow_up()

    send_claimed(TUESDAY, gone.interview.candidate.delete)

    [mail] = smtp_server.messages
    assert mail.envelope_to == [other.interview.candidate.email]


def test_a_refused_address_of_somebody_deleted_meanwhile_ends_nothing(smtp_server):
    gone, other = make_follow_up(), make_follow_up()
    address = gone.interview.candidate.email
    smtp_server.replies["RCPT"] = lambda to: "550 5.1.1 No such user" if to == address else None

    send_claimed(TUESDAY, gone.interview.candidate.delete)

    assert first_of(other).state == Nudge.State.SENT
    assert not CounselorTask.objects.exists()
