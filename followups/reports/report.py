"""The report: one frozen value made by few queries. The page takes it, and so can any other face."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from followups.models.rates import Change, Rate
from followups.reports import tallies
from followups.reports.periods import Period
from followups.reports.tallies import Tally

# "Nine times out of ten the answer is no": where the product began (DESIGN section 9).
EXPERIENCE = 0.1
ENOUGH_ASKED = 100
YEAR = datetime.timedelta(days=365)
# Stands in addresses for the counselors whose offices the reader does not see.
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Row:
    """One office or counselor. `key` is its id."""

    key: int | str
    name: str
    tally: Tally

    @property
    def rate(self) -> Rate:
        return self.tally.rate


@dataclass(frozen=True)
class Point:
    """One week or month of the trend. `open` of its interviews are too early to count."""

    period: Period
    rate: Rate
    open: int


@dataclass(frozen=True)
class Reference:
    """What the rate is held against: the share of "yes" when first asked, or one manager's experience."""

    asked: Rate

    @property
    def is_measured(self) -> bool:
        return self.asked.n >= ENOUGH_ASKED

    @property
    def share(self) -> float:
        return self.asked.share if self.is_measured else EXPERIENCE

    @property
    def percent(self) -> int:
        return self.asked.percent if self.is_measured else round(EXPERIENCE * 100)


@dataclass(frozen=True)
class Report:
    """The follow-up rate of some offices in a period, as of a day, with everything that stands beside it."""

    on: datetime.date
    period: Period
    total: Tally
    change: Change
    region: Rate
    reference: Reference
    trend: tuple[Point, ...]
    offices: tuple[Row, ...]
    counselors: tuple[Row, ...]

    @property
    def has_trend(self) -> bool:
        """Whether there is anything to draw: the trend may reach further back than the period."""
        return any(point.rate.n or point.open for point in self.trend)


def make_report(period: Period, *, offices, user: User, on: datetime.date) -> Report:
    """Count the interviews of these offices. Names of counselors are those that the user may see."""
    counts = tallies.by_office_and_counselor(period, offices, on)
    total = sum(counts.values(), Tally())
    return Report(
        on=on,
        period=period,
        total=total,
        change=Change(total.rate, tallies.rate(period.before, offices, on)),
        region=tallies.rate(period, None, on),
        reference=Reference(tallies.yes_at_logging(Period(period.until - YEAR, period.until))),
        trend=trend(period, offices, on),
        offices=ranked(office_rows(counts, offices)),
        counselors=ranked(counselor_rows(counts, user)),
    )


def trend(period: Period, offices, on) -> tuple[Point, ...]:
    """Return the weeks or months up to the end of the period."""
    parts = period.parts()
    days = tallies.by_day(Period(parts[0].since, parts[-1].until), offices, on)
    points = []
    for part in parts:
        tally = sum((found for day, found in days.items() if part.since <= day <= part.until), Tally())
        points.append(Point(part, tally.rate, tally.open))
    return tuple(points)


def office_rows(counts, offices) -> list[Row]:
    """Return a row for each office, also for one without interviews."""
    found = {office.pk: Tally() for office in offices}
    for (office, _counselor), tally in counts.items():
        found[office] += tally
    return [Row(office.pk, office.name, found[office.pk]) for office in offices]


def counselor_rows(counts, user) -> list[Row]:
    """Return a row for each counselor with interviews; those at offices the user does not see share one."""
    names = dict(User.objects.visible_to(user).order_by().values_list("pk", "name"))
    found = {}
    for (_office, counselor), tally in counts.items():
        key = counselor if counselor in names else ELSEWHERE
        found[key] = found.get(key, Tally()) + tally
    return [Row(key, names.get(key) or _("Moved to another office"), tally) for key, tally in found.items()]


def ranked(rows) -> tuple[Row, ...]:
    """Sort by rate, highest first; few interviews stand unranked after them, none at the end."""
    return tuple(sorted(rows, key=place))


def place(row: Row) -> tuple:
    if row.rate.is_few:
        return (1 if row.rate.n else 2, 0, row.name)
    return (0, -row.rate.share, row.name)
