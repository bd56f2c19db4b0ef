"""A changed cadence reaches what has not been sent: each marked follow-up is planned again, one by one.

The mark is set in the transaction that changes the cadence, and a marked follow-up is not claimed. So nothing goes
out by a cadence from before, however long this takes, in however many processes, and whenever one of them dies.
"""

import datetime
import logging

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Office
from candidates.models import Candidate
from followups.models import CadenceChange, FollowUp, Nudge
from followups.nudges import schedule

log = logging.getLogger(__name__)

LIMIT = 500
# Whoever logs an interview has read the cadence, and is done, within this time.
LOGGING_LASTS = datetime.timedelta(minutes=5)


def replan_wanted(at: datetime.datetime, limit: int = LIMIT) -> int:
    """Plan up to `limit` marked follow-ups again, the oldest first; return how many.

    Those whose candidate somebody else holds, or of which a mail is in hand, keep their mark for the next time.
    """
    mark_logged_meanwhile(at)
    in_hand = Nudge.objects.in_hand().filter(follow_up=OuterRef("pk"))
    wanted = FollowUp.objects.filter(~Exists(in_hand), replan_wanted=True).order_by("pk")
    return sum(replan_alone(pk, at) for pk in list(wanted.values_list("pk", flat=True)[:limit]))


def replan_alone(pk: int, at: datetime.datetime) -> bool:
    """Plan one follow-up again; one that cannot be keeps its mark, and the others go on."""
    try:
        return replan_marked(pk, at)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.error("Follow-up %s could not be planned again: %s", pk, type(error).__name__)
        return False


@transaction.atomic
def replan_marked(pk: int, at: datetime.datetime) -> bool:
    free = Candidate.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    if not free.filter(interviews__follow_up=pk).first():
        return False
    follow_up = FollowUp.objects.filter(pk=pk, replan_wanted=True).first()
    if not follow_up:
        return False
    schedule.replan(follow_up, at=at, keeps_passed=True)
    return True


def in_reach(office: Office | None) -> QuerySet[FollowUp]:
    """Return what a change of the cadence of `office` (None: the region's) can reach: no closed case, save one that is
    done and whose outcome question is still to come."""
    status, outcome = FollowUp.Status, FollowUp.Outcome
    going_on = Q(status=status.OPEN) | Q(status=status.DONE, outcome__in=["", outcome.WAITING])
    uses_it = Q(interview__office=office) if office else Q(interview__office__cadence=None)
    return FollowUp.objects.filter(going_on, uses_it)


def mark_logged_meanwhile(at: datetime.datetime):
    """Mark what was logged while a cadence was changed, by a request that had read the one from before."""
    for change in CadenceChange.objects.filter(settled_at=None, at__lt=at - LOGGING_LASTS):
        logged = (change.at - LOGGING_LASTS, change.at + LOGGING_LASTS)
        in_reach(change.office).filter(interview__logged_at__range=logged).update(replan_wanted=True)
        CadenceChange.objects.filter(pk=change.pk).update(settled_at=at)
