"""What goes out, what does not and why; a real mail server listens."""

import datetime

import pytest

from candidates.models import Candidate
from followups.intake import opt_out
from followups.models import CounselorTask, Delivery, FollowUp, Nudge, Pause
from followups.nudges import dispatch, schedule
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_done,
    make_follow_up,
    make_office,
    make_office_at_all_hours,
    make_user,
)

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def nudge_of(follow_up, position=1):
    return follow_up.nudges.get(position=position)


def test_an_overdue_follow_up_gets_one_mail(smtp_server, run):
    follow_up = make_follow_up()

    run(TUESDAY)
    run(TUESDAY + hours(1))

    [mail] = smtp_server.messages
    nudge = nudge_of(follow_up)
    assert mail.envelope_to == [follow_up.interview.candidate.email]
    assert mail["Message-ID"] == nudge.delivery.message_id
    assert (nudge.state, nudge.delivery.state) == (Nudge.State.SENT, Delivery.State.SENT)
    assert nudge.delivery.reply.startswith("250")


def test_nothing_goes_before_it_is_due(smtp_server, run):
    make_follow_up()

    run(TUESDAY - datetime.timedelta(seconds=1))

    assert smtp_server.messages == []


def test_the_next_step_follows_in_its_time(smtp_server, run):
    follow_up = make_follow_up()
    run(TUESDAY)

    follow_up.refresh_from_db()
    assert follow_up.next_step_at == MONDAY + days(3)

    run(MONDAY + days(3))
    run(MONDAY + days(5))
    run(MONDAY + days(15))

    states = list(follow_up.nudges.order_by("position").values_list("kind", "state"))
    assert states == [("nudge", "sent"), ("nudge", "sent"), ("task", "made"), ("outcome", "sent")]
    assert len(smtp_server.messages) == 3
    assert follow_up.tasks.get().kind == CounselorTask.Kind.ASK


def test_two_overdue_interviews_of_one_seeker_go_in_one_mail(smtp_server, run):
    candidate = make_candidate()
    first = make_follow_up(candidate, employer="Bayou Bakery")
    second = make_follow_up(candidate, employer="Gulf Grill & Sons", held_at=MONDAY + hours(1))

    run(MONDAY + hours(25))

    [mail] = smtp_server.messages
    assert nudge_of(first).delivery == nudge_of(second).delivery
    text = mail.get_body(("plain",)).get_content()
    assert text.index("Gulf Grill & Sons") < text.index("Bayou Bakery")


def test_an_address_gets_one_mail_a_day_and_the_rest_waits_for_the_next(smtp_server, run):
    candidate = make_candidate()
    make_follow_up(candidate)
    later = make_follow_up(candidate, employer="Bayou Bakery", held_at=MONDAY + hours(3))

    run(TUESDAY)
    run(TUESDAY + hours(3))

    assert len(smtp_server.messages) == 1
    midnight = datetime.datetime(2026, 10, 7, 5, tzinfo=datetime.UTC)
    assert nudge_of(later).planned_at == nudge_of(later).try_at == midnight

    run(midnight)

    assert len(smtp_server.messages) == 2


def test_two_seekers_who_share_an_address_get_their_mails_on_two_days(smtp_server, run):
    counselor = make_user()
    make_follow_up(make_candidate(counselor, email="family@example.com"))
    make_follow_up(make_candidate(counselor, email="Family@example.com"))

    run(TUESDAY)
    assert len(smtp_server.messages) == 1

    run(TUESDAY + days(1))
    assert len(smtp_server.messages) == 2


def test_a_seeker_gets_three_mails_a_week_at_the_most(smtp_server, run):
    candidate = make_candidate()
    for day in range(5):
        make_follow_up(candidate, employer=f"Employer {day}", held_at=MONDAY + days(day) + hours(day))

    for hour in range(24 * 8):
        run(TUESDAY + hours(hour))

    per_day = [delivery.day for delivery in Delivery.objects.filter(state="sent").order_by("day")]
    first = per_day[0]
    assert len([day for day in per_day if day < first + days(7)]) == 3


def test_mail_waits_for_sending_hours(smtp_server, run):
    follow_up = make_follow_up(make_candidate(make_user(office=make_office())), held_at=MONDAY)

    late_evening = datetime.datetime(2026, 10, 7, 2, tzinfo=datetime.UTC)
    run(late_evening)

    wednesday_at_eight = datetime.datetime(2026, 10, 7, 13, tzinfo=datetime.UTC)
    assert smtp_server.messages == []
    assert nudge_of(follow_up).try_at == wednesday_at_eight
    assert nudge_of(follow_up).planned_at == TUESDAY

    run(wednesday_at_eight)
    assert len(smtp_server.messages) == 1


def test_a_reminder_that_was_asked_for_goes_at_night_and_beside_another_mail(smtp_server, run):
    candidate = make_candidate(make_user(office=make_office()))
    make_follow_up(candidate, employer="Bayou Bakery")
    asked = make_follow_up(candidate)
    at_eleven_pm = datetime.datetime(2026, 10, 7, 4, tzinfo=datetime.UTC)
    schedule.remind_at(asked, moment=at_eleven_pm, by=None, at=MONDAY + hours(1))

    run(TUESDAY)
    run(at_eleven_pm)

    assert len(smtp_server.messages) == 2
    assert asked.nudges.get(kind=Nudge.Kind.ASKED_FOR).delivery.asked_for


def no_address(candidate):
    Candidate.objects.filter(pk=candidate.pk).update(email="", email_key="")


def no_consent(candidate):
    Candidate.objects.filter(pk=candidate.pk).update(consent_on=None, consent_by=None)


def opted_out(candidate):
    opt_out.opt_out(candidate.email_key, at=TUESDAY - hours(1))


def found_work(candidate):
    Candidate.objects.filter(pk=candidate.pk).update(status=Candidate.Status.WORKING)


@pytest.mark.parametrize(
    ("happened", "reason", "is_asked_by_phone"),
    [
        (no_address, Nudge.Skip.NO_ADDRESS, True),
        (no_consent, Nudge.Skip.NO_CONSENT, True),
        (opted_out, Nudge.Skip.OPTED_OUT, True),
        (found_work, Nudge.Skip.NOT_ACTIVE, False),
    ],
)
def test_a_step_that_cannot_go_by_mail_is_skipped_with_its_reason(
    happened, reason, is_asked_by_phone, smtp_server, run
):
    follow_up = make_follow_up()
    happened(follow_up.interview.candidate)

    run(TUESDAY)

    assert smtp_server.messages == []
    assert (nudge_of(follow_up).state, nudge_of(follow_up).skip_reason) == (Nudge.State.SKIPPED, reason)
    phone_tasks = follow_up.tasks.filter(kind=CounselorTask.Kind.ASK_BY_PHONE, reason=reason)
    assert phone_tasks.exists() is is_asked_by_phone


def test_a_consent_of_a_later_day_lifts_the_opt_out(smtp_server, run):
    follow_up = make_follow_up()
    candidate = follow_up.interview.candidate
    opt_out.opt_out(candidate.email_key, at=MONDAY)

    Candidate.objects.filter(pk=candidate.pk).update(consent_on=TUESDAY.date())
    run(TUESDAY)

    assert len(smtp_server.messages) == 1


def test_a_consent_of_the_same_day_does_not_lift_the_opt_out(smtp_server, run):
    follow_up = make_follow_up()
    candidate = follow_up.interview.candidate
    opt_out.opt_out(candidate.email_key, at=MONDAY)

    Candidate.objects.filter(pk=candidate.pk).update(consent_on=MONDAY.date())
    run(TUESDAY)

    assert smtp_server.messages == []


def test_a_paused_seeker_waits_and_is_skipped_once_it_is_too_late(smtp_server, run):
    follow_up = make_follow_up()
    candidate = follow_up.interview.candidate
    Pause.objects.create(candidate=candidate, reason="In hospital", since=MONDAY, paused_by=candidate.counselor)

    run(TUESDAY)
    assert nudge_of(follow_up).state == Nudge.State.PLANNED

    run(TUESDAY + hours(37))
    assert smtp_server.messages == []
    assert nudge_of(follow_up).skip_reason == Nudge.Skip.PAUSED


def test_after_an_outage_only_the_newest_mail_goes_and_the_task_is_made(smtp_server, run):
    follow_up = make_follow_up()

    run(MONDAY + days(5) + hours(1))

    assert smtp_server.messages == []
    assert [nudge_of(follow_up, step).skip_reason for step in (1, 2)] == [Nudge.Skip.LATE, Nudge.Skip.LATE]
    assert nudge_of(follow_up, 3).state == Nudge.State.MADE


def test_a_mail_that_could_go_less_than_36_hours_ago_still_goes(smtp_server, run):
    follow_up = make_follow_up()

    run(MONDAY + days(3) + hours(36))

    assert len(smtp_server.messages) == 1
    assert nudge_of(follow_up, 1).skip_reason == Nudge.Skip.LATE
    assert nudge_of(follow_up, 2).state == Nudge.State.SENT


def test_an_interview_logged_days_later_gets_the_newest_of_what_is_overdue(smtp_server, run):
    logged_at = MONDAY + days(4)
    follow_up = make_follow_up(logged_at=logged_at)

    run(logged_at)

    assert len(smtp_server.messages) == 1
    assert nudge_of(follow_up, 1).skip_reason == Nudge.Skip.LATE
    assert nudge_of(follow_up, 2).state == Nudge.State.SENT


def test_a_done_follow_up_is_asked_for_its_outcome_and_for_nothing_else(smtp_server, run):
    follow_up = make_done()

    for day in range(1, 17):
        run(MONDAY + days(day))

    assert len(smtp_server.messages) == 1
    assert nudge_of(follow_up, 4).state == Nudge.State.SENT


@pytest.mark.parametrize("outcome", ["offer", "hired", "not_selected", "withdrew"])
def test_a_known_outcome_stops_everything_that_is_planned(outcome, smtp_server, run):
    follow_up = make_follow_up()
    follow_up.record_outcome(outcome=outcome, by=follow_up.interview.logged_by, at=MONDAY + hours(1))

    for day in range(1, 17):
        run(MONDAY + days(day))

    assert smtp_server.messages == []
    assert FollowUp.objects.get(pk=follow_up.pk).next_step_at is None


def test_a_pause_everywhere_holds_every_pass(smtp_server, run):
    user = make_user()
    make_follow_up(make_candidate(user))
    Pause.objects.create(reason="Storm", since=MONDAY, paused_by=user)

    result = run(TUESDAY)

    assert result.held == "paused"
    assert smtp_server.messages == []


def test_the_pass_costs_the_same_queries_at_the_claim_for_1_and_20_seekers(
    smtp_server, django_assert_max_num_queries, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from followups.nudges.claim import claim_batch

    office = make_office_at_all_hours()
    make_follow_up(make_candidate(make_user(office=office)))
    with CaptureQueriesContext(connection) as for_one:
        claim_batch(TUESDAY)
    counselor = make_user(office=office)
    for _number in range(20):
        make_follow_up(make_candidate(counselor))

    with django_assert_num_queries(len(for_one)):
        assert len(claim_batch(TUESDAY).parcels) == 20


def test_missed_closes_what_had_no_answer_seven_days_after_the_last_step():
    follow_up = make_follow_up()

    assert dispatch.close_missed(MONDAY + days(22) - hours(1)) == 0
    assert dispatch.close_missed(MONDAY + days(22)) == 1

    follow_up.refresh_from_db()
    assert follow_up.status == FollowUp.Status.MISSED
