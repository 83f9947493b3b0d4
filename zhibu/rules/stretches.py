"""Stretches of time that are no period of the calendar's: 1至9月, 今年以来, 近三年. Counted as periods are."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from zhibu.rules.periods import MONTHS_IN, Period

_BETWEEN = ".."


@dataclass(frozen=True)
class Stretch(Period):
    """From `first` to `last`; `year`, `size` and `number` are those of the month in which it ends."""

    first: date = date.min
    last: date = date.min

    @property
    def start(self) -> date:
        return self.first

    @property
    def end(self) -> date:
        return self.last

    @property
    def label(self) -> str:
        """2026年1月至9月 for whole months, else 2026年3月5日至5月4日; the year again where it is another; or a day."""
        first, last = self.first, self.last
        if first == last:
            return f"{first.year}年{first.month}月{first.day}日"
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        days = ("", "") if whole else (f"{first.day}日", f"{last.day}日")
        year = f"{last.year}年" if last.year != first.year else ""
        return f"{first.year}年{first.month}月{days[0]}至{year}{last.month}月{days[1]}"

    def months(self) -> tuple[Period, ...]:
        """Every month of which a day lies in it."""
        month, found = Period.containing(self.first, "month"), []
        while month.start <= self.last:
            found.append(month)
            month = month.next()
        return tuple(found)

    def __str__(self) -> str:
        return f"{self.first.isoformat()}{_BETWEEN}{self.last.isoformat()}"


def stretch_of(first: date, last: date) -> Period:
    """The calendar's own period of these days where it has one, else a stretch."""
    for size in MONTHS_IN:
        period = Period.containing(last, size)
        if (period.start, period.end) == (first, last):
            return period
    return Stretch(last.year, "month", last.month, first, last)


def parse_stretch(text: str) -> Period:
    """What `str` wrote of a period or a stretch. Raises PeriodError, ValueError."""
    first, between, last = text.partition(_BETWEEN)
    return stretch_of(date.fromisoformat(first), date.fromisoformat(last)) if between else Period.parse(text)
