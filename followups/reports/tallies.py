"""Counting in the database: every number of a report comes from here."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from followups.models import FollowUp
from followups.models.measures import matured, took_place
from followups.models.rates import Rate
from followups.reports.measures import FOLLOWED_UP, MATURED, MEASURES, OPEN
from followups.reports.periods import Period


@dataclass(frozen=True)
class Tally:
    """How many interviews each measure counts. The fields are the measures' keys."""

    matured: int = 0
    followed_up: int = 0
    later: int = 0
    said_no: int = 0
    no_answer: int = 0
    declined: int = 0
    open: int = 0
    logged_late: int = 0

    def __add__(self, other):
        return Tally(*(getattr(self, key) + getattr(other, key) for key in self.__dataclass_fields__))

    @property
    def rate(self) -> Rate:
        return Rate(self.followed_up, self.matured)

    @property
    def rate_with_declined(self) -> Rate:
        """The rate if each "decided not to" counted as a no."""
        return Rate(self.followed_up, self.matured + self.declined)

    @property
    def is_empty(self) -> bool:
        return not (self.matured or self.declined or self.open or self.logged_late)


def held_in(period: Period, offices=None):
    """Return the follow-ups of interviews held in the period, of these offices or of all."""
    held = FollowUp.objects.filter(
        took_place(), interview__held_on__gte=period.since, interview__held_on__lte=period.until
    )
    return held if offices is None else held.filter(interview__office__in=offices)


def counted(measures, on: datetime.date) -> dict:
    return {measure.key: Count("pk", filter=measure.condition(on)) for measure in measures}


def by_office_and_counselor(period: Period, offices, on) -> dict[tuple[int, int], Tally]:
    """Return the tally of each (office of the interview, counselor of the job seeker now), by their ids."""
    keys = ("interview__office", "interview__candidate__counselor")
    rows = held_in(period, offices).order_by().values_list(*keys).annotate(**counted(MEASURES, on))
    return {(office, counselor): Tally(*counts) for office, counselor, *counts in rows}


def by_day(period: Period, offices, on) -> dict[datetime.date, Tally]:
    """Return what a trend needs of each day with interviews: counted, followed up, too early."""
    rows = held_in(period, offices).order_by().values_list("interview__held_on")
    rows = rows.annotate(**counted([MATURED, FOLLOWED_UP, OPEN], on))
    return {day: Tally(matured=n, followed_up=done, open=early) for day, n, done, early in rows}


def rate(period: Period, offices, on) -> Rate:
    """Return the follow-up rate of these offices, or with None of the whole region."""
    found = held_in(period, offices).filter(matured(on)).aggregate(**counted([FOLLOWED_UP], on), n=Count("pk"))
    return Rate(found[FOLLOWED_UP.key], found["n"])


def yes_at_logging(period: Period) -> Rate:
    """Return the region's share of "yes" among those who were asked when their interview was logged."""
    asked = FollowUp.Asked
    found = held_in(period).aggregate(
        yes=Count("pk", filter=Q(asked_at_logging=asked.YES)),
        n=Count("pk", filter=~Q(asked_at_logging=asked.NOT_ASKED)),
    )
    return Rate(found["yes"], found["n"])
