"""Working days near a wished day, after the published calendar."""

from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

from zhibu.rules.workdays import Calendar


def working_day(wished: date, *, last: date = date.max) -> date:
    """The first working day from `wished` on, or the last before it when none is left up to `last`."""
    day = wished
    while not _works(day):
        day += timedelta(days=1)
    if day <= last:
        return day
    day = min(wished, last)
    while not _works(day):
        day -= timedelta(days=1)
    return day


def _works(day: date) -> bool:
    """Years whose calendar is not published yet have only their weekends."""
    calendar = _calendar()
    return calendar.is_workday(day) if day.year in calendar.years else day.weekday() < 5


@lru_cache(maxsize=1)
def _calendar() -> Calendar:
    return Calendar.read(settings.ZHIBU_PACKS / "calendar")
