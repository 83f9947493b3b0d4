"""Tasks from tables: one row may hold several, with deadlines and units numbered alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibu.papers.columns import find_columns
from zhibu.papers.document import Cell, Document
from zhibu.papers.numerals import CIRCLED
from zhibu.papers.unit_names import split_units

_ITEM = re.compile(
    r"(?:^|\n|(?<=[。；;\s]))\s*"
    rf"(?:\d{{1,2}}\s*[.．、](?!\d)|[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)]|[{CIRCLED}])\s*"
)
_EMPTY = {"", "-", "—", "/", "无", "\\"}


@dataclass(frozen=True, slots=True)
class RowTask:
    """A task of a table row; `deadline` and `quantity` are the words of their columns, empty where there is none."""

    text: str
    category: str
    start: int
    end: int
    deadline: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    quantity: str


def read_tables(document: Document) -> Iterator[RowTask]:
    """The tasks of every table that reads as a task list."""
    for table in document.tables:
        found = find_columns(document, table)
        if found is not None:
            first, columns = found
            for row in table.rows[first:]:
                yield from _row_tasks(document, row, columns)


def table_title(document: Document) -> str:
    """The title of a document that is one table: its first row when merged across, else the sheet's name."""
    for table in document.tables[:1]:
        first = set(table.rows[0]) if table.rows else set()
        words = [document.of(cell).strip() for cell in first if document.of(cell).strip()]
        if len(words) == 1 and len(table.rows[0]) > 1:
            return " ".join(words[0].split())
        return table.name
    return ""


def _row_tasks(document: Document, row: Sequence[Cell], columns: dict[int, str]) -> Iterator[RowTask]:
    values = _values(document, row, columns)
    if not any(values["task"]) or _is_band(row, columns):
        return
    for column in (c for c, meaning in columns.items() if meaning == "task" and c < len(row)):
        yield from _cell_tasks(document, row[column], values)


def _cell_tasks(document: Document, cell: Cell, values: dict[str, list[str]]) -> Iterator[RowTask]:
    if document.of(cell).strip() in _EMPTY:
        return
    items = list(_items(document.of(cell)))
    for index, (start, end) in enumerate(items):
        text = document.text[cell.start + start : cell.start + end]
        if not text.strip(" 。；;\n"):
            continue
        yield RowTask(
            " ".join(text.split()).strip("。；; "), "\n".join(values["category"]), cell.start + start, cell.start + end,
            _member(values["deadline"], index, len(items)),
            split_units(_member(values["lead"], index, len(items))),
            split_units(_member(values["responsible"], index, len(items))),
            _member(values["quantity"], index, len(items)),
        )  # fmt: skip


def _values(document: Document, row: Sequence[Cell], columns: dict[int, str]) -> dict[str, list[str]]:
    """The texts of the columns of each meaning."""
    kinds = ("task", "category", "deadline", "lead", "responsible", "quantity")
    values: dict[str, list[str]] = {kind: [] for kind in kinds}
    for c, meaning in columns.items():
        text = document.of(row[c]).strip() if c < len(row) else ""
        if meaning in values and text not in _EMPTY:
            values[meaning].append(text)
    return values


def _is_band(row: Sequence[Cell], columns: dict[int, str]) -> bool:
    """A row merged across the list is a heading inside it, not a task."""
    return len({row[c] for c in columns if c < len(row)}) == 1 and len(columns) > 1


def _items(text: str) -> list[tuple[int, int]]:
    """The numbered items of a cell; the whole cell where it numbers none or only one."""
    marks = list(_ITEM.finditer(text))
    if len(marks) < 2:
        first = marks[0] if marks and not text[: marks[0].start()].strip() else None
        return [(first.end() if first else 0, len(text))]
    stops = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]


def _member(texts: Sequence[str], index: int, count: int) -> str:
    """The parts of some columns that belong to item `index`."""
    return "\n".join(_part(text, index, count) for text in texts)


def _part(text: str, index: int, count: int) -> str:
    """The part of a column that belongs to item `index`: numbered or on lines alike, else all of it."""
    parts = _items(text)
    if len(parts) == count > 1:
        return text[slice(*parts[index])].strip(" ；;。\n")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == count > 1:
        return lines[index].strip(" ；;。")
    return text
