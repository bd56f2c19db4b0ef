"""Compares what the mail server accepted with what the ledger says, by Message-ID and by step."""

from collections import Counter
from dataclasses import dataclass

from followups.models import Delivery, Nudge
from followups.nudges import invariants
from followups.nudges.clock import database_now

NOT_FINAL = [Nudge.State.PLANNED, Nudge.State.CLAIMED, Nudge.State.SENDING]


@dataclass(frozen=True)
class Numbers:
    """How the two compare. `steps` counts the due mails by state; each of the lists should be empty."""

    accepted: int
    steps: Counter
    # Message-IDs taken more often than there are deliveries of it, and steps taken in two mails.
    twice: list
    # Mails that the ledger calls sent and the server never took; due steps that are in no final state.
    lost: list
    # Mails that the server took and the ledger neither calls sent nor unknown.
    denied: list

    @property
    def unknown(self):
        return self.steps[Nudge.State.UNKNOWN]

    @property
    def sent(self):
        return self.steps[Nudge.State.SENT]

    def told(self) -> dict:
        """Return what a line of the table says of them."""
        told = {"accepted": self.accepted, "twice": len(self.twice), "lost": len(self.lost), "unknown": self.unknown}
        return told | {state: self.steps[state] for state in ("failed", "skipped") if self.steps[state]}


def reconcile(taken, at=None) -> Numbers:
    """Compare the mail server's lines of accepted messages with the whole ledger, as it should stand at `at` (now)."""
    accepted = Counter(line["message_id"] for line in taken)
    handed_over, sent, known = Counter(), Counter(), set()
    copies = set()
    for delivery in Delivery.objects.all():
        handed_over[delivery.message_id] += delivery.sending_at is not None
        sent[delivery.message_id] += delivery.state in (Delivery.State.SENT, Delivery.State.BOUNCED)
        if delivery.state in (Delivery.State.SENT, Delivery.State.BOUNCED, Delivery.State.UNKNOWN):
            known.add(delivery.message_id)
        if delivery.copy_of_id:
            copies.add(delivery.message_id)
    due = Nudge.objects.mails().filter(planned_at__lte=at or database_now())
    unfinished = list(due.filter(state__in=NOT_FINAL).values_list("pk", flat=True))
    return Numbers(
        accepted=len(taken),
        steps=Counter(due.values_list("state", flat=True)),
        twice=[*(accepted - handed_over), *in_two_mails(taken, copies)],
        lost=[*(sent - accepted), *unfinished],
        denied=sorted(set(accepted) - known),
    )


def in_two_mails(taken, copies) -> list[int]:
    """Return the steps that went out in more than one mail, save in copies that a person asked for."""
    mails = {line["message_id"]: line["nudges"] for line in taken if line["message_id"] not in copies}
    steps = Counter(step for nudges in mails.values() for step in nudges)
    return [step for step, times in steps.items() if times > 1]


def assert_promise(numbers: Numbers, *, most_unknown=0, at=None):
    """The promise of DESIGN section 6, as it stands once nothing is under way any more."""
    for fault in ("twice", "lost", "denied"):
        assert getattr(numbers, fault) == [], f"{fault}: {getattr(numbers, fault)}"
    assert numbers.unknown <= most_unknown, f"{numbers.unknown} unknown, at most {most_unknown} expected"
    broken = invariants.check(at or database_now())
    assert broken == [], broken
