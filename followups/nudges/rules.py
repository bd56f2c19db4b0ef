"""May this mail go now? The rules of DESIGN section 5 as plain functions over what was read from the database.

The dispatcher asks them twice: when it claims a batch, and once more just before the dot of each mail.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from candidates.models import Candidate
from followups.models import FollowUp, Nudge, Suppression
from followups.nudges.window import SendingHours

TOO_LATE_AFTER = datetime.timedelta(hours=36)
LOOK_AGAIN_WHEN_PAUSED = datetime.timedelta(hours=1)
MAILS_A_WEEK = 3


@dataclass(frozen=True)
class Skip:
    """The step is not sent, for a reason of Nudge.Skip."""

    reason: str


@dataclass(frozen=True)
class Wait:
    """The step is looked at again at `until`, which counts as its planned moment if `is_planned`."""

    until: datetime.datetime
    is_planned: bool


@dataclass
class Facts:
    """What the rules need to know beside the rows themselves.

    `mailed` holds (address key, day) of each mail that was not refused, `week` how many each candidate got in seven
    days, `suppressed` the reasons in force for each address key with the moment since when.
    """

    suppressed: dict[str, dict[str, datetime.datetime]] = field(default_factory=dict)
    mailed: set[tuple[str, datetime.date]] = field(default_factory=set)
    week: Counter = field(default_factory=Counter)
    paused_everywhere: bool = False
    paused_offices: frozenset = frozenset()
    paused_candidates: frozenset = frozenset()

    def is_paused(self, candidate: Candidate) -> bool:
        return (
            self.paused_everywhere
            or candidate.pk in self.paused_candidates
            or candidate.office_id in self.paused_offices
        )


def not_wanted(nudge: Nudge) -> str:
    """Return why a step (read `with_rivals`) has lost its point since it was planned; "" while it has not."""
    follow_up = nudge.follow_up
    if nudge.kind == Nudge.Kind.OUTCOME:
        if follow_up.is_outcome_known:
            return Nudge.Skip.OUTCOME_KNOWN
        is_open = follow_up.status in (FollowUp.Status.OPEN, FollowUp.Status.DONE)
    else:
        is_open = follow_up.is_open
    if not is_open:
        return Nudge.Skip.ANSWERED
    if follow_up.reminders_stopped_at and nudge.kind != Nudge.Kind.TASK:
        return Nudge.Skip.STOPPED
    return overtaken(nudge)


def overtaken(nudge: Nudge) -> str:
    """Return what took the place of a step; a reminder that was asked for outlasts a second interview."""
    if nudge.is_superseded and not nudge.is_asked_for:
        return Nudge.Skip.SUPERSEDED
    return Nudge.Skip.REPLACED if nudge.has_rival and nudge.gives_way_to_a_wish else ""


def must_wait(nudge: Nudge, candidate: Candidate, day: datetime.date | None, at: datetime.datetime) -> bool:
    """Tell whether a claimed step was put off meanwhile, or its hours or the day of its mail are over.

    `day` is the one that the mail counts for, None if it was asked for.
    """
    if nudge.try_at > at or (day and day != candidate.office.local_day(at)):
        return True
    return not nudge.is_asked_for and not SendingHours.of(candidate.office).contain(at)


def not_by_mail(candidate: Candidate, facts: Facts) -> str:
    """Return why no mail can go to a candidate at all; "" if it can."""
    if candidate.status != Candidate.Status.ACTIVE:
        return Nudge.Skip.NOT_ACTIVE
    if not candidate.email:
        return Nudge.Skip.NO_ADDRESS
    if not candidate.consent_on:
        return Nudge.Skip.NO_CONSENT
    reasons = facts.suppressed.get(candidate.email_key, {})
    opted_out = reasons.get(Suppression.Reason.OPTED_OUT)
    # A consent of a later day than the opt-out lifts it.
    if opted_out and candidate.consent_on <= candidate.office.local_day(opted_out):
        return Nudge.Skip.OPTED_OUT
    return Nudge.Skip.ADDRESS_BOUNCED if Suppression.Reason.BOUNCED in reasons else ""


def judge(nudge: Nudge, candidate: Candidate, facts: Facts, at: datetime.datetime) -> Skip | Wait | None:
    """Return what becomes of a mail that is due and wanted at `at`: skipped, made to wait, or (None) sent now."""
    hours = SendingHours.of(candidate.office)
    reason = not_by_mail(candidate, facts)
    if reason:
        return Skip(reason)
    is_late = hours.waited(nudge.planned_at, at) > TOO_LATE_AFTER
    if facts.is_paused(candidate):
        look_at = at + LOOK_AGAIN_WHEN_PAUSED
        return Skip(Nudge.Skip.PAUSED) if is_late else Wait(hours.first_moment(look_at), is_planned=False)
    if is_late:
        return Skip(Nudge.Skip.LATE)
    return None if nudge.is_asked_for else crowded(candidate, hours, facts, at)


def look_again(at: datetime.datetime) -> Wait:
    """Return until when a step waits that nobody can judge now."""
    return Wait(at + LOOK_AGAIN_WHEN_PAUSED, is_planned=False)


def crowded(candidate: Candidate, hours: SendingHours, facts: Facts, at: datetime.datetime) -> Wait | None:
    """Return until when mail that nobody asked for waits: for sending hours, or for a day without another mail."""
    if not hours.contain(at):
        return Wait(hours.first_moment(at), is_planned=False)
    day = candidate.office.local_day(at)
    if (candidate.email_key, day) in facts.mailed or facts.week[candidate.pk] >= MAILS_A_WEEK:
        return Wait(hours.first_moment_of_next_day(at), is_planned=True)
    return None


def newest(nudges: list[Nudge]) -> Nudge:
    """Return the one mail of a follow-up that goes when several are overdue."""
    return max(nudges, key=lambda nudge: (nudge.planned_at, not nudge.is_first, nudge.position))
