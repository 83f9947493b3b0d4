"""Figures of table cells whose unit stands in the heading of their column: 党员数（名）, 出勤率(%), 人数."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.document import Document, Table
from zhibu.papers.figures.counters import COUNTERS
from zhibu.papers.figures.numbers import value_of

_UNIT = re.compile(
    rf"^(?P<measure>.*?)[（(]\s*(?:单位[：:])?\s*(?P<scale>[万亿千百]?)(?P<unit>{COUNTERS})\s*[）)]$"
)
_NAMED = re.compile(r"^(?P<measure>.*(?P<unit>人次|人|次|户|件|篇|场)数)(?P<scale>)$")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?|\*{2,9}|[xX×]{1,3}")
_MAX_HEADER_ROWS = 4
_TIME = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?|全年)|(?:19|20)\d{2}年(?:度|底|末)?"
)


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure at text[start:end]; `value` None is masked. `subject` is the row's first words, or, where these are a
    time, they are the `period`."""

    start: int
    end: int
    value: Fraction | None
    unit: str
    subject: str
    measure: str
    period: str = ""


def cell_figures(document: Document) -> Iterator[CellFigure]:
    """The bare numbers below headings that state their unit, each cell once."""
    for table in document.tables:
        headings = _headings(document, table)
        seen: set[tuple[int, int]] = set()
        for r, row in enumerate(table.rows):
            subject = next((words for cell in row if _is_name(words := document.of(cell).strip())), "")
            period = subject if _TIME.fullmatch(subject) else ""
            for c, cell in enumerate(row):
                written = document.of(cell).strip()
                heading = headings.get(c)
                if heading is None or r <= heading[0] or (cell.start, cell.end) in seen:
                    continue
                seen.add((cell.start, cell.end))
                if _NUMBER.fullmatch(written):
                    start = cell.start + document.of(cell).index(written)
                    value = _value(written, heading[1]["scale"])
                    yield CellFigure(
                        start,
                        start + len(written),
                        value,
                        heading[1]["unit"],
                        "" if period else subject,
                        heading[1]["measure"],
                        period,
                    )


def _headings(document: Document, table: Table) -> dict[int, tuple[int, re.Match[str]]]:
    """For each column whose heading states a unit, the heading's row and what it states."""
    found: dict[int, tuple[int, re.Match[str]]] = {}
    for r, row in enumerate(table.rows[:_MAX_HEADER_ROWS]):
        for c, cell in enumerate(row):
            words = re.sub(r"\s", "", document.of(cell))
            match = _UNIT.match(words) or _NAMED.match(words)
            if match and match["unit"] != "年":  # 年份 counts nothing
                found[c] = (r, match)
    return found


def _value(written: str, scale: str) -> Fraction | None:
    value = value_of(written.removeprefix("-"), scale)
    return -value if value is not None and written.startswith("-") else value


def _is_name(words: str) -> bool:
    return bool(words) and _NUMBER.fullmatch(words) is None
