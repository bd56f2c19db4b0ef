"""Pausing the reminders of one job seeker, and letting them go out again."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from candidates.models import Candidate
from followups.models import Pause


def may_pause(user: User, candidate: Candidate, at) -> bool:
    """Tell whether the user may: the counselor, one who covers, or a manager of the office."""
    if user.is_manager:
        return user.offices.filter(pk=candidate.office_id).exists()
    return candidate.is_writable_by(user, at)


@transaction.atomic
def pause(candidate: Candidate, *, reason: str, by: User, at) -> None:
    """Hold back the reminders; a second pause while one is in force changes nothing."""
    Candidate.objects.locked().get(pk=candidate.pk)
    _pause, made = Pause.objects.get_or_create(
        candidate=candidate, ended_at=None, defaults={"reason": reason, "since": at, "paused_by": by}
    )
    if made:
        audit.changed(candidate.pk, "reminders paused", by=by, at=at)


@transaction.atomic
def resume(candidate: Candidate, *, by: User, at) -> None:
    """Let the reminders go out again."""
    if candidate.pauses.in_force().update(ended_at=at, ended_by=by):
        audit.changed(candidate.pk, "reminders resumed", by=by, at=at)
