"""Sending one batch over one kept connection: each mail up to its dot, the commit, the dot, the answer."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from followups.nudges import guard, mails, settle, smtp
from followups.nudges.claim import Batch, Parcel
from followups.nudges.last_look import LastLook, Stopped
from followups.nudges.verp import envelope_sender
from workforce.addresses import clean_email

log = logging.getLogger(__name__)

# A server that answers nothing any more must not turn a whole batch into mails that nobody knows about.
MOST_SILENT_IN_A_ROW = 3
TICKS_UNTIL_ANOTHER_TRY = 5
# A worker that is told to end sends its batch first: that must be over well within its time of grace, a minute.
LONG_ENOUGH = datetime.timedelta(seconds=25)

Clock = Callable[[], datetime.datetime]


@dataclass
class Result:
    """What one pass did: mails by how they ended, steps settled at the claim, whether more is due, why it held."""

    mails: Counter = field(default_factory=Counter)
    steps: int = 0
    planned_anew: int = 0
    unknown: int = 0
    has_more: bool = False
    held: str = ""

    def __str__(self):
        ends = ", ".join(f"{count} {state}" for state, count in sorted(self.mails.items())) or "no mail"
        done = f"{self.steps} steps looked at, {ends}, {self.unknown} found unknown"
        return f"{done}; held: {self.held}" if self.held else done


class ServerStopped(Stopped):
    """The mail server takes nothing from us now: trying the next mail at once would be no use."""


class TimeIsUp(Stopped):
    """The batch has lasted long enough; the next one goes on with what is left."""


def another_try(at: datetime.datetime) -> datetime.datetime:
    """Return when a mail server that took nothing at `at` is tried again."""
    return at + datetime.timedelta(seconds=TICKS_UNTIL_ANOTHER_TRY * settings.TICK_SECONDS)


class Sender:
    """Sends one batch over one connection, and counts in `result` how its mails ended."""

    def __init__(self, batch: Batch, now: Clock, result: Result, connection: smtp.Connection):
        self.batch, self.now, self.result, self.connection = batch, now, result, connection
        self.last_look = LastLook(batch)
        # The mail that the server has taken but that no commit says is sent: that commit rides with the next one.
        self.taken = None
        self.looked_at = batch.claim.claimed_at
        self.silent_in_a_row = 0
        # Whether a refusal may stand counted that the next mail taken ends.
        self.ends_refusals = True

    def send_all(self):
        left = list(self.batch.parcels)
        try:
            while left:
                self.send(left[0])
                left.pop(0)
                if left and self.looked_at > self.batch.claim.claimed_at + LONG_ENOUGH:
                    raise TimeIsUp("the batch lasted long enough")
        except Stopped as reason:
            self.put_back(left, reason)
        finally:
            self.note_taken()
        settle.finish(self.batch.claim, self.now())

    def put_back(self, left: list[Parcel], reason: Stopped):
        """Give what was not offered back to the schedule."""
        log.warning("Sending stopped with %s mails left: %s", len(left), reason)
        at = self.now()
        is_server = isinstance(reason, ServerStopped)
        self.result.has_more = isinstance(reason, TimeIsUp)
        self.result.held = "" if self.result.has_more else str(reason)[:300]
        settle.put_back(self.batch.claim, at, try_at=another_try(at) if is_server else None)

    def send(self, parcel: Parcel):
        """Send one mail; a mail that cannot be made or is refused fails alone."""
        try:
            while parcel.nudges and not self.offer(parcel):
                pass
            if parcel.nudges:
                self.finish(parcel)
            else:
                self.result.mails["dropped"] += 1
        except mails.CannotBuild as error:
            self.end(parcel, settle.failed, "failed", f"The mail could not be made: {error}")
        except smtp.Unreachable as error:
            self.end(parcel, settle.deferred, "deferred", f"No connection: {error}")
            raise ServerStopped("the mail server cannot be reached") from error
        except smtp.Refused as refusal:
            self.refused(parcel, refusal)

    def offer(self, parcel: Parcel) -> bool:
        """Bring a mail up to its dot and commit that it is being sent.

        Return False if a step lost its point meanwhile: it is gone from the parcel, and the rest is built anew.
        """
        content, body = render(parcel, self.batch.claim.claimed_at)
        sender = envelope_sender(parcel.delivery, clean_email(parcel.candidate.office.email))
        self.connection.offer(sender, clean_email(parcel.candidate.email), body)
        is_sending = False
        try:
            self.looked_at = self.now()
            is_sending = self.last_look.commit_sending(parcel, content, self.looked_at, taken=self.taken)
            self.taken = None
        finally:
            if not is_sending:
                self.connection.drop()
        return is_sending

    def finish(self, parcel: Parcel):
        """Send the dot and note the answer."""
        try:
            reply = self.connection.finish()
        except smtp.NoReply as error:
            self.end(parcel, settle.unknown, "unknown", f"No answer after the mail was handed over: {error}")
            self.silent_in_a_row += 1
            if self.silent_in_a_row == MOST_SILENT_IN_A_ROW:
                raise ServerStopped("the mail server gives no answers") from error
        else:
            self.silent_in_a_row = 0
            self.taken = (parcel.delivery, reply)
            self.result.mails["sent"] += 1
            if self.ends_refusals:
                guard.note_taken()
                self.ends_refusals = False

    def refused(self, parcel: Parcel, refusal: smtp.Refused):
        """Note a no of the mail server; one that means all our mail stops the dispatcher."""
        means_all = refusal.stage in ("login", "sender")
        if means_all and not refusal.is_temporary:
            guard.hold_server(refusal.reply, self.now())
            raise Stopped(refusal.reply) from refusal
        if refusal.is_temporary:
            self.end(parcel, settle.deferred, "deferred", refusal.reply)
            if means_all or refusal.code == 421:
                raise ServerStopped(refusal.reply) from refusal
        elif refusal.is_bad_address:
            self.end(parcel, settle.bad_address, "failed", refusal.reply)
        else:
            self.end(parcel, settle.failed, "failed", refusal.reply)
            self.ends_refusals = True
            guard.note_refused(self.now(), refusal.reply)

    def end(self, parcel: Parcel, settled, name: str, reply: str):
        self.looked_at = self.now()
        settled(parcel.delivery, reply, self.looked_at)
        parcel.nudges = []
        self.result.mails[name] += 1

    def note_taken(self):
        """Say of the last mail that the server took that it is sent."""
        if self.taken:
            settle.sent(*self.taken, self.now())


def render(parcel: Parcel, at: datetime.datetime) -> tuple[dict, bytes]:
    """Return what the mail says, and the mail as it goes over the wire.

    Raise CannotBuild whatever is wrong with it: it fails alone.
    """
    try:
        content = mails.content_of(parcel.nudges, at=at)
        return content, mails.write(parcel.delivery, content, parcel.nudges).as_bytes()
    except mails.CannotBuild as error:
        log.error("Delivery %s could not be made: %s", parcel.delivery.pk, error)
        raise
    except Exception as error:
        log.error("Delivery %s could not be made: %s", parcel.delivery.pk, type(error).__name__)
        raise mails.CannotBuild(type(error).__name__) from error
