"""Calendar periods as values: 2026-07, 2026Q3, 2026H2, 2026. A period refuses the wrong size with a reason."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Size = Literal["month", "quarter", "half", "year", "term"]

MONTHS_IN: Final[dict[Size, int]] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""The sizes of the calendar; a term (`zhibu.rules.terms`) is of no fixed length."""
SIZE_TITLES: Final[dict[Size, str]] = {
    "month": "月",
    "quarter": "季度",
    "half": "半年",
    "year": "年",
    "term": "任期",
}
_WRITTEN: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?", re.ASCII)
_ORDINALS: Final = "一二三四"


class PeriodError(ValueError):
    """A text is no period, or a period has the wrong size; the message says which forms are right."""


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year of the civil calendar.

    `number` counts from 1 within the year (always 1 for a year). Periods of one size sort by time.
    """

    year: int
    size: Size
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999 or not 1 <= self.number <= 12 // MONTHS_IN[self.size]:
            raise PeriodError(f"没有这样的期间：{self.year}年第{self.number}个{SIZE_TITLES[self.size]}。")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads 2026-07, 2026Q3, 2026H2 or 2026; raises PeriodError for anything else."""
        match = _WRITTEN.fullmatch(text)
        if "~" in text:
            raise PeriodError(f"“{text}”像一届任期，这里要写月、季度、半年或年，例如 2026Q3。")
        if match is None:
            raise PeriodError(
                f"“{text}”不是期间，请写成 2026-07（月）、2026Q3（季度）、2026H2（半年）或 2026（年）。"
            )
        year, month, quarter, half = match.groups()
        if month:
            return cls(int(year), "month", int(month))
        if quarter:
            return cls(int(year), "quarter", int(quarter))
        if half:
            return cls(int(year), "half", int(half))
        return cls(int(year), "year")

    @classmethod
    def containing(cls, day: date, size: Size) -> "Period":
        """The period of this size in which the day lies."""
        return cls(day.year, size, (day.month - 1) // MONTHS_IN[size] + 1)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * MONTHS_IN[self.size] + 1, 1)

    @property
    def end(self) -> date:
        """The last day, inclusive."""
        month = self.number * MONTHS_IN[self.size]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def size_title(self) -> str:
        """月, 季度, 半年, 年 or 任期."""
        return SIZE_TITLES[self.size]

    @property
    def label(self) -> str:
        """As written in a document: 2026年7月, 2026年第三季度, 2026年下半年, 2026年."""
        tail = {
            "month": f"{self.number}月",
            "quarter": f"第{_ORDINALS[(self.number - 1) % 4]}季度",
            "half": "上半年" if self.number == 1 else "下半年",
            "year": "",
        }
        return f"{self.year}年{tail[self.size]}"

    def parts(self, size: Size) -> tuple["Period", ...]:
        """The months of this period, or the quarters that lie within it, in order."""
        if size == "month":
            return self.months()
        inner = dict.fromkeys(Period.containing(month.start, size) for month in self.months())
        return tuple(one for one in inner if self.start <= one.start and one.end <= self.end)

    def previous(self) -> "Period":
        """The period of the same size just before."""
        return self._shifted(-1)

    def next(self) -> "Period":
        """The period of the same size just after."""
        return self._shifted(1)

    def _shifted(self, steps: int) -> "Period":
        per_year = 12 // MONTHS_IN[self.size]
        year, index = divmod(self.year * per_year + self.number - 1 + steps, per_year)
        return Period(year, self.size, index + 1)

    def months(self) -> tuple["Period", ...]:
        """The months of this period in order; a month gives itself."""
        first = (self.number - 1) * MONTHS_IN[self.size] + 1
        return tuple(Period(self.year, "month", first + offset) for offset in range(MONTHS_IN[self.size]))

    def require(self, size: Size) -> "Period":
        """This period if it has the size, else PeriodError naming both sizes and an example of the right one."""
        if self.size == size:
            return self
        if size == "term":
            raise PeriodError(
                f"{self.label}是一个{self.size_title}，这里要按任期计算，"
                "任期写选举日期和届满日期，例如 2024-05-01~2027-04-30。"
            )
        example = Period.containing(self.end, size)
        raise PeriodError(
            f"{self.label}是一个{self.size_title}，这里要按{SIZE_TITLES[size]}计算，"
            f"例如 {example}（{example.label}）。"
        )

    def __str__(self) -> str:
        tail = {
            "month": f"-{self.number:02}",
            "quarter": f"Q{self.number}",
            "half": f"H{self.number}",
            "year": "",
        }
        return f"{self.year:04}{tail[self.size]}"


def months_of(first: date, last: date) -> list[Period]:
    """The months in which the days from `first` to `last` lie, in order."""
    found = [Period.containing(first, "month")]
    while found[-1].end < last:
        found.append(found[-1].next())
    return found
