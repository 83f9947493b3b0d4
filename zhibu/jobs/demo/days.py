"""Working days near a wished day."""

from datetime import date, timedelta

import holidays

_HOLIDAYS = holidays.country_holidays("CN")


def working_day(wished: date, *, last: date) -> date:
    """The first working day from `wished` on, or the last before it when none is left up to `last`."""
    for step in range((last - wished).days + 1):
        day = wished + timedelta(days=step)
        if _works(day):
            return day
    day = wished
    while not _works(day):
        day -= timedelta(days=1)
    return day


def _works(day: date) -> bool:
    return day.weekday() < 5 and day not in _HOLIDAYS
