"""Dispatch: one pass takes a batch of due steps and hands its mails to the mail server, each at most once.

The order of each mail is the promise (DESIGN section 6): everything but the final dot, then one commit that says
*sending* under the candidate's row lock after a last look at the rules, then the dot, then what the server answered.
"""

import datetime
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from followups.models import Claim, CounselorTask, Delivery, FollowUp, Hold, Nudge
from followups.nudges import facts, guard, mails, rules, settle, smtp
from followups.nudges.claim import LEASE, Batch, Parcel, claim_batch, make_tasks
from workforce.addresses import clean_email

log = logging.getLogger(__name__)

# Well below the time limit of the task that sends a batch, with room for one last answer.
BATCH_LASTS = datetime.timedelta(minutes=40)

# A server that answers nothing any more must not turn a whole batch into mails that nobody knows about.
MOST_SILENT_IN_A_ROW = 3

Clock = Callable[[], datetime.datetime]


@dataclass
class Pass:
    """What one pass did: mails by how they ended, steps settled at the claim, whether more is due, why it held."""

    mails: Counter = field(default_factory=Counter)
    steps: int = 0
    unknown: int = 0
    has_more: bool = False
    held: str = ""

    def __str__(self):
        if self.held:
            return f"held: {self.held}"
        ends = ", ".join(f"{count} {state}" for state, count in sorted(self.mails.items())) or "no mail"
        return f"{self.steps} steps looked at, {ends}, {self.unknown} found unknown"


class Stopped(Exception):
    """The mail server takes nothing from us now; what is left of the batch goes back to the schedule."""


def run(now: Clock) -> Pass:
    """Take one batch of what is due and send it. Several processes may do this at the same time."""
    at = now()
    held = guard.look(at)
    # What a dead process left is looked after while sending is held, but not by a clock that nobody trusts.
    unknown = settle.sweep(at) if guard.is_clock_trusted() else 0
    if held:
        return Pass(held=held, unknown=unknown)
    batch = claim_batch(at)
    result = Pass(steps=batch.settled, unknown=unknown, has_more=batch.is_full)
    if batch.parcels:
        Sender(batch, now, result).send_all()
    return result


def run_until_done(now: Clock):
    """Yield one pass after the other until nothing more is due."""
    while True:
        result = run(now)
        yield result
        if not (result.has_more and result.steps):
            return


class Sender:
    """Sends one batch over one kept connection."""

    def __init__(self, batch: Batch, now: Clock, result: Pass):
        self.batch, self.now, self.result = batch, now, result
        self.connection = smtp.Connection()
        # The mail that the server has taken but that no commit says is sent: that commit rides with the next one.
        self.taken = None
        self.silent_in_a_row = 0

    def send_all(self):
        left = list(self.batch.parcels)
        try:
            while left:
                self.send(left[0])
                left.pop(0)
        except Stopped as reason:
            log.warning("Sending stopped with %s mails left: %s", len(left), reason)
            self.result.has_more = False
            for parcel in left:
                settle.release(parcel.delivery, str(reason), self.now())
        finally:
            try:
                self.note_taken(self.now())
            finally:
                self.connection.close()
        settle.finish(self.batch.claim, self.now())

    def send(self, parcel: Parcel):
        """Send one mail; a mail that cannot be made or is refused fails alone."""
        try:
            while parcel.nudges and not self.offer(parcel):
                pass
            if parcel.nudges:
                self.finish(parcel)
        except mails.CannotBuild as error:
            self.end(parcel, settle.failed, "failed", f"The mail could not be made: {error}")
        except smtp.Unreachable as error:
            self.end(parcel, settle.deferred, "deferred", f"No connection: {error}")
            raise Stopped("the mail server cannot be reached") from error
        except smtp.Refused as refusal:
            self.refused(parcel, refusal)

    def offer(self, parcel: Parcel) -> bool:
        """Bring a mail up to its dot and commit that it is being sent.

        Return False if a step lost its point meanwhile: it is gone from the parcel, and the rest is built anew.
        """
        body = render(parcel, self.batch.claim.claimed_at)
        sender, recipient = clean_email(parcel.candidate.office.email), clean_email(parcel.candidate.email)
        self.connection.offer(sender, recipient, body)
        is_sending = False
        try:
            is_sending = self.commit_sending(parcel)
            self.taken = None
        finally:
            if not is_sending:
                self.connection.drop()
        return is_sending

    @transaction.atomic
    def commit_sending(self, parcel: Parcel) -> bool:
        """Look at every step once more under the candidate's lock; if all are wanted, say that they are being sent."""
        at = self.now()
        # The claim's row comes first, here as in the sweep, so that the two never wait for each other crosswise.
        if not Claim.objects.filter(pk=self.batch.claim.pk, finished_at=None).update(lease_until=at + LEASE):
            raise Stopped("the lease of the batch ran out")
        if at > self.batch.claim.claimed_at + BATCH_LASTS:
            raise Stopped("the batch took too long")
        self.note_taken(at)
        candidate = settle.lock_candidate(parcel.delivery.candidate_id)
        nudges = settle.in_hand(parcel.delivery)
        unwanted = self.unwanted(parcel, candidate, nudges, at)
        if unwanted or len(nudges) < len(parcel.nudges):
            self.leave_out(parcel, nudges, unwanted, at)
            return False
        mine = Delivery.objects.filter(pk=parcel.delivery.pk, claim=self.batch.claim, state=Delivery.State.CLAIMED)
        mine.update(state=Delivery.State.SENDING, sending_at=at)
        settle.mine(parcel.delivery).update(state=Nudge.State.SENDING)
        return True

    def unwanted(self, parcel: Parcel, candidate, nudges, at) -> dict[int, str]:
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
        waiting = {nudge.pk for nudge in nudges if rules.must_wait(nudge, candidate, day, at)}
        return {pk: reason for pk, reason in reasons.items() if reason or pk in waiting}

    def leave_out(self, parcel: Parcel, nudges, unwanted: dict[int, str], at):
        """Skip the steps that have a reason; those without one go back to the schedule."""
        for reason in set(unwanted.values()) - {""}:
            skipped = [nudge for nudge in nudges if unwanted.get(nudge.pk) == reason]
            settle.mine(parcel.delivery).filter(pk__in=[nudge.pk for nudge in skipped]).update(
                state=Nudge.State.SKIPPED, skip_reason=reason, settled_at=at
            )
            if reason in Nudge.ASK_BY_PHONE:
                make_tasks(skipped, CounselorTask.Kind.ASK_BY_PHONE, at, reason)
        settle.plan_again([nudge for nudge in nudges if unwanted.get(nudge.pk) == ""], at)
        kept = {nudge.pk for nudge in nudges} - set(unwanted)
        parcel.nudges = [nudge for nudge in parcel.nudges if nudge.pk in kept]
        if not parcel.nudges:
            settle.release(parcel.delivery, "Not wanted any more.", at)
            self.result.mails["dropped"] += 1

    def finish(self, parcel: Parcel):
        """Send the dot and note the answer."""
        try:
            reply = self.connection.finish()
        except smtp.NoReply as error:
            self.end(parcel, settle.unknown, "unknown", f"No answer after the mail was handed over: {error}")
            self.silent_in_a_row += 1
            if self.silent_in_a_row == MOST_SILENT_IN_A_ROW:
                raise Stopped("the mail server gives no answers") from error
        else:
            self.silent_in_a_row = 0
            self.taken = (parcel.delivery, reply)
            self.result.mails["sent"] += 1

    def refused(self, parcel: Parcel, refusal: smtp.Refused):
        """Note a no of the mail server; one that means all our mail stops the dispatcher."""
        if refusal.stage in ("login", "sender") and not refusal.is_temporary:
            guard.hold_server(refusal.reply, self.now())
            raise Stopped(refusal.reply) from refusal
        if refusal.is_temporary:
            self.end(parcel, settle.deferred, "deferred", refusal.reply)
            if refusal.stage == "login" or refusal.code == 421:
                raise Stopped(refusal.reply) from refusal
        elif refusal.stage == "recipient":
            self.end(parcel, settle.bad_address, "failed", refusal.reply)
        else:
            self.end(parcel, settle.failed, "failed", refusal.reply)

    def end(self, parcel: Parcel, settled, name: str, reply: str):
        settled(parcel.delivery, reply, self.now())
        parcel.nudges = []
        self.result.mails[name] += 1

    def note_taken(self, at):
        """Say of the mail before this one that it is sent."""
        if self.taken:
            settle.sent(*self.taken, at)


def render(parcel: Parcel, at: datetime.datetime) -> bytes:
    """Return the mail as it goes over the wire. Raise CannotBuild whatever is wrong with it: it fails alone."""
    try:
        return mails.build(parcel.delivery, parcel.nudges, at=at).message().as_bytes(linesep="\r\n")
    except Exception as error:
        log.error("Delivery %s could not be made: %s", parcel.delivery.pk, type(error).__name__)
        raise mails.CannotBuild(type(error).__name__) from error


def close_missed(at: datetime.datetime) -> int:
    """Close as missed what has had no answer seven days after its last step; return how many."""
    if not guard.is_clock_trusted():
        return 0
    due = FollowUp.objects.open().filter(answer_by__lte=at).order_by("answer_by")
    return sum(follow_up.miss_if_open(at=at) for follow_up in due.iterator(chunk_size=500))
