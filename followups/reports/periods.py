"""The days that a report is about, and the weeks or months of its trend. All days are calendar days."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
WEEKS_SHOWN = 13
PROGRAM_YEAR_BEGINS_IN = 7


class Preset(models.TextChoices):
    """The periods that are one click away."""

    LAST_30 = "30", _("Last 30 days")
    LAST_90 = "90", _("Last 90 days")
    PROGRAM_YEAR = "program-year", _("This program year")
    DAYS = "days", _("Other days")


@dataclass(frozen=True)
class Period:
    """The days from `since` to `until`, both included."""

    since: datetime.date
    until: datetime.date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def before(self) -> "Period":
        """As many days, right before these."""
        return Period(self.since - datetime.timedelta(days=self.days), self.since - DAY)

    @property
    def is_shown_by_month(self) -> bool:
        return self.days > WEEKS_SHOWN * 7

    def parts(self) -> list["Period"]:
        """Return the steps of the trend: the months of a long period, or else the 13 weeks up to its last day."""
        return self.months() if self.is_shown_by_month else self.weeks()

    def weeks(self) -> list["Period"]:
        """Return 13 weeks that begin on a Monday; the last ends with the period."""
        monday = self.until - datetime.timedelta(days=self.until.weekday())
        starts = [monday - number * WEEK for number in reversed(range(WEEKS_SHOWN))]
        return [Period(start, min(start + WEEK - DAY, self.until)) for start in starts]

    def months(self) -> list["Period"]:
        """Return the calendar months; the first and the last are as long as the period reaches."""
        parts, start = [], self.since
        while start <= self.until:
            next_start = (start.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
            parts.append(Period(start, min(next_start - DAY, self.until)))
            start = next_start
        return parts


def period_of(preset: Preset, on: datetime.date) -> Period:
    """Return the days of a preset, up to the day `on`."""
    if preset == Preset.PROGRAM_YEAR:
        year = on.year if on.month >= PROGRAM_YEAR_BEGINS_IN else on.year - 1
        return Period(datetime.date(year, PROGRAM_YEAR_BEGINS_IN, 1), on)
    return Period(on - datetime.timedelta(days=int(preset) - 1), on)
