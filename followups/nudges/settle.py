"""Settling: what the ledger says after the mail server answered, did not answer, or its process died.

Every move from claimed or sending names the claim's token in its WHERE, so a process that woke up after its lease
ran out changes nothing that the next one has taken over (DESIGN section 6).
"""

import datetime
import logging

from django.db import transaction
from django.db.models import F

from candidates.models import Candidate
from followups.models import Claim, Delivery, FollowUp, Nudge
from followups.nudges import bad_address as bad_addresses
from followups.nudges import rules
from followups.nudges.window import SendingHours

log = logging.getLogger(__name__)

IN_HAND = [Nudge.State.CLAIMED, Nudge.State.SENDING]
RETRY_AFTER = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]


@transaction.atomic
def move(delivery: Delivery, state, at, *, reply="", came_from) -> bool:
    """Move a delivery and its steps to the same final state; tell whether they still were this claim's to move."""
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim_id, state__in=came_from)
    if not mine.update(state=state, settled_at=at, reply=reply):
        return False
    Nudge.objects.filter(delivery=delivery.pk, state__in=came_from).update(state=state, settled_at=at)
    return True


def sent(delivery: Delivery, reply: str, at) -> bool:
    """Record that the mail server took the mail; an answer that comes after the lease ran out still counts."""
    return move(
        delivery, Delivery.State.SENT, at, reply=reply, came_from=[Delivery.State.SENDING, Delivery.State.UNKNOWN]
    )


def unknown(delivery: Delivery, reply: str, at) -> bool:
    """Record that nobody knows whether the mail arrived; a person is shown it, no machine sends it again."""
    log.warning("Delivery %s is unknown: %s", delivery.pk, reply)
    return move(delivery, Delivery.State.UNKNOWN, at, reply=reply, came_from=[Delivery.State.SENDING])


def failed(delivery: Delivery, reply: str, at) -> bool:
    """Record the mail server's final no, or that the mail could not be made."""
    log.warning("Delivery %s failed: %s", delivery.pk, reply)
    states = [Delivery.State.CLAIMED, Delivery.State.SENDING, Delivery.State.UNKNOWN]
    return move(delivery, Delivery.State.FAILED, at, reply=reply, came_from=states)


@transaction.atomic
def bad_address(delivery: Delivery, reply: str, at):
    """Record that the address takes no mail: nothing more is sent there, and the counselor asks for another one."""
    candidate = lock_candidate(delivery.candidate_id)
    if not failed(delivery, reply, at):
        return
    bad_addresses.mark(delivery, candidate, at)


@transaction.atomic
def deferred(delivery: Delivery, reply: str, at):
    """Plan the steps again after a temporary no, a little later each time; *failed* once 36 hours have passed."""
    candidate = lock_candidate(delivery.candidate_id)
    nudges = in_hand(delivery)
    tries = max((nudge.attempts for nudge in nudges), default=0)
    again_at = at + RETRY_AFTER[min(tries, len(RETRY_AFTER) - 1)]
    if nudges and candidate:
        hours = SendingHours.of(candidate.office)
        again_at = again_at if delivery.asked_for else hours.first_moment(again_at)
        if min(hours.waited(nudge.planned_at, again_at) for nudge in nudges) > rules.TOO_LATE_AFTER:
            failed(delivery, reply, at)
            return
    mine(delivery).update(attempts=F("attempts") + 1, try_at=again_at)
    release(delivery, reply, at)


@transaction.atomic
def release(delivery: Delivery, reply: str, at, came_from=IN_HAND):
    """Give the steps of a delivery that was not handed over back to the schedule."""
    lock_candidate(delivery.candidate_id)
    nudges = in_hand(delivery)
    dropped = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim_id, state__in=came_from)
    if dropped.update(state=Delivery.State.DROPPED, settled_at=at, reply=reply):
        plan_again(nudges, at)


@transaction.atomic
def put_back(delivery: Delivery, at, try_at=None):
    """Give the steps of a delivery that was never offered back to the schedule, as if it had not been claimed.

    They are looked at again at `try_at`, or at once.
    """
    lock_candidate(delivery.candidate_id)
    nudges = in_hand(delivery)
    if try_at:
        mine(delivery).update(try_at=try_at)
    plan_again(nudges, at)
    unoffered = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim_id, state=Delivery.State.CLAIMED)
    # A step that was skipped meanwhile still points to it.
    if not Nudge.objects.filter(delivery=delivery.pk).exists():
        unoffered.delete()
    else:
        unoffered.update(state=Delivery.State.DROPPED, settled_at=at, reply="Not wanted any more.")


def plan_again(nudges: list[Nudge], at):
    """Put claimed steps back to planned; those that lost their point meanwhile are skipped."""
    for nudge in nudges:
        reason = rules.not_wanted(nudge)
        changes = (
            {"state": Nudge.State.SKIPPED, "skip_reason": reason, "settled_at": at}
            if reason
            else {"state": Nudge.State.PLANNED, "delivery": None}
        )
        still = Nudge.objects.filter(pk=nudge.pk, delivery=nudge.delivery_id, state__in=IN_HAND)
        still.update(**changes)
    FollowUp.objects.filter(pk__in={nudge.follow_up_id for nudge in nudges}).refresh_next_step()


def mine(delivery: Delivery):
    """Return the steps of a delivery that its claim still holds."""
    return Nudge.objects.filter(delivery=delivery.pk, delivery__claim=delivery.claim_id, state__in=IN_HAND)


def in_hand(delivery: Delivery) -> list[Nudge]:
    """Return these steps with all that the last look at the rules asks."""
    return list(mine(delivery).with_rivals().select_related("follow_up__interview__office"))


def sweep(at: datetime.datetime) -> int:
    """Take over from processes whose lease ran out: what was being sent is unknown, what was not goes back.

    Return how many deliveries became unknown.
    """
    lost = 0
    stale = Claim.objects.filter(finished_at=None, lease_until__lt=at).values_list("pk", flat=True)
    for token in list(stale):
        lost += sweep_claim(token, at)
    return lost


@transaction.atomic
def sweep_claim(token, at) -> int:
    claims = Claim.objects.select_for_update(skip_locked=True, no_key=True)
    claim = claims.filter(pk=token, finished_at=None, lease_until__lt=at).first()
    if not claim:
        return 0
    lost = 0
    for delivery in claim.deliveries.filter(state=Delivery.State.SENDING):
        lost += unknown(delivery, "The process that sent it stopped before the answer came.", at)
    # Candidates are locked in the order of their numbers, as everywhere.
    for delivery in claim.deliveries.filter(state=Delivery.State.CLAIMED).order_by("candidate"):
        # A process that only slept may have gone on to *sending* while this waited for the lock: that one stays.
        release(delivery, "The process that was to send it stopped.", at, came_from=[Delivery.State.CLAIMED])
    finish(claim, at)
    return lost


def finish(claim: Claim, at):
    """Say that a claim has nothing in hand any more, so that no sweep looks at it."""
    if not claim.deliveries.filter(state__in=IN_HAND).exists():
        Claim.objects.filter(pk=claim.pk).update(finished_at=at)


def lock_candidate(pk) -> Candidate | None:
    """Take the candidate's row lock, under which answers are given and mails are handed over."""
    return Candidate.objects.locked().select_related("office", "counselor").filter(pk=pk).first()
