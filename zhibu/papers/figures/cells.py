"""Figures of table cells whose unit stands in the heading of their column: 党员数（名）, 出勤率(%), 人数."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.document import Cell, Document, Table
from zhibu.papers.figures.counters import COUNTERS
from zhibu.papers.figures.names import is_one
from zhibu.papers.figures.numbers import FIGURE, value_of

_UNIT = re.compile(
    rf"^(?P<measure>.*?)[（(]\s*(?:单位[：:])?\s*(?P<scale>[万亿千百]?)(?P<unit>{COUNTERS})\s*[）)]$"
)
_NAMED = re.compile(r"^(?P<measure>.*(?P<unit>人次(?=数?$)|[人次户件篇场](?=数$))数?)(?P<scale>)$")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?|\*{2,9}|[xX×]{1,3}")
_CHANGE = re.compile("(?:同比|环比)?(?:上升|提高|增加|增长|提升|下降|降低|减少|[升降增减])?了?")
_MAX_HEADER_ROWS = 4
_NAME_COLUMNS = 4
_PLAIN = re.compile("数[量值据]|指标值|完成(?:情况|数|值)?|实际|实绩|情况|合计|小计|备注|说明|内容|结果")
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
    """The bare numbers below, or behind, headings that state their unit, each cell once."""
    for grid in _grids(document):
        for r, c, cell in grid.cells():
            heading = grid.heading(r, c)
            written = document.of(cell).strip()
            if heading is None or not _NUMBER.fullmatch(written):
                continue
            start = cell.start + document.of(cell).index(written)
            subject = grid.subject(r, c)
            period = subject if _TIME.fullmatch(subject) else ""
            yield CellFigure(
                start,
                start + len(written),
                _value(written, heading["scale"]),
                heading["unit"],
                "" if period else subject,
                heading["measure"],
                period,
            )


def cells_named(document: Document) -> Iterator[tuple[int, int, str]]:
    """Where each cell begins and ends whose row, or whose column, is one of an organisation, and its name."""
    for grid in _grids(document):
        for r, c, cell in grid.cells():
            if is_one(subject := grid.subject(r, c)):
                yield cell.start, cell.end, subject


def cell_headings(document: Document) -> dict[tuple[int, int], tuple[str, str]]:
    """For the words of each cell, by place, the measure and the time that its column and its row name."""
    headings = {}
    for grid in _grids(document):
        for r, c, cell in grid.cells():
            written = document.of(cell)
            figure = FIGURE.search(written)
            rest = figure and (written[: figure.start()] + written[figure.end() :]).strip()
            if figure and _CHANGE.fullmatch(rest or ""):
                measure, period = grid.measure(r, c)
                place = (cell.start + figure.start(), cell.start + figure.end())
                headings[place] = (measure and f"{measure}{rest}", period)
    return headings


def _grids(document: Document) -> Iterator["_Grid"]:
    for table in document.tables:
        yield _Grid(document, table)


class _Grid:
    """A table with what the first words of its rows and columns say."""

    def __init__(self, document: Document, table: Table) -> None:
        self._rows = [[document.of(cell).strip() for cell in row] for row in table.rows]
        self._table = table
        self._columns = self._headings()
        self._first = next((r for r, row in enumerate(self._rows) if any(map(_is_figure, row))), 0)
        self._lines = {r: match for r, row in enumerate(self._rows) if row and (match := _stated(row[0]))}

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell once, though it be merged over several places."""
        seen: set[tuple[int, int]] = set()
        for r, row in enumerate(self._table.rows):
            for c, cell in enumerate(row):
                if (cell.start, cell.end) not in seen:
                    seen.add((cell.start, cell.end))
                    yield r, c, cell

    def heading(self, r: int, c: int) -> re.Match[str] | None:
        """What states the unit of a cell: the heading of its column, else the first words of its row."""
        found = self._columns.get(c)
        if found:
            return found[1] if r > found[0] else None
        return self._lines.get(r) if c and r else None

    def subject(self, r: int, c: int) -> str:
        """The organisation of the row, else of the column, else the row's first words."""
        row = self._rows[r]
        own = next((words for words in row[:_NAME_COLUMNS] if is_one(words)), "")
        head = self._rows[0][c] if r and c < len(self._rows[0]) else ""
        return own or (head if is_one(head) else next((words for words in row if _is_name(words)), ""))

    def measure(self, r: int, c: int) -> tuple[str, str]:
        """What the column's heading counts, or, where it names an organisation, a time or nothing, the row's first
        words; and that time."""
        above = next(
            (words for row in reversed(self._rows[: min(r, self._first)]) if (words := _worded(row, c))), ""
        )
        beside = next((words for at, words in enumerate(self._rows[r][:c]) if _worded(self._rows[r], at)), "")
        period = above if _TIME.fullmatch(above) else beside if _TIME.fullmatch(beside) else ""
        if above and above != period and not is_one(above) and not _PLAIN.fullmatch(above):
            return above, period
        return ("" if beside == period or is_one(beside) else beside), period

    def _headings(self) -> dict[int, tuple[int, re.Match[str]]]:
        """For each column whose heading states a unit, the heading's row and what it states."""
        found: dict[int, tuple[int, re.Match[str]]] = {}
        for r, row in enumerate(self._rows[:_MAX_HEADER_ROWS]):
            for c, words in enumerate(row):
                if match := _stated(words):
                    found[c] = (r, match)
        return found


def _stated(words: str) -> re.Match[str] | None:
    bare = re.sub(r"\s", "", words)
    match = _UNIT.match(bare) or _NAMED.match(bare)
    return match if match and match["unit"] != "年" else None  # 年份 counts nothing


def _value(written: str, scale: str) -> Fraction | None:
    value = value_of(written.removeprefix("-"), scale)
    return -value if value is not None and written.startswith("-") else value


def _worded(row: Sequence[str], c: int) -> str:
    """The words of a cell that names something: no number stands in it, and it is not merged over the row."""
    words = row[c] if c < len(row) else ""
    named = re.search("[\u4e00-\u9fff]", words) and not _is_figure(words)
    return words if named and set(row) != {words} else ""


def _is_figure(words: str) -> bool:
    found = FIGURE.search(words) if _NUMBER.fullmatch(words) is None else None
    rest = found and (words[: found.start()] + words[found.end() :]).strip()
    return _NUMBER.fullmatch(words) is not None or (rest is not None and _CHANGE.fullmatch(rest) is not None)


def _is_name(words: str) -> bool:
    return bool(words) and _NUMBER.fullmatch(words) is None
