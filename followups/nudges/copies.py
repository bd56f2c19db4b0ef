"""Copies that a person asked for, of mails of which nobody knows whether they arrived: the same mail once more.

A wish is handed over at most once: it ends in the commit that says *sending*. A process that dies before leaves it
standing; one that dies after leaves the copy *unknown*, and only a person may wish again (DESIGN section 6).
"""

import datetime
import logging
from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from followups.models import Claim, Delivery, Nudge
from followups.nudges import facts, guard, mails, rules, settle, smtp
from followups.nudges.claim import LEASE, Parcel
from followups.nudges.verp import envelope_sender
from workforce.addresses import clean_email

log = logging.getLogger(__name__)

MOST_IN_A_PASS = 50
MOST_SILENT = 3
GIVE_UP_AFTER = rules.TOO_LATE_AFTER


class Refusal(TextChoices):
    """Why no copy was sent although somebody wanted one, beside what Nudge.Skip says of the reminder itself."""

    NEW_ADDRESS = "new_address", _("the job seeker has another address now")
    FORGOTTEN = "forgotten", _("what it said is no longer kept")
    UNWRITABLE = "unwritable", _("it could not be written again")
    NOT_TAKEN = "not_taken", _("it could not be sent within 36 hours")


class ServerStopped(Exception):
    """Nothing more can be sent now; the wish stands."""


def send_wanted(now: Callable[[], datetime.datetime], connection: smtp.Connection) -> Counter:
    """Send the copies that people want, one at a time; return how they ended. Several processes may do this at once.

    For a pass that nothing holds; without a wish the connection is not touched.
    """
    ended = Counter()
    for original in due(now())[:MOST_IN_A_PASS]:
        try:
            parcel = take(original, now())
            if parcel:
                ended[Sending(parcel, now, connection).send()] += 1
        except ServerStopped as reason:
            log.warning("Sending copies stopped: %s", reason)
            break
        if ended["unknown"] == MOST_SILENT:
            break
    return ended


def wishes():
    """Return the deliveries of which somebody wants a copy that nobody is sending."""
    wanted = Delivery.objects.filter(
        copy_of=None, state=Delivery.State.UNKNOWN, copy_wanted_at__isnull=False, left_at=None
    )
    return wanted.exclude(Exists(in_hand(OuterRef("pk")))).order_by("copy_wanted_at")


def in_hand(original):
    """Return the copies of a delivery that are being sent."""
    return Delivery.objects.filter(copy_of=original, state__in=settle.IN_HAND)


def due(at) -> list[Delivery]:
    """Return those whose turn it is: after a try that came to nothing, later each time."""
    tries = Q(copies__state=Delivery.State.DROPPED, copies__copy_wanted_at=F("copy_wanted_at"))
    tried = wishes().annotate(tries=Count("copies", filter=tries), tried_at=Max("copies__settled_at", filter=tries))
    return [original for original in tried if not original.tries or at >= original.tried_at + pause_after(original)]


def pause_after(original: Delivery) -> datetime.timedelta:
    return settle.RETRY_AFTER[min(original.tries, len(settle.RETRY_AFTER)) - 1]


@transaction.atomic
def take(original: Delivery, at) -> Parcel | None:
    """Claim a copy under the candidate's lock; None if somebody else holds them, or it must not be sent any more."""
    if not original.candidate_id:
        # The record is gone, and with it whom the copy was for.
        forget(original)
        return None
    candidates = Candidate.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    candidate = candidates.select_related("office", "counselor").filter(pk=original.candidate_id).first()
    still = wishes().filter(pk=original.pk).first()
    if not candidate or not still:
        return None
    nudges = steps_of(still, candidate)
    reason = why_not(still, candidate, nudges, at)
    if reason:
        claim = Claim.objects.create(claimed_at=at, lease_until=at, finished_at=at)
        copy(still, claim, candidate, at, state=Delivery.State.DROPPED, settled_at=at, reply=reason).save()
        forget(still)
        return None
    claim = Claim.objects.create(claimed_at=at, lease_until=at + LEASE)
    parcel = Parcel(copy(still, claim, candidate, at), candidate, nudges)
    parcel.delivery.save()
    return parcel


def copy(original: Delivery, claim: Claim, candidate: Candidate, at, **facts) -> Delivery:
    """Return an unsaved copy. It was asked for: neither sending hours nor the one-a-day rule move it."""
    return Delivery(
        claim=claim,
        candidate=candidate,
        address_key=original.address_key,
        day=candidate.office.local_day(at),
        asked_for=True,
        created_at=at,
        copy_of=original,
        copy_wanted_at=original.copy_wanted_at,
        decided_by_id=original.decided_by_id,
        **facts,
    )


def steps_of(original: Delivery, candidate: Candidate) -> list[Nudge]:
    """Return the steps that the mail carries, with all that the rules and the mail ask."""
    nudges = original.nudges.filter(state=Nudge.State.UNKNOWN).with_rivals()
    found = list(nudges.select_related("follow_up__interview__employer", "follow_up__interview__office"))
    for nudge in found:
        nudge.follow_up.interview.candidate = candidate
    return found


def why_not(original: Delivery, candidate: Candidate, nudges: list[Nudge], at) -> str:
    """Return why a copy must not be sent, a Refusal or a Nudge.Skip; "" if it may."""
    if not original.content:
        return Refusal.FORGOTTEN
    if candidate.email and candidate.email_key != original.address_key:
        return Refusal.NEW_ADDRESS
    if at - original.copy_wanted_at > GIVE_UP_AFTER:
        return Refusal.NOT_TAKEN
    known = facts.stops([candidate])
    if known.is_paused(candidate) and not known.paused_everywhere:
        return Nudge.Skip.PAUSED
    reasons = [rules.not_wanted(nudge) for nudge in nudges] or [Nudge.Skip.ANSWERED]
    # One step that still has a point is enough: it is the same mail.
    return rules.not_by_mail(candidate, known) or (reasons[0] if all(reasons) else "")


def forget(original: Delivery):
    """End a wish; it stands in the copy."""
    Delivery.objects.filter(pk=original.pk).update(copy_wanted_at=None, decided_by=None)


class Sending:
    """The sending of one copy: up to its dot, the commit, the dot, the answer."""

    def __init__(self, parcel: Parcel, now, connection: smtp.Connection):
        self.copy, self.candidate, self.nudges = parcel.delivery, parcel.candidate, parcel.nudges
        self.original, self.now, self.connection = parcel.delivery.copy_of, now, connection

    def send(self) -> str:
        """Return how it ended. Raise ServerStopped if the next one would end no better."""
        try:
            return self.hand_over()
        finally:
            settle.finish(self.copy.claim, self.now())

    def hand_over(self) -> str:
        try:
            if not self.offer():
                return "dropped"
            self.take_note(self.connection.finish())
        except mails.CannotBuild:
            self.give_up(Refusal.UNWRITABLE)
            return "dropped"
        except smtp.Unreachable as error:
            self.put_off(f"No connection: {error}")
            raise ServerStopped("the mail server cannot be reached") from error
        except smtp.Refused as refusal:
            return self.refused(refusal)
        except smtp.NoReply as error:
            settle.unknown(self.copy, f"No answer after the copy was handed over: {error}", self.now())
            return "unknown"
        return "sent"

    def offer(self) -> bool:
        """Hand over everything but the dot; tell whether the dot may follow."""
        body = render(self.copy, self.original.content, self.nudges)
        sender = envelope_sender(self.copy, clean_email(self.candidate.office.email))
        self.connection.offer(sender, clean_email(self.candidate.email), body)
        is_sending = False
        try:
            is_sending = self.commit_sending(self.now())
        finally:
            if not is_sending:
                self.connection.drop()
        return is_sending

    @transaction.atomic
    def commit_sending(self, at) -> bool:
        """Look at everything once more; if the copy may go, say that it is being sent and end the wish."""
        # The claim's row comes first, here as in the sweep, so that the two never wait for each other crosswise.
        if not Claim.objects.filter(pk=self.copy.claim_id, finished_at=None).update(lease_until=at + LEASE):
            return False
        candidate = settle.lock_candidate(self.copy.candidate_id)
        original = Delivery.objects.filter(pk=self.original.pk, state=Delivery.State.UNKNOWN).first()
        if not candidate or not original or guard.holds():
            self.put_off("Sending was held, or an answer about the first one came.")
            return False
        reason = why_not(original, candidate, steps_of(original, candidate), at)
        if reason:
            self.give_up(reason)
            return False
        forget(original)
        mine = Delivery.objects.filter(pk=self.copy.pk, claim=self.copy.claim_id, state=Delivery.State.CLAIMED)
        return bool(mine.update(state=Delivery.State.SENDING, sending_at=at))

    def refused(self, refusal: smtp.Refused) -> str:
        """Note a no of the mail server; one that means all our mail stops the dispatcher."""
        means_all = refusal.stage in ("login", "sender")
        if means_all and not refusal.is_temporary:
            guard.hold_server(refusal.reply, self.now())
        if means_all or refusal.is_temporary:
            self.put_off(refusal.reply)
            if means_all or refusal.code == 421:
                raise ServerStopped(refusal.reply) from refusal
            return "deferred"
        with transaction.atomic():
            settled = settle.bad_address if refusal.is_bad_address else settle.failed
            settled(self.copy, refusal.reply, self.now())
            forget(self.original)
        if not refusal.is_bad_address:
            guard.note_refused(self.now(), refusal.reply)
        return "failed"

    def take_note(self, reply: str):
        """Say that the mail server took the copy, and with it the mail and its steps."""
        at = self.now()
        with transaction.atomic():
            settle.sent(self.copy, reply, at)
            settle.sent(self.original, reply, at)
        guard.note_taken()

    @transaction.atomic
    def put_off(self, reply: str):
        """Leave the wish for a later try: the mail server took nothing. After the dot it has to be made again."""
        settle.release(self.copy, reply, self.now())
        originals = Delivery.objects.filter(pk=self.original.pk, copy_wanted_at=None, left_at=None)
        originals.update(copy_wanted_at=self.copy.copy_wanted_at, decided_by=self.copy.decided_by_id)

    @transaction.atomic
    def give_up(self, reason: str):
        settle.release(self.copy, reason, self.now())
        forget(self.original)


def render(copy: Delivery, content: dict, nudges: list[Nudge]) -> bytes:
    """Return the mail as it went over the wire the first time. Raise CannotBuild whatever is wrong with it."""
    try:
        return mails.write(copy, content, nudges).as_bytes()
    except Exception as error:
        log.error("Copy %s could not be made: %s", copy.pk, type(error).__name__)
        raise mails.CannotBuild(type(error).__name__) from error
