"""Sending hours: when an office lets mail go out.

Local days and times are those of the office's time zone; every moment returned is aware, in UTC. Holidays are the
US federal ones, the date itself and the day it is observed on (DESIGN section 5).
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from accounts.working_days import federal_holidays

DAY = datetime.timedelta(days=1)
MIDNIGHT = datetime.time(0)
# A week of closed days with a holiday in it is the longest gap that any choice of days can make.
LONGEST_GAP_IN_DAYS = 21


@dataclass(frozen=True)
class SendingHours:
    """The hours of an office. `until` at midnight means the end of the day; `days` are ISO weekdays as digits."""

    zone: ZoneInfo
    from_: datetime.time
    until: datetime.time
    days: str
    on_holidays: bool = False

    @classmethod
    def of(cls, office):
        return cls(office.zone, office.sends_from, office.sends_until, office.sending_days, office.sends_on_holidays)

    def is_sending_day(self, day: datetime.date) -> bool:
        if str(day.isoweekday()) not in self.days or (not self.on_holidays and day in federal_holidays(day.year)):
            return False
        # The only hour of an office may be the one that the clocks skip.
        return self.opening(day) < self.closing(day)

    def opening(self, day: datetime.date) -> datetime.datetime:
        """Return the first moment of a sending day."""
        return at_local(day, self.from_, self.zone)

    def closing(self, day: datetime.date) -> datetime.datetime:
        """Return the moment from which a day's mail waits for the next sending day."""
        return (
            at_local(day + DAY, MIDNIGHT, self.zone) if self.until == MIDNIGHT else at_local(day, self.until, self.zone)
        )

    def contain(self, moment: datetime.datetime) -> bool:
        return self.first_moment(moment) == moment

    def first_moment(self, moment: datetime.datetime) -> datetime.datetime:
        """Return the first moment inside sending hours that is not before `moment`."""
        day = self.local_day(moment)
        if self.is_sending_day(day):
            if moment < self.opening(day):
                return self.opening(day)
            if moment < self.closing(day):
                return moment
        return self.opening(self.sending_day_after(day))

    def first_moment_of_next_day(self, moment: datetime.datetime) -> datetime.datetime:
        """Return the first moment of the first sending day after the local day of `moment`."""
        return self.opening(self.sending_day_after(self.local_day(moment)))

    def local_day(self, moment: datetime.datetime) -> datetime.date:
        return moment.astimezone(self.zone).date()

    def sending_day_after(self, day: datetime.date) -> datetime.date:
        for _step in range(LONGEST_GAP_IN_DAYS):
            day += DAY
            if self.is_sending_day(day):
                return day
        raise ValueError(f"No sending day within {LONGEST_GAP_IN_DAYS} days of {day}.")

    def open_until(self, moment: datetime.datetime) -> datetime.datetime:
        """Return `moment` if it is inside sending hours, else when the last ones before it ended."""
        if self.contain(moment):
            return moment
        day = self.local_day(moment)
        while not (self.is_sending_day(day) and self.closing(day) <= moment):
            day -= DAY
        return self.closing(day)

    def waited(self, since: datetime.datetime, now: datetime.datetime) -> datetime.timedelta:
        """Return the time from `since` to `now`, less every local day without sending hours in between."""
        total = now - since
        day, last = self.local_day(since), self.local_day(now)
        while day <= last:
            if not self.is_sending_day(day):
                starts, ends = at_local(day, MIDNIGHT, self.zone), at_local(day + DAY, MIDNIGHT, self.zone)
                total -= max(min(ends, now) - max(starts, since), datetime.timedelta())
            day += DAY
        return total


def at_local(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """Return the moment of a local day and time in UTC.

    A time that the clock skips in spring is read an hour later; of one that comes twice in autumn, the first counts.
    """
    return datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC)


def same_local_time(moment: datetime.datetime, days: int, zone: ZoneInfo) -> datetime.datetime:
    """Return the moment `days` calendar days later at the same time on the office's clock."""
    local = moment.astimezone(zone)
    return at_local(local.date() + days * DAY, local.time(), zone)
