"""Claiming: one transaction takes a batch of what is due, applies every rule, and leaves deliveries to be sent.

The candidate's row lock is held meanwhile, so an answer given at the same time comes before or after, never between.
No other row is waited for while it is held, save the same address and day in another claim, in a fixed order.
"""

import datetime
import logging
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import OuterRef, Subquery

from candidates.models import Candidate, Interview
from followups.models import Claim, CounselorTask, Delivery, FollowUp, Nudge
from followups.nudges import facts, rules, unchanged, wording
from followups.nudges.window import SendingHours

log = logging.getLogger(__name__)

BATCH = 500
LEASE = datetime.timedelta(minutes=8)


@dataclass
class Parcel:
    """One mail to be sent: its delivery, and the steps it carries."""

    delivery: Delivery
    candidate: Candidate
    nudges: list[Nudge]
    # What unchanged.py knows the rows by as they were claimed; blank where the database does not tell.
    fingerprint: str = ""


@dataclass
class Verdicts:
    """What becomes of each step of a batch."""

    skipped: dict[str, list[Nudge]] = field(default_factory=lambda: defaultdict(list))
    waiting: list[Nudge] = field(default_factory=list)
    tasks: list[Nudge] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)

    def put_off_mail(self, until: datetime.datetime):
        for parcel in self.parcels:
            for nudge in parcel.nudges:
                self.wait(nudge, rules.Wait(until, is_planned=False))
        self.parcels = []

    def wait(self, nudge: Nudge, wait: rules.Wait):
        nudge.try_at = wait.until
        if wait.is_planned:
            nudge.planned_at = wait.until
        self.waiting.append(nudge)


@dataclass(frozen=True)
class Batch:
    """The parcels that one process may send until the lease of `claim` runs out, and how many steps were settled."""

    claim: Claim | None
    parcels: list[Parcel]
    settled: int
    is_full: bool


@transaction.atomic
def claim_batch(at: datetime.datetime, mail_from: datetime.datetime | None = None) -> Batch:
    """Take up to 500 follow-ups whose next step is due and that nobody else holds.

    With `mail_from` no mail can go before that moment: only what needs none is done.
    """
    follow_ups, candidates = lock_due(at)
    is_full = len(follow_ups) == BATCH
    if not candidates:
        return Batch(None, [], 0, is_full)
    nudges = due_nudges(candidates, at)
    claim = Claim.objects.create(claimed_at=at, lease_until=at + LEASE)
    verdicts = decide(nudges, candidates, claim, at)
    if mail_from:
        verdicts.put_off_mail(mail_from)
    parcels = keep_one_a_day(verdicts, at)
    save(verdicts, parcels, at)
    # Of the follow-ups that were due, those whose candidate somebody else holds are left as they are.
    theirs = FollowUp.objects.filter(pk__in={nudge.follow_up_id for nudge in nudges} | set(follow_ups))
    theirs.filter(interview__candidate__in=candidates).refresh_next_step()
    if not parcels:
        claim.finished_at = at
        claim.save(update_fields=["finished_at"])
    known = unchanged.fingerprints(claim)
    for parcel in parcels:
        parcel.fingerprint = known.get(parcel.delivery.pk, "")
    return Batch(claim, parcels, len(nudges), is_full)


def lock_due(at) -> tuple[list[int], dict[int, Candidate]]:
    """Return the numbers of the follow-ups that are due first, and their candidates, locked.

    Where somebody else holds all of a slice, the next one is looked at. The candidates alone are locked, never a
    follow-up: an answer that holds its candidate waits for no claim, and two claims that meet at the interviews of one
    candidate never wait for each other crosswise.
    """
    start, candidates = 0, {}
    while not candidates:
        follow_ups = list(due(at)[start : start + BATCH])
        candidates = lock_candidates(follow_ups)
        if len(follow_ups) < BATCH:
            break
        start += BATCH
    return follow_ups, candidates


def due(at):
    """Return the numbers of the follow-ups whose next step is due, the longest due first."""
    return FollowUp.objects.with_step_due(at).filter(replan_wanted=False).values_list("pk", flat=True)


def lock_candidates(follow_ups: list[int]) -> dict[int, Candidate]:
    """Return the candidates of these follow-ups that nobody else holds, locked."""
    theirs = set(Interview.objects.filter(follow_up__in=follow_ups).order_by().values_list("candidate", flat=True))
    # Offices and counselors are few: read once each, not once for each job seeker.
    rows = Candidate.objects.filter(pk__in=theirs).order_by("pk").prefetch_related("office", "counselor")
    free = rows.select_for_update(of=("self",), skip_locked=True, no_key=True)
    return {candidate.pk: candidate for candidate in free}


def due_nudges(candidates: dict[int, Candidate], at) -> list[Nudge]:
    """Return every step of these candidates that is due, not of the batch's follow-ups alone: one mail carries all."""
    nudges = list(
        Nudge.objects.planned()
        .filter(try_at__lte=at, follow_up__interview__candidate__in=candidates, follow_up__replan_wanted=False)
        .with_rivals()
        .select_related("follow_up__interview__employer")
        .prefetch_related("follow_up__interview__office")
        .order_by("-follow_up__interview__held_at", "follow_up", "position")
    )
    for nudge in nudges:
        interview = nudge.follow_up.interview
        interview.candidate = candidates[interview.candidate_id]
    return nudges


def decide(nudges: list[Nudge], candidates: dict[int, Candidate], claim: Claim, at) -> Verdicts:
    """Apply the rules to each step and gather what may go into one delivery for each candidate."""
    verdicts = Verdicts()
    sound = {pk: candidate for pk, candidate in candidates.items() if has_hours(candidate, at)}
    known = facts.gather(sound.values(), at)
    going = defaultdict(list)
    for nudge in still_wanted(nudges, verdicts):
        candidate = candidates[nudge.follow_up.interview.candidate_id]
        is_sound = candidate.pk in sound
        verdict = rules.judge(nudge, candidate, known, at) if is_sound else rules.look_again(at)
        if isinstance(verdict, rules.Skip):
            verdicts.skipped[verdict.reason].append(nudge)
        elif isinstance(verdict, rules.Wait):
            verdicts.wait(nudge, verdict)
        else:
            going[candidate.pk].append(nudge)
    verdicts.parcels = [pack(candidates[pk], parcel, claim, at) for pk, parcel in going.items()]
    return verdicts


def has_hours(candidate: Candidate, at) -> bool:
    """Tell whether the candidate's office says when mail may go; one with settings that no form lets in stops alone."""
    try:
        SendingHours.of(candidate.office).first_moment(at)
    except Exception as error:
        log.error("Office %s has no sending hours: %s", candidate.office_id, type(error).__name__)
        return False
    return True


def still_wanted(nudges: list[Nudge], verdicts: Verdicts) -> list[Nudge]:
    """Return the mails that still have a point, one for each follow-up; the others are settled in `verdicts`."""
    mails = defaultdict(list)
    for nudge in nudges:
        reason = rules.not_wanted(nudge)
        if reason:
            verdicts.skipped[reason].append(nudge)
        elif nudge.kind == Nudge.Kind.TASK:
            verdicts.tasks.append(nudge)
        else:
            mails[nudge.follow_up_id].append(nudge)
    wanted = []
    for overdue in mails.values():
        newest = rules.newest(overdue)
        wanted.append(newest)
        verdicts.skipped[Nudge.Skip.LATE] += [nudge for nudge in overdue if nudge is not newest]
    return wanted


def pack(candidate: Candidate, nudges: list[Nudge], claim: Claim, at) -> Parcel:
    """Return an unsaved delivery of these steps."""
    delivery = Delivery(
        claim=claim,
        candidate=candidate,
        address_key=candidate.email_key,
        day=candidate.office.local_day(at),
        asked_for=any(nudge.is_asked_for for nudge in nudges),
        created_at=at,
    )
    return Parcel(delivery, candidate, nudges)


def keep_one_a_day(verdicts: Verdicts, at) -> list[Parcel]:
    """Save the deliveries that the one-a-day constraint admits and return them; the others wait for the next day.

    Saved in the order of the constraint, so that two processes never wait for each other crosswise.
    """
    parcels = sorted(verdicts.parcels, key=lambda parcel: (parcel.delivery.address_key, parcel.delivery.day))
    Delivery.objects.bulk_create([parcel.delivery for parcel in parcels], ignore_conflicts=True)
    ids = [parcel.delivery.pk for parcel in parcels]
    saved = set(Delivery.objects.filter(pk__in=ids).values_list("pk", flat=True))
    for parcel in parcels:
        if parcel.delivery.pk not in saved:
            hours = SendingHours.of(parcel.candidate.office)
            for nudge in parcel.nudges:
                verdicts.wait(nudge, rules.Wait(hours.first_moment_of_next_day(at), is_planned=True))
    return [parcel for parcel in parcels if parcel.delivery.pk in saved]


def save(verdicts: Verdicts, parcels: list[Parcel], at):
    """Write what was decided to the ledger, and make the tasks for counselors."""
    for reason, nudges in verdicts.skipped.items():
        of_these(nudges).skip_planned(reason, at)
        if reason in Nudge.ASK_BY_PHONE:
            make_tasks(nudges, CounselorTask.Kind.ASK_BY_PHONE, at, reason)
    of_these(verdicts.tasks).update(state=Nudge.State.MADE, settled_at=at)
    make_tasks(verdicts.tasks, CounselorTask.Kind.ASK, at)
    Nudge.objects.bulk_update(verdicts.waiting, ["planned_at", "try_at"])
    take_in_hand(parcels, [nudge for parcel in parcels for nudge in parcel.nudges])


def take_in_hand(parcels: list[Parcel], nudges: list[Nudge]):
    """Give the steps to the deliveries that carry them, in the words that their wordings have now."""
    wording.give_versions(nudges)
    for version, asking in grouped(nudges, "version_id").items():
        of_these(asking).update(state=Nudge.State.CLAIMED, version=version, delivery=carrier(parcels))
    for parcel in parcels:
        for nudge in parcel.nudges:
            nudge.state, nudge.delivery = Nudge.State.CLAIMED, parcel.delivery


def carrier(parcels: list[Parcel]) -> Subquery:
    """Return, for a row of nudges, the delivery of the claim for its candidate: there is one for each."""
    theirs = Delivery.objects.filter(candidate__interviews__follow_up=OuterRef("follow_up"))
    return Subquery(theirs.filter(claim=parcels[0].delivery.claim_id).values("pk")[:1])


def grouped(nudges: list[Nudge], name: str) -> dict:
    groups = defaultdict(list)
    for nudge in nudges:
        groups[getattr(nudge, name)].append(nudge)
    return groups


def of_these(nudges: list[Nudge]):
    return Nudge.objects.filter(pk__in=[nudge.pk for nudge in nudges])


def make_tasks(nudges: list[Nudge], kind, at, reason=""):
    """Make a task for the counselor from each step; one that is open already stays as it is."""
    CounselorTask.objects.bulk_create(
        (
            CounselorTask(
                candidate_id=nudge.follow_up.interview.candidate_id,
                follow_up=nudge.follow_up,
                kind=kind,
                reason=reason,
                made_at=at,
            )
            for nudge in nudges
        ),
        ignore_conflicts=True,
    )
