"""Logging an interview: the interview, the people met, its follow-up and the first answer, all or nothing."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from candidates.models import Candidate, Contact, Employer, Interview
from followups.models import FollowUp
from followups.nudges import schedule


@dataclass(frozen=True)
class Answer:
    """What the seeker said at logging: whether they followed up (`asked`, with its details), and the result."""

    asked: str = FollowUp.Asked.NOT_ASKED
    method: str = ""
    sent_on: datetime.date | None = None
    look_on: datetime.date | None = None
    reason: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Logged:
    """What the log form says about the interview. Contacts are unsaved rows without their interview."""

    candidate: Candidate
    employer_name: str
    job_title: str
    held_at: datetime.datetime
    employer_city: str = ""
    interest: str = Interview.Interest.NOT_ASKED
    contacts: list[Contact] = field(default_factory=list)
    answer: Answer = Answer()
    form_key: uuid.UUID | None = None


def log_interview(logged: Logged, *, by: User, at: datetime.datetime) -> Interview:
    """Save the interview and open its follow-up in one transaction.

    A form that is sent twice (same `form_key`) logs one interview: the first is returned. An unsaved candidate is
    saved with it.
    """
    try:
        with transaction.atomic():
            return _log(logged, by=by, at=at)
    except IntegrityError:
        twin = Interview.objects.filter(form_key=logged.form_key, logged_by=by).first() if logged.form_key else None
        if not twin:
            raise
        return twin


def _log(logged: Logged, *, by, at):
    candidate = logged.candidate
    if candidate.pk is None:
        candidate.save()
        audit.changed(candidate.pk, "job seeker added", by=by, at=at)
    interview = Interview.objects.create(
        candidate=candidate,
        employer=Employer.objects.named(logged.employer_name, logged.employer_city),
        office=candidate.office,
        job_title=logged.job_title,
        held_at=logged.held_at,
        interest=logged.interest,
        logged_by=by,
        logged_at=at,
        form_key=logged.form_key,
    )
    for contact in logged.contacts:
        contact.interview = interview
    Contact.objects.bulk_create(logged.contacts)
    audit.changed(candidate.pk, "interview logged", by=by, at=at)
    follow_up = schedule.open_follow_up(interview, by=by, at=at, asked=logged.answer.asked)
    record_answer(follow_up, logged.answer, by=by, at=at)
    supersede_earlier(interview, by=by, at=at)
    return interview


def supersede_earlier(interview: Interview, *, by, at):
    """Record *second interview* on those with the same employer for the same job that were not the last.

    The one that was just logged may itself be the earlier one.
    """
    same_job = FollowUp.objects.exclude(status=FollowUp.Status.VOID).filter(
        interview__candidate=interview.candidate,
        interview__employer=interview.employer,
        interview__job_title__iexact=interview.job_title,
    )
    earlier = same_job.filter(interview__held_at__lt=interview.held_at)
    if same_job.filter(interview__held_at__gt=interview.held_at).exists():
        earlier = earlier | same_job.filter(interview=interview, outcome__in=["", FollowUp.Outcome.WAITING])
    for follow_up in earlier.exclude(outcome=FollowUp.Outcome.SECOND_INTERVIEW):
        follow_up.supersede(by=by, at=at)


def record_answer(follow_up: FollowUp, answer: Answer, *, by, at):
    """Apply what was said at logging to the follow-up that was just opened."""
    if answer.asked == FollowUp.Asked.YES:
        follow_up.complete(sent_on=answer.sent_on, method=answer.method, source=FollowUp.Source.COUNSELOR, by=by, at=at)
    elif answer.asked == FollowUp.Asked.NO:
        follow_up.decline(reason=answer.reason, by=by, at=at)
    elif answer.asked == FollowUp.Asked.NOT_YET:
        schedule.not_yet(follow_up, look_on=answer.look_on, by=by, at=at)
    if answer.outcome:
        follow_up.record_outcome(outcome=answer.outcome, by=by, at=at)
