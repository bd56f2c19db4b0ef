"""Taking a job seeker in, changing their record, and standing in for a colleague."""

import uuid

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import AuditEntry, User
from candidates.models import Candidate, Cover

DERIVED = {"consent_on", "consent_by", "email_key", "search_text"}
WHAT_LENGTH = AuditEntry._meta.get_field("what").max_length


def take_in(candidate: Candidate, *, by: User, at, form_key: uuid.UUID | None = None) -> Candidate:
    """Save a new job seeker in the caseload of `by`. The same form sent twice takes in one: the first is returned."""
    take_in_unsaved(candidate, by=by).form_key = form_key
    try:
        with transaction.atomic():
            candidate.save()
            audit.changed(candidate.pk, "job seeker added", by=by, at=at)
    except IntegrityError:
        twin = taken_in(form_key, by=by)
        if not twin:
            raise
        return twin
    return candidate


def take_in_unsaved(candidate: Candidate, *, by: User) -> Candidate:
    """Put a new job seeker into the caseload of `by`, at their office unless another was chosen."""
    candidate.counselor = by
    if candidate.office_id is None:
        candidate.office = by.home_office
    return candidate


def taken_in(form_key: uuid.UUID | None, *, by: User) -> Candidate | None:
    """Return whom an earlier sending of the same form took in."""
    return Candidate.objects.filter(form_key=form_key, counselor=by).first() if form_key else None


@transaction.atomic
def change(candidate: Candidate, fields: list[str], *, by: User, at):
    """Save what changed of a record, and nothing else: a colleague may have changed the rest meanwhile."""
    columns = {field.name for field in Candidate._meta.concrete_fields} & set(fields)
    candidate.save(update_fields=columns | DERIVED)
    audit.changed(candidate.pk, f"changed: {', '.join(fields)}"[:WHAT_LENGTH], by=by, at=at)


@transaction.atomic
def cover(candidate: Candidate, *, by: User, at) -> bool:
    """Let `by` write to a colleague's record for a while. Return False if they may already."""
    locked = Candidate.objects.locked().get(pk=candidate.pk)
    if locked.is_writable_by(by, at):
        return False
    Cover.begin(locked, by=by, at=at)
    audit.changed(locked.pk, "covered for the counselor", by=by, at=at)
    return True
