"""What the log of a relay says about mails of which nobody knows whether they were handed over; none is sent again.

Read are Postfix's lines (the Message-ID stands in one, what became of it in another with the same queue number) and
any line that holds both a Message-ID of ours and `status=`. Addresses in the log are neither kept nor shown.
"""

import datetime
import gzip
import re
import uuid
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from django.db.models import Exists, OuterRef

from followups.bounces.fate import CAME_FROM, Fate, came_back
from followups.bounces.report import number_in
from followups.models import Delivery
from followups.nudges import settle
from followups.nudges.smtp import words_to_keep

LONGEST_LINE = 64 * 1024
# Mails that the relay has in hand at one time; of more than that the oldest are forgotten.
MOST_IN_HAND = 100_000
COMPRESSED = (b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd")

QUEUE = r"\]: (?P<queue>[0-9A-Za-z]{5,20}): "
NAMED = re.compile(QUEUE + r"(?:resent-)?message-id=")
SETTLED = re.compile(QUEUE + r"(?:to|from)=<.*?\bstatus=")
REMOVED = re.compile(QUEUE + r"removed\s*$")
STATUS = re.compile(r"\bstatus=(sent|bounced|deferred|expired)\b")
DSN = re.compile(r"\bdsn=(\d\.\d{1,3}\.\d{1,3}),? ")


class BadFile(Exception):
    """A log that cannot be read; the text says why."""


@dataclass(frozen=True)
class Word:
    """What a line of the log says of one mail: `status` is sent, bounced, deferred or expired."""

    delivery: uuid.UUID
    status: str
    line: str

    @property
    def dsn(self) -> str:
        found = DSN.search(self.line)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        """What the server answered, without addresses."""
        text = self.line.partition(f"status={self.status}")[2].strip().removeprefix("(").removesuffix(")")
        # "host mx.example.com[192.0.2.1] said: 550 5.1.1 …": the reply itself is what counts.
        return words_to_keep(text.partition(" said: ")[2] or text)


@dataclass
class Tally:
    """What a log settled: the unknown mails looked for, those found by how they ended, and others that came back."""

    looked_for: set[uuid.UUID]
    sent: set[uuid.UUID] = field(default_factory=set)
    bounced: set[uuid.UUID] = field(default_factory=set)
    waiting: set[uuid.UUID] = field(default_factory=set)
    others_bounced: set[uuid.UUID] = field(default_factory=set)

    def __str__(self):
        settled = self.sent | self.bounced
        missing = len(self.looked_for - settled - self.waiting)
        return (
            f"{len(self.looked_for)} unknown looked for: {len(self.sent - self.bounced)} sent,"
            f" {len(self.bounced)} came back, {len(self.waiting - settled)} still waiting at the relay,"
            f" {missing} not in the log; others that came back: {len(self.others_bounced)}"
        )


def reconcile(stream: BinaryIO, at: datetime.datetime, *, dry_run: bool = False) -> Tally:
    """Settle by a log what is unknown, and what came back; say what was found. Raise BadFile."""
    tally = Tally(set(unknown_mails().values_list("pk", flat=True)))
    for word in words_of(lines_of(stream)):
        if word.status in ("bounced", "expired"):
            note_bounced(word, tally, at, dry_run)
        elif word.delivery in tally.looked_for:
            note_handed_over(word, tally, at, dry_run)
    return tally


def unknown_mails():
    """Return those that a log can settle: once a copy has gone out too, nobody can tell which one a line is about."""
    copies = Delivery.objects.filter(copy_of=OuterRef("pk"), sending_at__isnull=False)
    return Delivery.objects.filter(~Exists(copies), state=Delivery.State.UNKNOWN, copy_of=None)


def note_bounced(word: Word, tally: Tally, at, dry_run: bool):
    if dry_run:
        is_news = Delivery.objects.filter(pk=word.delivery, state__in=CAME_FROM).exists()
    else:
        is_news = came_back(word.delivery, word.dsn, word.text, at) in (Fate.BOUNCED, Fate.REFUSED)
    if is_news and word.delivery in tally.looked_for:
        tally.bounced.add(word.delivery)
    elif is_news:
        tally.others_bounced.add(word.delivery)


def note_handed_over(word: Word, tally: Tally, at, dry_run: bool):
    if word.status == "deferred":
        tally.waiting.add(word.delivery)
    elif word.delivery not in tally.sent:
        tally.sent.add(word.delivery)
        if not dry_run:
            delivery = Delivery.objects.get(pk=word.delivery)
            reply = f"By the relay's log: {word.text}"[:500]
            settle.move(delivery, Delivery.State.SENT, at, reply=reply, came_from=[Delivery.State.UNKNOWN])


def words_of(lines: Iterator[str]) -> Iterator[Word]:
    """Yield what a log says of mails of ours, in its order."""
    in_hand = OrderedDict()
    for line in lines:
        if "message-id=" in line and (named := NAMED.search(line)):
            remember(in_hand, named["queue"], number_in(line[named.end() :]))
        if "status=" in line:
            settled = SETTLED.search(line)
            number = in_hand.get(settled["queue"]) if settled else number_in(line)
            if number and (status := STATUS.search(line)):
                yield Word(number, status[1], line)
        elif ": removed" in line and (removed := REMOVED.search(line)):
            in_hand.pop(removed["queue"], None)


def remember(in_hand: OrderedDict, queue: str, number: uuid.UUID | None):
    """Note whose mail a queue number stands for now; numbers are used again."""
    in_hand.pop(queue, None)
    if number:
        in_hand[queue] = number
        if len(in_hand) > MOST_IN_HAND:
            in_hand.popitem(last=False)


def lines_of(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a log, plain or gzipped. Raise BadFile if it is no text or ends before its end."""
    try:
        beginning = stream.peek(4096)[:4096]
        if beginning.startswith(b"\x1f\x8b"):
            stream = gzip.GzipFile(fileobj=stream)
            beginning = stream.peek(4096)[:4096]
        if beginning.startswith(COMPRESSED):
            raise BadFile("it is compressed in a way that is not known here: unpack it first")
        if b"\0" in beginning:
            raise BadFile("it is no text")
        for line in iter(partial(stream.readline, LONGEST_LINE), b""):
            yield line.decode(errors="replace")
    except (OSError, EOFError, zlib.error) as error:
        raise BadFile(f"it cannot be read to its end ({type(error).__name__})") from error
