"""Settling: what the ledger says after the mail server answered, did not answer, or its process died.

Every move from claimed or sending names the claim's token in its WHERE, so a process that woke up after its lease
ran out changes nothing that the next one has taken over (DESIGN section 6).
"""

import datetime
import logging
from collections import defaultdict

from django.db import transaction
from django.db.models import F

from candidates.models import Candidate
from followups.models import Claim, Delivery, FollowUp, Nudge
from followups.nudges import bad_address as bad_addresses
from followups.nudges import rules
from followups.nudges.window import SendingHours

log = logging.getLogger(__name__)

IN_HAND = [Nudge.State.CLAIMED, Nudge.State.SENDING]
NOT_WANTED = "Not wanted any more."
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
    nudges = in_hand([delivery])
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
def release(delivery: Delivery, reply: str, at):
    """Give the steps of a delivery that was not handed over back to the schedule."""
    lock_candidate(delivery.candidate_id)
    nudges = in_hand([delivery])
    dropped = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim_id, state__in=IN_HAND)
    if dropped.update(state=Delivery.State.DROPPED, settled_at=at, reply=reply):
        plan_again(nudges, at)


@transaction.atomic
def put_back(claim: Claim, at, *, try_at=None, reply=""):
    """Give what a claim has not offered to the mail server back to the schedule, all at once.

    Its steps are looked at again at `try_at`, or at once. With a `reply` its deliveries stay, as dropped for that
    reason; without one they leave no trace, as if nothing had been claimed.
    """
    unoffered = claim.deliveries.filter(state=Delivery.State.CLAIMED)
    # In the order of their numbers, as everywhere.
    list(Candidate.objects.locked().filter(deliveries__in=unoffered).order_by("pk").values_list("pk"))
    # Read again: a process that only slept may have gone on to *sending* while this waited for the locks.
    deliveries = list(unoffered.values_list("pk", flat=True))
    nudges = in_hand(deliveries)
    if try_at:
        Nudge.objects.filter(pk__in=[nudge.pk for nudge in nudges]).update(try_at=try_at)
    plan_again(nudges, at)
    # A step that has lost its point is skipped, and still points to its delivery.
    pointed_to = Nudge.objects.filter(delivery__in=deliveries).values("delivery")
    left = unoffered.filter(pk__in=deliveries)
    if not reply:
        left.exclude(pk__in=pointed_to).delete()
    left.update(state=Delivery.State.DROPPED, settled_at=at, reply=reply or NOT_WANTED)


def plan_again(nudges: list[Nudge], at):
    """Put claimed steps back to planned; those that lost their point meanwhile are skipped."""
    by_reason = defaultdict(list)
    for nudge in nudges:
        by_reason[rules.not_wanted(nudge)].append(nudge.pk)
    still = Nudge.objects.filter(delivery__in={nudge.delivery_id for nudge in nudges}, state__in=IN_HAND)
    planned = by_reason.pop("", [])
    still.filter(pk__in=planned).update(state=Nudge.State.PLANNED, delivery=None)
    for reason, lost in by_reason.items():
        still.filter(pk__in=lost).update(state=Nudge.State.SKIPPED, skip_reason=reason, settled_at=at)
    FollowUp.objects.filter(pk__in={nudge.follow_up_id for nudge in nudges}).refresh_next_step()


def mine(delivery: Delivery):
    """Return the steps of a delivery that its claim still holds."""
    return Nudge.objects.filter(delivery=delivery.pk, delivery__claim=delivery.claim_id, state__in=IN_HAND)


def in_hand(deliveries) -> list[Nudge]:
    """Return the steps of deliveries that are still in hand, with all that the last look at the rules asks."""
    steps = Nudge.objects.filter(delivery__in=deliveries, state__in=IN_HAND)
    return list(steps.with_rivals().select_related("follow_up__interview__office"))


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
    in_the_air = list(claim.deliveries.filter(state=Delivery.State.SENDING))
    # The locks come first: a process that only slept holds one while it says what became of the mail before.
    put_back(claim, at, reply="The process that was to send it stopped.")
    lost = sum(unknown(mail, "The process that sent it stopped before the answer came.", at) for mail in in_the_air)
    finish(claim, at)
    return lost


def finish(claim: Claim, at):
    """Say that a claim has nothing in hand any more, so that no sweep looks at it."""
    if not claim.deliveries.filter(state__in=IN_HAND).exists():
        Claim.objects.filter(pk=claim.pk).update(finished_at=at)


def lock_candidate(pk) -> Candidate | None:
    """Take the candidate's row lock, under which answers are given and mails are handed over."""
    return Candidate.objects.locked().select_related("office", "counselor").filter(pk=pk).first()
