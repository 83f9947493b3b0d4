"""Working days after the published calendar. A year without one is an error that says so, never a guess.

Working days are Monday to Friday less the published holidays, plus the published make-up workdays: the days notified
each year by the General Office of the State Council; one CSV file a year with the columns date, type (holiday or
workday), name, source. The day on which a period begins is not counted, and a last day on a holiday moves on: general
civil law as known to us, not verified (U).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal, get_args

DayType = Literal["holiday", "workday"]
_COLUMNS: Final = ["date", "type", "name", "source"]
_ONE: Final = timedelta(days=1)


class CalendarError(ValueError):
    """No calendar for a year, or a row that cannot be read; the message says what to do."""


@dataclass(frozen=True)
class SpecialDay:
    """A day that the calendar names: a holiday, or a weekend day on which people work."""

    type: DayType
    name: str
    source: str


@dataclass(frozen=True)
class Calendar:
    """The named days of all years that have a calendar."""

    days: Mapping[date, SpecialDay]

    @property
    def years(self) -> frozenset[int]:
        """The years for which a calendar is there."""
        return frozenset(day.year for day in self.days)

    @classmethod
    def read(cls, directory: Path) -> "Calendar":
        """The calendar from all CSV files of a directory; raises CalendarError with file and line."""
        days: dict[date, SpecialDay] = {}
        for path in sorted(directory.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                days.update(_rows(path.name, lines))
        return cls(days)

    def is_workday(self, day: date) -> bool:
        """Whether people work on a day; raises CalendarError for a year without a calendar."""
        if day.year not in self.years:
            raise CalendarError(
                f"{day.year}年的节假日安排还没有导入，无法计算工作日。"
                f"请在国务院办公厅公布后，把 {day.year}.csv（{'、'.join(_COLUMNS)}）放入日历文件夹。"
            )
        special = self.days.get(day)
        return special.type == "workday" if special else day.weekday() < 5

    def after(self, start: date, workdays: int) -> date:
        """The last day of a period of so many working days; `start` itself is not counted.

        Raises ValueError for a number below 1.
        """
        if workdays < 1:
            raise ValueError(f"工作日数要至少是1，给的是{workdays}。")
        day = start
        while workdays:
            day += _ONE
            workdays -= self.is_workday(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself if people work on it, else the next day on which they do (末日遇休假日顺延)."""
        while not self.is_workday(day):
            day += _ONE
        return day

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        return sum(self.is_workday(first + _ONE * offset) for offset in range((last - first).days + 1))


def _rows(file: str, lines: Iterable[str]) -> dict[date, SpecialDay]:
    reader = csv.DictReader(lines)
    if reader.fieldnames != _COLUMNS:
        raise CalendarError(f"{file} 第1行应是：{','.join(_COLUMNS)}。")
    days: dict[date, SpecialDay] = {}
    for number, row in enumerate(reader, start=2):
        kind = next((known for known in get_args(DayType) if known == row["type"]), None)
        try:
            day = date.fromisoformat(row["date"] or "")
        except ValueError:
            raise CalendarError(
                f"{file} 第{number}行的日期“{row['date']}”不对，请写成 2026-10-01。"
            ) from None
        if kind is None or day in days:
            raise CalendarError(f"{file} 第{number}行：type 要写 holiday 或 workday，同一天只能写一次。")
        days[day] = SpecialDay(kind, row["name"] or "", row["source"] or "")
    return days
