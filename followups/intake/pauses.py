"""Holding reminders back and letting them go again: everywhere, of one office, or of one job seeker."""

import logging

from django.db import transaction

from accounts import audit
from accounts.models import Office, User
from candidates.models import Candidate
from followups.models import Pause

log = logging.getLogger(__name__)


@transaction.atomic
def begin(*, office: Office | None = None, candidate: Candidate | None = None, reason: str, by: User, at) -> bool:
    """Hold back the reminders of an office or of a job seeker, or all without either.

    Tell whether they went out until now; a second pause while one is in force changes nothing.
    """
    if candidate:
        Candidate.objects.locked().get(pk=candidate.pk)
    begun, made = Pause.objects.get_or_create(
        office=office, candidate=candidate, ended_at=None, defaults={"reason": reason, "since": at, "paused_by": by}
    )
    if made:
        note(begun, "paused", by, at)
    return made


@transaction.atomic
def end(pause: Pause, *, by: User, at) -> bool:
    """Let the reminders go out again; tell whether they were paused until now."""
    if not Pause.objects.in_force().filter(pk=pause.pk).update(ended_at=at, ended_by=by):
        return False
    note(pause, "resumed", by, at)
    return True


def note(pause: Pause, what: str, by: User, at):
    """Write it to the log, by numbers alone, and to the audit trail of the job seeker."""
    where = f"office {pause.office_id}" if pause.office_id else "one job seeker" if pause.candidate_id else "everywhere"
    log.warning("User %s %s reminders: pause %s, %s", by.pk, what, pause.pk, where)
    if pause.candidate_id:
        audit.changed(pause.candidate_id, f"reminders {what}", by=by, at=at)
