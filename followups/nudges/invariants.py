"""The promise of DESIGN section 6 as queries: each finds the rows that break it, and should find none."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from candidates.models import Interview
from followups.models import Claim, Delivery, Entry, FollowUp, Heartbeat, Nudge, Suppression
from followups.nudges import guard
from followups.nudges.settle import IN_HAND

log = logging.getLogger(__name__)

# A step is in a final state, or waits for a reason, this long after it was due.
SETTLED_WITHIN = datetime.timedelta(minutes=15)


# The moment of an act is read before its lock is waited for, on another machine's clock.
CLOCKS_CROSS = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Invariant:
    """A rule in words, and the rows that break it at a moment."""

    rule: str
    broken: Callable[[datetime.datetime], QuerySet]


def states_apart(at):
    return Nudge.objects.filter(state__in=Nudge.WITH_DELIVERY).exclude(state=F("delivery__state"))


def held_by_nobody(at):
    return Delivery.objects.filter(state__in=IN_HAND, claim__finished_at__isnull=False)


def lease_forgotten(at):
    return Claim.objects.filter(finished_at=None, lease_until__lt=at - SETTLED_WITHIN)


def wrong_next_step(at):
    first = Nudge.objects.planned().filter(follow_up=OuterRef("pk")).order_by().values("follow_up")
    first = Subquery(first.annotate(first=Min("try_at")).values("first"))
    told = FollowUp.objects.annotate(first=first)
    return told.exclude(next_step_at=F("first")).exclude(next_step_at=None, first=None)


def planned_after_the_end(at):
    outcome_question = Q(kind=Nudge.Kind.OUTCOME, follow_up__status=FollowUp.Status.DONE)
    return Nudge.objects.planned().exclude(follow_up__status=FollowUp.Status.OPEN).exclude(outcome_question)


def left_lying(at):
    # While the dispatcher is held, everything lies rightly.
    left = Nudge.objects.planned().filter(try_at__lt=at - SETTLED_WITHIN)
    return left.none() if guard.holds() else left


def sent_after_an_opt_out(at):
    opted_out = in_force_before(Suppression.Reason.OPTED_OUT)
    agreed_later = Q(candidate__consent_on__gte=F("sending_at__date"))
    return Delivery.objects.filter(Exists(opted_out), sending_at__isnull=False).exclude(agreed_later)


def sent_after_a_bounce(at):
    bounced = in_force_before(Suppression.Reason.BOUNCED)
    return Delivery.objects.filter(Exists(bounced), sending_at__isnull=False)


def in_force_before(reason):
    """Return what closed the address of a delivery for this reason before it was sent."""
    closed = Suppression.objects.in_force().filter(reason=reason, address_key=OuterRef("address_key"))
    return closed.filter(since__lt=OuterRef("sending_at") - CLOCKS_CROSS)


def empty_mail(at):
    # With a job seeker's record their steps go too; what is left of the mail is a number.
    mails = Delivery.objects.filter(copy_of=None, candidate__isnull=False).exclude(state=Delivery.State.DROPPED)
    return mails.exclude(Exists(Nudge.objects.filter(delivery=OuterRef("pk"))))


def copy_of_what_is_in_hand(at):
    never_unknown = Q(copy_of__state__in=[*IN_HAND, Delivery.State.DROPPED])
    return copies().filter(never_unknown | Q(copy_of__copy_of__isnull=False))


def wish_handed_over_twice(at):
    handed_over = copies().exclude(sending_at=None).exclude(state=Delivery.State.DROPPED).order_by()
    same_wish = handed_over.filter(copy_of=OuterRef("copy_of"), copy_wanted_at=OuterRef("copy_wanted_at"))
    times = same_wish.values("copy_of").annotate(times=Count("pk")).values("times")
    return handed_over.annotate(times=Subquery(times)).filter(times__gt=1)


def step_of_a_copy(at):
    return Nudge.objects.filter(delivery__copy_of__isnull=False)


def copies():
    return Delivery.objects.filter(copy_of__isnull=False)


def without_follow_up(at):
    return Interview.objects.filter(follow_up=None)


def end_without_entry(at):
    entry = Entry.objects.filter(follow_up=OuterRef("pk"), kind=OuterRef("status"))
    return FollowUp.objects.exclude(status=FollowUp.Status.OPEN).exclude(Exists(entry))


INVARIANTS = (
    Invariant("A step and the mail that carries it are in the same state.", states_apart),
    Invariant("What is being sent is in the hands of a claim.", held_by_nobody),
    Invariant("A claim whose lease ran out is swept.", lease_forgotten),
    Invariant("A follow-up knows when its next step is due.", wrong_next_step),
    Invariant("Nothing is planned for a follow-up that is closed, save the outcome question.", planned_after_the_end),
    Invariant("No step lies more than 15 minutes past its time.", left_lying),
    Invariant("No mail goes out after an opt-out.", sent_after_an_opt_out),
    Invariant("No mail goes to an address from which one came back.", sent_after_a_bounce),
    Invariant("Every mail carries a step, or is a copy.", empty_mail),
    Invariant("A copy is one of a mail of which nobody knew whether it arrived.", copy_of_what_is_in_hand),
    Invariant("A copy is handed over once for each time that a person asked for it.", wish_handed_over_twice),
    Invariant("Steps belong to the first mail, never to its copy.", step_of_a_copy),
    Invariant("Every interview has its follow-up.", without_follow_up),
    Invariant("The end of every follow-up stands in its timeline.", end_without_entry),
)


def check(at: datetime.datetime) -> list[str]:
    """Return a sentence for each broken rule, with how many rows break it and the number of one of them."""
    found = []
    for invariant in INVARIANTS:
        rows = invariant.broken(at)
        count = rows.count()
        if count:
            found.append(f"{invariant.rule} Broken by {count}, such as {rows.values_list('pk', flat=True).first()}.")
    return found


def check_and_keep(at: datetime.datetime) -> list[str]:
    """Check, log what is broken and keep it for the page of operations; return the sentences."""
    broken = check(at)
    for sentence in broken:
        log.error("The promise is broken: %s", sentence)
    Heartbeat.objects.update(checked_at=at, broken=broken)
    return broken
