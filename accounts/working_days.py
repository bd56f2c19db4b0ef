"""The days on which work is done: Monday to Friday, without the US federal holidays."""

import datetime
from functools import lru_cache
from types import MappingProxyType

import holidays

DAY = datetime.timedelta(days=1)


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> MappingProxyType[datetime.date, str]:
    """Return the federal holidays that fall in or are observed in a year, with their names."""
    found = holidays.UnitedStates(years=[year - 1, year, year + 1], observed=True)
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


def is_working_day(day: datetime.date) -> bool:
    """Tell whether it is a Monday to Friday and no federal holiday."""
    return day.isoweekday() <= 5 and day not in federal_holidays(day.year)


def working_day(day: datetime.date, number: int) -> datetime.date:
    """Return the `number`th working day after `day`; a negative number counts back, 0 is the day itself."""
    step = DAY if number > 0 else -DAY
    for _count in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
