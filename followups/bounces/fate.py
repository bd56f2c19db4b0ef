"""What follows from a report: the ledger, the address, the opt-out. Doing any of it twice changes nothing more."""

import datetime
import uuid
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from followups.bounces.report import Kind, Report
from followups.intake.opt_out import opt_out
from followups.models import Delivery
from followups.nudges import bad_address, settle


class Fate(StrEnum):
    """What became of a mail that was read; its text stands in the line that counts them."""

    BOUNCED = "bounced"
    REFUSED = "bounced, the address is not to blame"
    DELAYED = "delayed"
    OPTED_OUT = "opted out"
    AUTO_REPLY = "automatic replies"
    KNOWN = "known already"
    NO_SUCH_MAIL = "about no mail of ours"
    FOR_A_PERSON = "for a person to read"
    TOO_EARLY = "to be read again"
    BROKEN = "could not be noted"


IGNORED = {Kind.DELAYED: Fate.DELAYED, Kind.AUTO_REPLY: Fate.AUTO_REPLY}
CAME_FROM = [Delivery.State.SENT, Delivery.State.UNKNOWN]


def act_on(report: Report, at: datetime.datetime) -> Fate:
    """Do what a report asks for, and say what that was."""
    if report.kind in IGNORED:
        return IGNORED[report.kind]
    stops = report.kind == Kind.COMPLAINT or report.wants_stop
    if not (stops or report.kind == Kind.BOUNCED):
        return Fate.FOR_A_PERSON
    if not report.delivery:
        return Fate.FOR_A_PERSON if report.kind == Kind.HUMAN else Fate.NO_SUCH_MAIL
    return stop_mail(report.delivery, at) if stops else came_back(report.delivery, report.status, report.text, at)


@transaction.atomic
def came_back(number: uuid.UUID, status: str, words: str, at: datetime.datetime) -> Fate:
    """Record that a mail, and each copy of it, came back; a bad address gets no more until somebody puts it right."""
    known = Delivery.objects.filter(Q(pk=number) | Q(copy_of=number))
    first = known.first()
    if not first:
        return Fate.NO_SUCH_MAIL
    candidate = settle.lock_candidate(first.candidate_id)
    mails = list(known.order_by("created_at"))
    # The server's answer is known only now to the process that sent it, and its commit is still to come.
    if any(mail.state == Delivery.State.SENDING for mail in mails):
        return Fate.TOO_EARLY
    reply = words if status in words else f"{status} {words}"[:500]
    moved = [mail for mail in mails if settle.move(mail, Delivery.State.BOUNCED, at, reply=reply, came_from=CAME_FROM)]
    if not moved:
        return Fate.KNOWN
    if not bad_address.means_bad_address(status, words):
        return Fate.REFUSED
    bad_address.mark(moved[-1], candidate, at)
    return Fate.BOUNCED


def stop_mail(number: uuid.UUID, at: datetime.datetime) -> Fate:
    """Send no more to the address of a mail, as if its link to unsubscribe had been pressed."""
    mail = Delivery.objects.filter(pk=number).select_related("candidate").first()
    if not mail:
        return Fate.NO_SUCH_MAIL
    owner = mail.candidate
    asked = owner if owner and owner.email_key == mail.address_key else None
    return Fate.OPTED_OUT if opt_out(mail.address_key, at, candidate=asked) else Fate.KNOWN
