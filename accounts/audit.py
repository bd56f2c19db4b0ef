"""The audit trail: one call for each reading, change or export of a candidate's record."""

from accounts.models import AuditEntry


def read(candidate_id, what, *, by, at):
    """Record that `by` read `what` (such as "job seeker's page") of a candidate."""
    record(AuditEntry.Act.READ, [candidate_id], what, by=by, at=at)


def changed(candidate_id, what, *, by, at):
    """Record that `by` changed `what` of a candidate; `by` is None when the seeker did it from a link."""
    record(AuditEntry.Act.CHANGED, [candidate_id], what, by=by, at=at)


def exported(candidate_ids, what, *, by, at):
    """Record that `by` took the rows of these candidates out of the product."""
    record(AuditEntry.Act.EXPORTED, candidate_ids, what, by=by, at=at)


def record(act, candidate_ids, what, *, by, at):
    """Add one entry for each candidate."""
    user_id = by.pk if by else None
    AuditEntry.objects.bulk_create(
        AuditEntry(at=at, user_id=user_id, candidate_id=pk, act=act, what=what) for pk in candidate_ids
    )
