"""No mail to an address any more, and the undoing of it: whoever reads the address decides for all who share it."""

import datetime

from django.db import transaction

from accounts import audit
from candidates.models import Candidate
from followups.models import CounselorTask, Suppression


def is_opted_out(address_key: str) -> bool:
    """Tell whether the owner of the address asked for no mail, and nobody there agreed to it on a later day."""
    since = _opt_outs(address_key).values_list("since", flat=True).first()
    agreed = Candidate.objects.filter(email_key=address_key, consent_on__isnull=False).select_related("office")
    return bool(since) and not any(candidate.consent_on > candidate.office.local_day(since) for candidate in agreed)


@transaction.atomic
def opt_out(address_key: str, at: datetime.datetime, *, candidate: Candidate | None = None) -> bool:
    """Send no more mail to the address; return False if that was so already.

    The candidates' rows are locked: the dispatcher takes the same lock for its last check. `candidate` is who asked,
    where that is known; the counselors of the others at the address get a task.
    """
    sharing = _locked(address_key)
    if is_opted_out(address_key):
        return False
    # One that a later consent overruled makes room for the new one.
    _opt_outs(address_key).lift(at)
    # Two requests at once for an address that no candidate has any more find no row to lock: the constraint decides.
    Suppression.objects.bulk_create(
        [Suppression(address_key=address_key, reason=Suppression.Reason.OPTED_OUT, since=at)], ignore_conflicts=True
    )
    others = [other for other in sharing if other != candidate] if len(sharing) > 1 else []
    CounselorTask.objects.bulk_create(
        [CounselorTask(candidate=other, kind=CounselorTask.Kind.SHARED_ADDRESS, made_at=at) for other in others],
        ignore_conflicts=True,
    )
    _record(sharing, "opted out of mail", at)
    return True


@transaction.atomic
def opt_in(address_key: str, at: datetime.datetime) -> bool:
    """Take an opt-out back; return False if there was none. Mail that came back keeps the address closed."""
    sharing = _locked(address_key)
    if not _opt_outs(address_key).lift(at):
        return False
    tasks = CounselorTask.objects.open().filter(candidate__in=sharing, kind=CounselorTask.Kind.SHARED_ADDRESS)
    tasks.update(done_at=at)
    _record(sharing, "opted in to mail again", at)
    return True


def _opt_outs(address_key):
    return Suppression.objects.of(address_key).in_force().filter(reason=Suppression.Reason.OPTED_OUT)


def _locked(address_key):
    """Lock the candidates at the address, always in the same order."""
    return list(Candidate.objects.locked().filter(email_key=address_key).order_by("pk"))


def _record(candidates, what, at):
    audit.record(audit.AuditEntry.Act.CHANGED, [candidate.pk for candidate in candidates], what, by=None, at=at)
