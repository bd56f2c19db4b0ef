"""The last look before the dot: is every step in the mail still wanted? Then one commit says that it is being sent."""

import datetime

from django.db import transaction

from followups.models import Claim, CounselorTask, Delivery, Hold, Nudge
from followups.nudges import facts, rules, settle, unchanged
from followups.nudges.claim import LEASE, Batch, Parcel, make_tasks

# What is left of a lease when it is renewed: longer than the answer to the end of a message is awaited.
LEASE_RENEWED_AT = LEASE - datetime.timedelta(minutes=1)


class Stopped(Exception):
    """Nothing more can be sent now; what is left of the batch goes back to the schedule."""


class LastLook:
    """Looks at each mail of one batch once more and commits that it is being sent."""

    def __init__(self, batch: Batch):
        self.claim = batch.claim
        self.lease_until = batch.claim.lease_until
        if any(parcel.fingerprint for parcel in batch.parcels):
            unchanged.prepare()

    def commit_sending(self, parcel: Parcel, content: dict, at, *, taken=None) -> bool:
        """Say that a mail is being sent; return False if a step lost its point: it is gone from the parcel.

        The commit also says that the mail before it is sent: `taken` is that delivery with the server's answer.
        Raise Stopped if the batch may not go on.
        """
        if self.lease_until < at + LEASE_RENEWED_AT:
            self.renew_lease(at)
        if self.is_quick(parcel, at):
            values = {"content": content, "taken": taken, "at": at, "lease_past": at + LEASE_RENEWED_AT}
            if unchanged.hand_over(parcel, **values):
                return True
        return self.look_at_everything(parcel, content, at, taken)

    def is_quick(self, parcel: Parcel, at) -> bool:
        """Tell whether nothing but what others did can stop a mail: its hours and its day are not over."""
        day = None if parcel.delivery.asked_for else parcel.delivery.day
        waits = (rules.must_wait(nudge, parcel.candidate, day, at) for nudge in parcel.nudges)
        return bool(parcel.fingerprint) and not any(waits)

    def renew_lease(self, at):
        unfinished = Claim.objects.filter(pk=self.claim.pk, finished_at=None)
        if not unfinished.update(lease_until=at + LEASE):
            raise Stopped("the lease of the batch ran out")
        self.lease_until = at + LEASE

    @transaction.atomic
    def look_at_everything(self, parcel: Parcel, content: dict, at, taken) -> bool:
        # The claim's row comes first, here as in the sweep, so that the two never wait for each other crosswise.
        self.renew_lease(at)
        if taken:
            settle.sent(*taken, at)
        candidate = settle.lock_candidate(parcel.delivery.candidate_id)
        nudges = settle.in_hand([parcel.delivery])
        reasons = unwanted(parcel, candidate, nudges, at)
        if reasons or len(nudges) < len(parcel.nudges):
            leave_out(parcel, nudges, reasons, at)
            return False
        mine = Delivery.objects.filter(pk=parcel.delivery.pk, claim=self.claim, state=Delivery.State.CLAIMED)
        mine.update(state=Delivery.State.SENDING, sending_at=at, content=content)
        settle.mine(parcel.delivery).update(state=Nudge.State.SENDING)
        return True


def unwanted(parcel: Parcel, candidate, nudges: list[Nudge], at) -> dict[int, str]:
    """Return why each step must not be sent now, by its number: "" if only not now. Empty if the mail may go."""
    if not candidate or candidate.email_key != parcel.delivery.address_key:
        return {nudge.pk: "" for nudge in nudges}
    known = facts.stops([candidate])
    reason = rules.not_by_mail(candidate, known)
    if reason:
        return {nudge.pk: reason for nudge in nudges}
    if known.paused_everywhere or Hold.objects.in_force().exists():
        raise Stopped("sending was held")
    if known.is_paused(candidate):
        return {nudge.pk: "" for nudge in nudges}
    reasons = {nudge.pk: rules.not_wanted(nudge) for nudge in nudges}
    day = None if parcel.delivery.asked_for else parcel.delivery.day
    # What a changed cadence marked meanwhile is planned anew first.
    marked = {nudge.pk for nudge in nudges if nudge.follow_up.replan_wanted}
    waiting = marked | {nudge.pk for nudge in nudges if rules.must_wait(nudge, candidate, day, at)}
    return {pk: reason for pk, reason in reasons.items() if reason or pk in waiting}


def leave_out(parcel: Parcel, nudges: list[Nudge], reasons: dict[int, str], at):
    """Skip the steps that have a reason; those without one go back to the schedule."""
    for reason in set(reasons.values()) - {""}:
        skipped = [nudge for nudge in nudges if reasons.get(nudge.pk) == reason]
        settle.mine(parcel.delivery).filter(pk__in=[nudge.pk for nudge in skipped]).update(
            state=Nudge.State.SKIPPED, skip_reason=reason, settled_at=at
        )
        if reason in Nudge.ASK_BY_PHONE:
            make_tasks(skipped, CounselorTask.Kind.ASK_BY_PHONE, at, reason)
    settle.plan_again([nudge for nudge in nudges if reasons.get(nudge.pk) == ""], at)
    kept = {nudge.pk for nudge in nudges} - set(reasons)
    parcel.nudges = [nudge for nudge in parcel.nudges if nudge.pk in kept]
    if not parcel.nudges:
        settle.release(parcel.delivery, settle.NOT_WANTED, at)
