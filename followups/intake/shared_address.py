"""An address that several people read: who has one, and the four digits that keep letter and debrief private there."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import audit
from candidates.models import Candidate
from followups.models import Debrief, Digits, Letter

FOUR_DIGITS = re.compile(r"[0-9]{4}")
# What people try first: one digit four times, and digits in a row.
ROWS = ("01234567890", "09876543210")


def is_shared(candidate: Candidate) -> bool:
    """Tell whether somebody else reads their mail: marked by hand, or another job seeker has the same address.

    Who chose digits keeps them until they are taken away at the office, whatever becomes of the address: the mails
    with the links still lie where others read.
    """
    if candidate.shares_address:
        return True
    same_address = Q(email_key=candidate.email_key) & ~Q(pk=candidate.pk) if candidate.email_key else Q()
    locked = Q(pk=candidate.pk, digits__isnull=False)
    return Candidate.objects.filter(same_address | locked).exists()


def digits_of(candidate: Candidate) -> Digits | None:
    """Return the digits they chose, read anew."""
    return Digits.objects.filter(candidate=candidate).first()


def has_private_words(candidate: Candidate) -> bool:
    """Tell whether a debrief or a letter of theirs stands behind any of their links."""
    of_theirs = {"follow_up__interview__candidate": candidate}
    return Debrief.objects.filter(**of_theirs).exists() or Letter.objects.filter(**of_theirs).exists()


def check_digits(digits: str):
    """Raise ValidationError unless these are four digits that nobody tries first."""
    if not FOUR_DIGITS.fullmatch(digits):
        raise ValidationError(_("Type four digits, such as those of a day you remember."))
    if len(set(digits)) == 1 or any(digits in row for row in ROWS):
        raise ValidationError(_("Those are easy to guess. Choose four other digits."))


@transaction.atomic
def choose_first(candidate: Candidate, digits: str, *, at) -> bool:
    """Keep the digits a seeker chose behind the link; return False if that is no longer theirs to do there.

    Only while nothing private stands behind the link: another reader of the address could choose first, and would
    then read it. After that they are set at the office, where the counselor sees who asks.
    """
    Candidate.objects.locked().get(pk=candidate.pk)
    if digits_of(candidate) or has_private_words(candidate):
        return False
    set_digits(candidate, digits, by=None, at=at)
    return True


@transaction.atomic
def set_digits(candidate: Candidate, digits: str, *, by, at):
    """Keep new digits in place of earlier ones, with all tries."""
    Digits.choose(candidate, digits, at=at)
    audit.changed(candidate.pk, "digits for a shared address", by=by, at=at)


@transaction.atomic
def clear_digits(candidate: Candidate, *, by, at):
    """Forget the digits. Doing it twice is harmless."""
    if Digits.objects.filter(candidate=candidate).delete()[0]:
        audit.changed(candidate.pk, "digits for a shared address", by=by, at=at)
