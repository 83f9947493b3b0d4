"""Terms of office (任期) as periods. Each belongs to one organisation, so no two organisations need share one."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhibu.rules.periods import Period, PeriodError, Size

LONGEST_YEARS: Final = 10
_WRITTEN: Final = re.compile(r"(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Term(Period):
    """From the day of the election to the day the term runs out, both inclusive, as registered; at most ten years.

    It is no period of the calendar: it has no one before or after it, and no calendar period closes with it.
    """

    first: date = date.min
    last: date = date.min

    def __post_init__(self) -> None:
        if self.last <= self.first:
            raise PeriodError(f"任期的届满日期 {self.last} 不在选举日期 {self.first} 之后，请核对。")
        if self.last.year - self.first.year > LONGEST_YEARS:
            raise PeriodError(
                f"{self.first} 到 {self.last} 超过{LONGEST_YEARS}年，不像一届任期，请核对日期。"
            )

    @classmethod
    def between(cls, elected_on: date, expires_on: date) -> "Term":
        """The term of those two days; raises PeriodError where they cannot be one."""
        return cls(elected_on.year, "term", 1, elected_on, expires_on)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads 2024-05-01~2027-04-30, and every period of the calendar; raises PeriodError for anything else."""
        if "~" not in text:
            return Period.parse(text)
        match = _WRITTEN.fullmatch(text)
        try:
            days = [date.fromisoformat(day) for day in match.groups()] if match else []
        except ValueError:
            days = []
        if not days:
            raise PeriodError(
                f"“{text}”不是任期，请写选举日期和届满日期，中间用 ~，例如 2024-05-01~2027-04-30。"
            )
        return cls.between(*days)

    @property
    def start(self) -> date:
        """The day of the election."""
        return self.first

    @property
    def end(self) -> date:
        """The day the term runs out, inclusive."""
        return self.last

    @property
    def label(self) -> str:
        """2024年5月1日至2027年4月30日的任期."""
        first, last = (f"{day.year}年{day.month}月{day.day}日" for day in (self.first, self.last))
        return f"{first}至{last}的任期"

    def months(self) -> tuple[Period, ...]:
        """The whole calendar months within the term, in order."""
        found = []
        month = Period.containing(self.first, "month")
        while month.end <= self.last:
            if month.start >= self.first:
                found.append(month)
            month = month.next()
        return tuple(found)

    def require(self, size: Size) -> "Period":
        """This term where a term is asked for, else PeriodError with an example of the right size."""
        if size == "term":
            return self
        example = Period.containing(self.last, size)
        raise PeriodError(
            f"{self.label}是一届任期，这里要按{example.size_title}计算，例如 {example}（{example.label}）。"
        )

    def _shifted(self, steps: int) -> Period:  # noqa: ARG002  A term has no neighbours.
        raise PeriodError(f"{self.label}前后没有固定的一届，请按登记的任期取。")

    def __str__(self) -> str:
        return f"{self.first.isoformat()}~{self.last.isoformat()}"
