"""An address that takes no mail: how a reply says so, what follows from it, and how it is taken back."""

import datetime
import re

from django.db import transaction

from accounts import audit
from accounts.models import User
from candidates.models import Candidate
from followups.models import CounselorTask, Delivery, Suppression

# A status code of RFC 3463; the numbers of an IP address are none.
ENHANCED = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
# RFC 3463: the recipient's address (not 5.1.7 and 5.1.8, the sender's), a disabled mailbox, no route to the domain.
# Beside it what Microsoft says of mailboxes that are not there: 5.4.1 (Exchange Online) and 5.5.0 (Outlook.com).
BAD_STATUS = re.compile(r"5\.1\.(?!7$|8$)\d+|5\.2\.1|5\.4\.[14]|5\.5\.0")
BAD_CODE = re.compile(r"55[013]\b")


def status_in(reply: str) -> str:
    """Return the status code of RFC 3463 in a reply, such as "5.1.1", the most telling one; "" if there is none."""
    found = [match[0] for match in ENHANCED.finditer(reply)]
    # A relay that was told no code says 5.0.0, and the words behind it may know better.
    return next((status for status in found if not status.endswith(".0.0")), found[0] if found else "")


def means_bad_address(status: str, words: str) -> bool:
    """Tell whether a status, or words such as "550 No such user", say that the address takes no mail.

    Not so if the server wants none of ours, or none now.
    """
    if status and status != "5.0.0":
        return bool(BAD_STATUS.fullmatch(status))
    return bool(BAD_CODE.match(words))


def mark(delivery: Delivery, candidate: Candidate | None, at: datetime.datetime):
    """Send nothing more to the address of a delivery; the counselor asks for another one. Twice is harmless.

    The caller holds the lock of `candidate`. An address that somebody found right after that mail went out stays open.
    """
    bounces = Suppression.objects.of(delivery.address_key).filter(reason=Suppression.Reason.BOUNCED)
    if delivery.sending_at and bounces.filter(lifted_at__gt=delivery.sending_at).exists():
        return
    bounces.get_or_create(
        lifted_at=None,
        defaults={"address_key": delivery.address_key, "reason": Suppression.Reason.BOUNCED, "since": at},
    )
    if candidate and candidate.email_key == delivery.address_key:
        CounselorTask.objects.get_or_create(
            candidate=candidate,
            follow_up=None,
            kind=CounselorTask.Kind.CORRECT_ADDRESS,
            done_at=None,
            defaults={"made_at": at},
        )


@transaction.atomic
def works_again(candidate: Candidate, *, by: User, at: datetime.datetime) -> bool:
    """Let mail go to the candidate's address again; return False if none came back from it.

    Those who share the address get mail again too.
    """
    sharing = list(Candidate.objects.locked().filter(email_key=candidate.email_key).order_by("pk"))
    bounces = Suppression.objects.of(candidate.email_key).filter(reason=Suppression.Reason.BOUNCED)
    if not candidate.email_key or not bounces.lift(at):
        return False
    tasks = CounselorTask.objects.open().filter(kind=CounselorTask.Kind.CORRECT_ADDRESS, candidate__in=sharing)
    tasks.update(done_at=at)
    changed = [person.pk for person in sharing]
    audit.record(audit.AuditEntry.Act.CHANGED, changed, "e-mail address works again", by=by, at=at)
    return True
