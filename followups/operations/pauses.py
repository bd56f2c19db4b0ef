"""Pausing all reminders, or those of one office, and letting them go out again."""

import logging

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.models import Office, User
from candidates.models import Candidate
from followups.models import Pause

log = logging.getLogger(__name__)


def visible_to(user: User):
    """Return the pauses in force that the user may see: everywhere, and those of their offices; no job seeker's."""
    scope = Q(candidate=None, office=None) | Q(candidate=None, office__in=Office.objects.visible_to(user))
    return Pause.objects.in_force().filter(scope).select_related("office", "paused_by")


def endable_by(user: User):
    """Return the pauses, of any time, that the user may end.

    Administrators end those of offices, managers those of their offices and of the job seekers there.
    """
    scope = Q(candidate=None, office__in=offices_paused_by(user))
    if user.is_administrator:
        scope |= Q(candidate=None, office=None)
    if user.is_manager:
        scope |= Q(candidate__in=Candidate.objects.visible_to(user))
    return Pause.objects.filter(scope)


def of_seekers(user: User):
    """Return the pauses in force of single job seekers whose names the user may see, newest first."""
    found = Pause.objects.in_force().filter(candidate__in=Candidate.objects.visible_to(user))
    return found.select_related("candidate__office", "paused_by")


def number_of_seekers(offices=None) -> int:
    """Return for how many single job seekers of `offices`, or everywhere, reminders are paused."""
    found = Pause.objects.in_force().exclude(candidate=None)
    return (found if offices is None else found.filter(candidate__office__in=offices)).count()


def offices_paused_by(user: User):
    """Return the offices that the user may pause: all for administrators, their own for managers."""
    if user.is_administrator or user.is_manager:
        return Office.objects.visible_to(user)
    return Office.objects.none()


def pause(office: Office | None, *, reason: str, by: User, at) -> bool:
    """Hold back the reminders of an office, or all without one; tell whether they went out until now."""
    _pause, made = Pause.objects.get_or_create(
        office=office, candidate=None, ended_at=None, defaults={"reason": reason, "since": at, "paused_by": by}
    )
    if made:
        log.warning("User %s paused reminders at %s", by.pk, f"office {office.pk}" if office else "all offices")
    return made


@transaction.atomic
def end(paused: Pause, *, by: User, at) -> bool:
    """Let the reminders go out again; tell whether they were paused until now."""
    if not Pause.objects.in_force().filter(pk=paused.pk).update(ended_at=at, ended_by=by):
        return False
    log.warning("User %s ended pause %s", by.pk, paused.pk)
    if paused.candidate_id:
        audit.changed(paused.candidate_id, "reminders resumed", by=by, at=at)
    return True
