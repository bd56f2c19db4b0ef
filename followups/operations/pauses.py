"""Which pauses a user sees and may end, and which offices they may pause."""

from django.db.models import Q

from accounts.models import Office, User
from candidates.models import Candidate
from followups.models import Pause


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
