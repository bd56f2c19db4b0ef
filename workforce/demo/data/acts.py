"""What a job seeker or a counselor does about a follow-up some time after the interview was logged.

An act is done as `do(follow_up, by=…, at=…)`; `by` is None when the job seeker does it from a mail's link.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from candidates import register
from candidates.models import Candidate
from followups.intake import pauses
from followups.intake.opt_out import opt_out
from followups.models import FollowUp, Nudge
from followups.nudges import schedule
from workforce.demo.data.clock import local

FRIDAY = 5


@dataclass(frozen=True)
class Act:
    """Something that happens at a moment; from a link only once a mail has brought it."""

    at: datetime.datetime
    do: Callable
    by_link: bool = False


def was_mailed(follow_up: FollowUp) -> bool:
    return follow_up.nudges.filter(state=Nudge.State.SENT).exists()


def sent(method, *, days_before=0, witnessed=False):
    """Tell that a message went out on the day of the act or some days before; the counselor hears of working days."""

    def do(follow_up, *, by, at):
        day = local(at).date() - datetime.timedelta(days=days_before)
        if by and day.isoweekday() > FRIDAY:
            day -= datetime.timedelta(days=day.isoweekday() - FRIDAY)
        day = max(follow_up.interview.held_on, day)
        at_desk = FollowUp.Source.WITNESSED if witnessed else FollowUp.Source.COUNSELOR
        source = at_desk if by else FollowUp.Source.SEEKER
        follow_up.complete(sent_on=day, method=method, source=source, by=by, at=at)

    return do


def declined(reason):
    def do(follow_up, *, by, at):
        follow_up.decline(reason=reason, by=by, at=at)

    return do


def void(follow_up, *, by, at):
    follow_up.void(by=by, at=at)


def missed(follow_up, *, by, at):
    follow_up.miss(by=by, at=at)


def not_yet(look_on):
    def do(follow_up, *, by, at):
        if follow_up.is_open:
            schedule.not_yet(follow_up, look_on=look_on, by=by, at=at)

    return do


def remind_at(moment, place=""):
    def do(follow_up, *, by, at):
        schedule.remind_at(follow_up, moment=moment, place=place, by=by, at=at)

    return do


def stop_reminders(follow_up, *, by, at):
    follow_up.stop_reminders(by=by, at=at)


def unsubscribe(follow_up, *, by, at):
    candidate = follow_up.interview.candidate
    opt_out(candidate.email_key, at, candidate=candidate)


def pause_reminders(reason):
    def do(follow_up, *, by, at):
        pauses.begin(candidate=follow_up.interview.candidate, reason=reason, by=by, at=at)

    return do


def outcome(result):
    """Tell what came of the interview, unless that is known."""

    def do(follow_up, *, by, at):
        if not follow_up.is_outcome_known:
            follow_up.record_outcome(outcome=result, by=by, at=at)

    return do


def found_work(follow_up, *, by, at):
    """The counselor notes in the job seeker's record that they were hired."""
    if follow_up.outcome == FollowUp.Outcome.HIRED:
        candidate = follow_up.interview.candidate
        candidate.status = Candidate.Status.WORKING
        register.change(candidate, ["status"], by=by, at=at)
