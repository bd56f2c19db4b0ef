"""The desk's four lists: which follow-ups stand where, in which order, and how many there are."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.models import Interview
from followups.models import CounselorTask, FollowUp

ANSWERED_SHOWN_FOR = datetime.timedelta(days=14)
TABS = {"overdue": _("Overdue"), "today": _("Today"), "waiting": _("Waiting"), "answered": _("Answered")}
MOST_WANTED_FIRST = [Interview.Interest.HIGH, Interview.Interest.MEDIUM, Interview.Interest.NOT_ASKED]


@dataclass(frozen=True)
class Now:
    """A moment, the calendar day it falls on at the reader's office, and when that day ends."""

    at: datetime.datetime
    today: datetime.date
    tomorrow_at: datetime.datetime

    @classmethod
    def of(cls, at):
        """Return it for the time zone in force, which is that of the reader's office."""
        today = timezone.localtime(at).date()
        midnight = datetime.datetime.combine(today + datetime.timedelta(days=1), datetime.time())
        return cls(at, today, timezone.make_aware(midnight))


def is_overdue(now: Now) -> Q:
    """Past due, and nobody said to look again today or later."""
    return Q(status="open", due_at__lt=now.at) & (Q(look_on=None) | Q(look_on__lt=now.today))


def is_for_today(now: Now) -> Q:
    """To be looked at today, due later today, or answered with something still to ask (needs `has_task`)."""
    still_to_come = Q(due_at__gte=now.at) & (Q(look_on__lt=now.today) | Q(look_on=None, due_at__lt=now.tomorrow_at))
    return Q(status="open") & (Q(look_on=now.today) | still_to_come) | (~Q(status="open") & Q(has_task=True))


def is_waiting(now: Now) -> Q:
    """Not due before tomorrow, or the next look lies ahead."""
    return Q(status="open") & (Q(look_on__gt=now.today) | Q(look_on=None, due_at__gte=now.tomorrow_at))


def is_answered(now: Now) -> Q:
    """Closed, in whatever way, not long ago."""
    return ~Q(status="open") & Q(closed_at__gte=now.at - ANSWERED_SHOWN_FOR)


CONDITIONS = {"overdue": is_overdue, "today": is_for_today, "waiting": is_waiting, "answered": is_answered}


def caseload(user) -> QuerySet:
    """The follow-ups of the counselor's own job seekers."""
    return with_task(FollowUp.objects.visible_to(user).filter(interview__candidate__counselor=user))


def of_offices(user) -> QuerySet:
    """The follow-ups of everybody looked after at the user's offices."""
    return with_task(FollowUp.objects.visible_to(user).filter(interview__candidate__office__in=user.offices.all()))


def with_task(follow_ups):
    """Add whether something is left for the counselor to ask."""
    return follow_ups.annotate(has_task=Exists(CounselorTask.objects.open().filter(follow_up=OuterRef("pk"))))


def counts(follow_ups: QuerySet, now: Now) -> dict[str, int]:
    """Return the length of each list, and as `people` how many job seekers there are to ask today."""
    numbers = {tab: Count("pk", filter=condition(now)) for tab, condition in CONDITIONS.items()}
    people = Count("interview__candidate", distinct=True, filter=is_overdue(now) | is_for_today(now))
    return follow_ups.aggregate(**numbers, people=people)


def listed(follow_ups: QuerySet, tab: str, now: Now) -> QuerySet:
    """Narrow to one list, in its order: the longest waiting and most wanted first, of answers the newest."""
    return follow_ups.filter(CONDITIONS[tab](now)).order_by(*order_of(tab))


def order_of(tab):
    wanted = Case(
        *[When(interview__interest=interest, then=Value(rank)) for rank, interest in enumerate(MOST_WANTED_FIRST)],
        default=Value(len(MOST_WANTED_FIRST)),
    )
    return {
        "overdue": ["interview__held_on", wanted, "pk"],
        "today": ["due_at", wanted, "pk"],
        "waiting": [Coalesce("look_on", TruncDate("due_at")), wanted, "pk"],
        "answered": ["-closed_at", "-pk"],
    }[tab]


def tasks_about_people(user, *, own: bool) -> QuerySet:
    """What there is to ask a job seeker that is not about one interview: another address, one that is shared."""
    tasks = CounselorTask.objects.open().filter(follow_up=None).select_related("candidate__counselor")
    if own:
        return tasks.filter(candidate__counselor=user)
    return tasks.filter(candidate__office__in=user.offices.all())
