"""Mails that did not end well: those of which nobody knows whether they arrived, and those that came back."""

import datetime
import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from followups.models import Delivery, Nudge
from followups.nudges import copies, settle
from workforce.dates import as_sentence

log = logging.getLogger(__name__)

FAILURES_SHOWN = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """A mail with what became of each copy, newest first, and whether the user may still decide about it."""

    delivery: Delivery
    copies: list[tuple[Delivery, str]]
    may_decide: bool


def visible_to(user: User):
    """Return the mails whose numbers the user may see: managers those to the job seekers of their offices."""
    if user.is_counselor:
        return Delivery.objects.none()
    found = Delivery.objects.select_related("candidate__office", "decided_by")
    return found.filter(candidate__office__in=user.offices.all()) if user.is_manager else found


def unknown(user: User):
    """Return those of which nobody knows whether they arrived and that nobody chose to leave, newest first."""
    found = visible_to(user).filter(state=Delivery.State.UNKNOWN, copy_of=None, left_at=None)
    return found.prefetch_related("copies").order_by("-settled_at", "pk")


def not_arrived(user: User, at):
    """Return those of the last 30 days that were refused or came back, newest first."""
    ended = [Delivery.State.FAILED, Delivery.State.BOUNCED]
    return visible_to(user).filter(state__in=ended, settled_at__gte=at - FAILURES_SHOWN).order_by("-settled_at", "pk")


def decidable_by(user: User):
    """Return the mails, whatever became of them, of which the user may say whether to send them again."""
    if user.is_administrator or user.is_manager:
        return visible_to(user).filter(copy_of=None)
    return Delivery.objects.none()


def send_again(delivery: Delivery, *, by: User, at) -> bool:
    """Wish for a copy, which the dispatcher sends; tell whether that can be and nobody had decided before."""
    if not delivery.candidate_id:
        return False
    return decide(delivery, by=by, act="mail to be sent again", at=at, copy_wanted_at=at)


def leave(delivery: Delivery, *, by: User, at) -> bool:
    """Leave a mail as it is; tell whether nobody had decided before."""
    return decide(delivery, by=by, act="unknown mail left", at=at, left_at=at)


@transaction.atomic
def decide(delivery: Delivery, *, by: User, act: str, at, **decision) -> bool:
    open_ones = Delivery.objects.filter(
        ~Exists(copies.in_hand(OuterRef("pk"))),
        pk=delivery.pk,
        state=Delivery.State.UNKNOWN,
        copy_of=None,
        copy_wanted_at=None,
        left_at=None,
    )
    if not open_ones.update(decided_by=by, **decision):
        return False
    log.warning("User %s decided about delivery %s: %s", by.pk, delivery.pk, act)
    if delivery.candidate_id:
        audit.changed(delivery.candidate_id, act, by=by, at=at)
    return True


def rows(found, user: User) -> list[Row]:
    """Return the rows of a list of mails whose copies were read with them."""
    may_decide = user.is_administrator or user.is_manager
    return [row(delivery, may_decide) for delivery in found]


def row(delivery: Delivery, may_decide: bool) -> Row:
    copied = list(delivery.copies.all())
    is_open = not delivery.copy_wanted_at and not any(copy.state in settle.IN_HAND for copy in copied)
    return Row(delivery, [(copy, say_copy(copy)) for copy in copied], may_decide and is_open)


def say_copy(copy: Delivery) -> str:
    """Return what became of a copy, in words."""
    reasons = dict(Nudge.Skip.choices) | dict(copies.Refusal.choices)
    if copy.state in settle.IN_HAND:
        return _("Is being sent again now.")
    if copy.state == Delivery.State.UNKNOWN:
        return _("Sent again, and again no answer came.")
    if copy.reply in reasons:
        return as_sentence(_("Not sent again: %(why)s") % {"why": reasons[copy.reply]})
    return _("Tried again in vain: %(reply)s") % {"reply": copy.reply}
