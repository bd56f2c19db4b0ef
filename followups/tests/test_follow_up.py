"""The life of a follow-up: every change that is allowed, every one that is refused, and what each leaves behind."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from followups.models import CounselorTask, Entry, FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_interview

pytestmark = pytest.mark.django_db

Status = FollowUp.Status
NEXT_DAY, LATER = MONDAY + days(1), MONDAY + days(2)

STATES = {
    Status.OPEN: lambda follow_up, by: None,
    Status.DONE: lambda follow_up, by: complete(follow_up, by),
    Status.DECLINED: lambda follow_up, by: decline(follow_up, by),
    Status.MISSED: lambda follow_up, by: follow_up.miss(by=None, at=MONDAY + days(1)),
    Status.VOID: lambda follow_up, by: follow_up.void(by=by, at=MONDAY + days(1)),
}


def complete(follow_up, by, at=NEXT_DAY):
    follow_up.complete(
        sent_on=MONDAY.date(), method=FollowUp.Method.CARD, source=FollowUp.Source.COUNSELOR, by=by, at=at
    )


def decline(follow_up, by, at=NEXT_DAY):
    follow_up.decline(reason=FollowUp.Reason.NOT_INTERESTED, by=by, at=at)


CHANGES = {
    Entry.Kind.DONE: lambda follow_up, by: complete(follow_up, by, LATER),
    Entry.Kind.DECLINED: lambda follow_up, by: decline(follow_up, by, LATER),
    Entry.Kind.VOID: lambda follow_up, by: follow_up.void(by=by, at=LATER),
    Entry.Kind.MISSED: lambda follow_up, by: follow_up.miss(by=by, at=LATER),
    Entry.Kind.REOPENED: lambda follow_up, by: follow_up.reopen(by=by, at=LATER),
    Entry.Kind.NOT_YET: lambda follow_up, by: schedule.not_yet(follow_up, look_on=LATER.date(), by=by, at=LATER),
    Entry.Kind.REMINDER: lambda follow_up, by: schedule.remind_at(follow_up, moment=LATER + hours(5), by=by, at=LATER),
    Entry.Kind.OUTCOME: lambda follow_up, by: follow_up.record_outcome(outcome="waiting", by=by, at=LATER),
}
# What each change leads to, from each state in which it is allowed; everything else is refused.
ALLOWED = {
    Entry.Kind.DONE: {Status.OPEN: Status.DONE, Status.MISSED: Status.DONE},
    Entry.Kind.DECLINED: {Status.OPEN: Status.DECLINED, Status.MISSED: Status.DECLINED},
    Entry.Kind.VOID: {status: Status.VOID for status in Status if status != Status.VOID},
    Entry.Kind.MISSED: {Status.OPEN: Status.MISSED},
    Entry.Kind.REOPENED: {status: Status.OPEN for status in Status if status != Status.OPEN},
    Entry.Kind.NOT_YET: {Status.OPEN: Status.OPEN},
    Entry.Kind.REMINDER: {Status.OPEN: Status.OPEN},
    Entry.Kind.OUTCOME: {status: status for status in Status if status != Status.VOID},
}
PAIRS = [(change, status) for change in CHANGES for status in Status]


def follow_up_in(status):
    follow_up = make_follow_up()
    STATES[status](follow_up, counselor_of(follow_up))
    return follow_up


def counselor_of(follow_up):
    return follow_up.interview.candidate.counselor


def stored(follow_up):
    return FollowUp.objects.filter(pk=follow_up.pk).values().get()


@pytest.mark.parametrize(("change", "status"), [pair for pair in PAIRS if pair[1] in ALLOWED[pair[0]]])
def test_an_allowed_change_leads_where_it_should_and_writes_one_line(change, status):
    follow_up = follow_up_in(status)
    counselor, lines = counselor_of(follow_up), follow_up.timeline.count()

    CHANGES[change](follow_up, counselor)

    assert stored(follow_up)["status"] == ALLOWED[change][status]
    assert follow_up.timeline.count() == lines + 1
    line = follow_up.timeline.last()
    assert (line.kind, line.actor, line.source, line.at) == (change, counselor, Entry.Source.DESK, LATER)


@pytest.mark.parametrize(("change", "status"), [pair for pair in PAIRS if pair[1] not in ALLOWED[pair[0]]])
def test_a_refused_change_changes_nothing_and_says_why(change, status):
    follow_up = follow_up_in(status)
    before, lines = stored(follow_up), follow_up.timeline.count()
    nudges = list(follow_up.nudges.values())

    with pytest.raises(TransitionNotAllowed) as refusal:
        CHANGES[change](follow_up, counselor_of(follow_up))

    assert str(refusal.value).endswith(".")
    assert (stored(follow_up), follow_up.timeline.count()) == (before, lines)
    assert list(follow_up.nudges.values()) == nudges


@pytest.mark.parametrize("status", Status)
def test_each_change_is_in_the_audit_trail_with_who_made_it(status):
    follow_up = follow_up_in(status)
    audited = AuditEntry.objects.filter(candidate_id=follow_up.interview.candidate_id, what__startswith="follow-up")

    whats = set(audited.values_list("what", "user_id"))

    by_hand = {(f"follow-up: {status}", counselor_of(follow_up).pk)}
    assert whats == (set() if status in (Status.OPEN, Status.MISSED) else by_hand)


@pytest.mark.parametrize("status", [Status.DECLINED, Status.MISSED, Status.VOID])
def test_a_follow_up_closed_without_a_letter_has_no_next_step(status):
    follow_up = follow_up_in(status)

    assert follow_up.next_step_at is None
    assert not follow_up.nudges.planned().exists()


def test_a_follow_up_that_is_done_waits_only_for_the_question_about_the_result():
    follow_up = follow_up_in(Status.DONE)

    [question] = follow_up.nudges.planned()
    assert question.kind == Nudge.Kind.OUTCOME
    assert follow_up.next_step_at == question.planned_at


def test_a_done_follow_up_whose_result_is_known_has_no_next_step():
    follow_up = follow_up_in(Status.DONE)

    follow_up.record_outcome(outcome="offer", by=counselor_of(follow_up), at=LATER)

    assert follow_up.next_step_at is None
    assert follow_up.status == Status.DONE


@pytest.mark.parametrize("status", [Status.DECLINED, Status.MISSED, Status.VOID])
def test_the_database_refuses_a_next_step_on_a_closed_follow_up(status):
    follow_up = follow_up_in(status)

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=follow_up.pk).update(next_step_at=LATER)


def test_undo_plans_again_what_lies_ahead_and_nothing_that_is_past():
    follow_up = make_follow_up()
    complete(follow_up, counselor_of(follow_up), at=MONDAY + hours(1))

    follow_up.reopen(by=counselor_of(follow_up), at=MONDAY + days(2))

    states = list(follow_up.nudges.values_list("kind", "state", "skip_reason"))
    assert states == [
        ("nudge", "skipped", "answered"),
        ("nudge", "planned", ""),
        ("task", "planned", ""),
        ("outcome", "planned", ""),
    ]
    assert follow_up.next_step_at == follow_up.nudges.planned().first().planned_at


def test_undo_leaves_at_least_seven_days_for_an_answer():
    follow_up = make_follow_up()
    follow_up.miss(by=None, at=follow_up.answer_by)

    follow_up.reopen(by=counselor_of(follow_up), at=MONDAY + days(100))

    assert stored(follow_up)["answer_by"] == MONDAY + days(107)


def test_undo_plans_nothing_for_somebody_who_asked_for_no_more_reminders():
    follow_up = make_follow_up()
    follow_up.stop_reminders(by=None, at=MONDAY)
    decline(follow_up, None, at=MONDAY)

    follow_up.reopen(by=None, at=MONDAY + hours(1))

    assert not follow_up.nudges.planned().mails().exists()


def test_undo_of_a_letter_plans_no_reminder_for_somebody_who_has_the_job():
    follow_up = follow_up_in(Status.DONE)
    follow_up.record_outcome(outcome="hired", by=counselor_of(follow_up), at=LATER)

    follow_up.reopen(by=counselor_of(follow_up), at=LATER)

    assert not follow_up.nudges.planned().exists()
    assert follow_up.outcome == "hired"


@pytest.mark.parametrize(("after", "allowed"), [(days(30) - hours(1), True), (days(30), False)])
def test_the_seeker_can_undo_for_thirty_days_and_staff_always(after, allowed):
    follow_up = make_follow_up()
    complete(follow_up, None, at=MONDAY)

    assert follow_up.can_be_undone_by_seeker(MONDAY + after) is allowed
    if not allowed:
        with pytest.raises(TransitionNotAllowed):
            follow_up.reopen(by=None, at=MONDAY + after)
        follow_up.reopen(by=counselor_of(follow_up), at=MONDAY + after)
    assert allowed or follow_up.is_open


@pytest.mark.parametrize(("outcome", "reason"), FollowUp.FINAL_OUTCOMES.items())
def test_a_final_result_closes_an_open_follow_up_and_its_undo_takes_both_back(outcome, reason):
    follow_up = make_follow_up()

    follow_up.record_outcome(outcome=outcome, by=counselor_of(follow_up), at=LATER)

    assert (follow_up.status, follow_up.reason, follow_up.outcome) == (Status.DECLINED, reason, outcome)
    assert follow_up.next_step_at is None
    follow_up.reopen(by=counselor_of(follow_up), at=LATER)
    assert (follow_up.status, follow_up.outcome) == (Status.OPEN, "")
    assert follow_up.nudges.planned().filter(kind=Nudge.Kind.OUTCOME).exists()


@pytest.mark.parametrize("outcome", ["waiting", "second_interview"])
def test_a_result_that_leaves_something_to_write_for_keeps_it_open(outcome):
    follow_up = make_follow_up()

    follow_up.record_outcome(outcome=outcome, by=counselor_of(follow_up), at=LATER)

    assert follow_up.is_open
    assert follow_up.next_step_at is not None


def test_a_second_interview_for_the_same_job_supersedes_the_first():
    candidate = make_candidate()
    first = make_follow_up(candidate, job_title="Line cook")
    other_job = make_follow_up(candidate, job_title="Dishwasher")

    make_interview(candidate, held_at=MONDAY + days(3), job_title="line cook", employer="gulf grill and sons")

    first.refresh_from_db()
    assert (first.status, first.outcome, first.next_step_at) == (Status.OPEN, "second_interview", None)
    assert set(first.nudges.values_list("skip_reason", flat=True)) == {Nudge.Skip.SUPERSEDED}
    other_job.refresh_from_db()
    assert other_job.outcome == ""


def test_a_late_letter_turns_one_missed_by_the_clock_into_done():
    follow_up = make_follow_up()
    follow_up.miss(by=None, at=follow_up.answer_by)
    assert follow_up.timeline.last().source == Entry.Source.CLOCK

    complete(follow_up, None, at=follow_up.answer_by + days(3))

    assert follow_up.status == Status.DONE
    assert follow_up.timeline.last().source == Entry.Source.LINK


@pytest.mark.parametrize("change", [Entry.Kind.DONE, Entry.Kind.DECLINED, Entry.Kind.VOID, Entry.Kind.NOT_YET])
def test_an_answer_closes_what_the_counselor_was_to_ask(change):
    follow_up = make_follow_up()
    task = CounselorTask.objects.create(
        candidate=follow_up.interview.candidate, follow_up=follow_up, kind=CounselorTask.Kind.ASK, made_at=MONDAY
    )

    CHANGES[change](follow_up, counselor_of(follow_up))

    task.refresh_from_db()
    assert task.done_at == LATER


def test_a_result_closes_the_question_asked_by_phone_once_there_is_an_answer():
    follow_up = follow_up_in(Status.DONE)
    task = CounselorTask.objects.create(
        candidate=follow_up.interview.candidate,
        follow_up=follow_up,
        kind=CounselorTask.Kind.ASK_BY_PHONE,
        made_at=MONDAY,
    )

    follow_up.record_outcome(outcome="waiting", by=counselor_of(follow_up), at=LATER)

    task.refresh_from_db()
    assert task.done_at == LATER


def test_closing_ends_the_wait_that_not_yet_began():
    follow_up = make_follow_up()
    schedule.not_yet(follow_up, look_on=LATER.date(), by=counselor_of(follow_up), at=MONDAY)

    complete(follow_up, None)

    assert stored(follow_up)["look_on"] is None


def test_a_second_application_keeps_what_came_of_the_first():
    candidate = make_candidate()
    first = make_follow_up(candidate)
    first.record_outcome(outcome="not_selected", by=candidate.counselor, at=MONDAY + days(2))

    make_follow_up(candidate, held_at=MONDAY + days(60))

    first.refresh_from_db()
    assert first.outcome == FollowUp.Outcome.NOT_SELECTED


@pytest.mark.parametrize("sent_after", [-1, 1])
def test_a_message_is_sent_on_no_day_before_the_interview_or_ahead(sent_after):
    follow_up = make_follow_up()
    sent_on = follow_up.interview.held_on + days(sent_after)

    with pytest.raises(TransitionNotAllowed):
        follow_up.complete(sent_on=sent_on, method="card", source="seeker", by=None, at=MONDAY + hours(1))

    follow_up.refresh_from_db()
    assert follow_up.is_open
