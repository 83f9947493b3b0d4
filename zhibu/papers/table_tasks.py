"""Tasks from tables: one row may hold several, with deadlines and units numbered alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibu.papers.column_values import EMPTY
from zhibu.papers.columns import find_columns, time_headings
from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.document import Cell, Document, Table
from zhibu.papers.form_tables import Block, forms_in_table
from zhibu.papers.month_columns import months_of_columns, months_ticked
from zhibu.papers.numerals import CIRCLED
from zhibu.papers.unit_names import leaders_first, split_units

_ITEM = re.compile(
    r"(?:^|\n|(?<=[。；;\s]))\s*"
    rf"(?:\d{{1,2}}\s*[.．、](?!\d)|[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)]|[{CIRCLED}])\s*|(?<=[，,])[{CIRCLED}]\s*"
)


_KINDS = ("task", "category", "start", "deadline", "lead", "responsible", "quantity")


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
        if forms := forms_in_table(document, table):
            for form in forms:
                yield from _form_tasks(document, form)
            continue
        found = find_columns(document, table)
        if found is not None:
            yield from _table_tasks(document, table, *found)


def _form_tasks(document: Document, form: Block) -> Iterator[RowTask]:
    """The tasks of one block of a form: its most concrete work."""
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for label, cell in form:
        if label.kind in values and document.of(cell).strip() not in EMPTY:
            values[label.kind].append(document.of(cell).strip())
    work = [(label, cell) for label, cell in form if label.kind == "task"]
    for _, cell in [one for one in work if one[0].is_concrete] or work[:1]:
        yield from _cell_tasks(document, cell, values)


def _table_tasks(document: Document, table: Table, first: int, columns: dict[int, str]) -> Iterator[RowTask]:
    months = months_of_columns(document, table, first)
    times = time_headings(document, table.rows, first - 1)
    band = ""
    for row in table.rows[first:]:
        if _is_band(row, columns):
            band = document.of(row[-1]).strip()
            continue
        when = months_ticked(document, row, months) or _last_filled(document, row, times)
        yield from _row_tasks(document, row, columns, when or (band if is_time_alone(band) else ""), times)


def _last_filled(document: Document, row: Sequence[Cell], times: dict[int, str]) -> str:
    """The time above the last cell of a row that says anything; empty for none."""
    return next(
        (times[c] for c in sorted(times, reverse=True) if c < len(row) and document.of(row[c]).strip()), ""
    )


def table_title(document: Document) -> str:
    """The title of a document that is one table: its first row when merged across, else the sheet's name."""
    for table in document.tables[:1]:
        first = set(table.rows[0]) if table.rows else set()
        words = [document.of(cell).strip() for cell in first if document.of(cell).strip()]
        if len(words) == 1 and len(table.rows[0]) > 1:
            return " ".join(words[0].split())
        return table.name
    return ""


def _row_tasks(
    document: Document, row: Sequence[Cell], columns: dict[int, str], when: str, times: dict[int, str]
) -> Iterator[RowTask]:
    """The tasks of one row; `when` is the time that stands beside or above it, for want of one of its own."""
    values = _values(document, row, columns)
    stated = values["deadline"]
    for column, meaning in columns.items():
        if meaning in ("task", "timed") and column < len(row):
            own = times[column] if meaning == "timed" else when
            values["deadline"] = stated or ([own] if own else values["start"])
            yield from _cell_tasks(document, row[column], values)


def _cell_tasks(document: Document, cell: Cell, values: dict[str, list[str]]) -> Iterator[RowTask]:
    if document.of(cell).strip() in EMPTY:
        return
    items = list(_items(document.of(cell)))
    for index, (start, end) in enumerate(items):
        text = document.text[cell.start + start : cell.start + end]
        if not text.strip(" 。；;\n"):
            continue
        leading, others = leaders_first(split_units(_member(values["responsible"], index, len(items))))
        yield RowTask(
            " ".join(text.split()).strip("。；;，, "), "\n".join(values["category"]),
            cell.start + start, cell.start + end,
            _member(values["deadline"], index, len(items), "\n", "[；;]"),
            (*split_units(_member(values["lead"], index, len(items))), *leading), others,
            _member(values["quantity"], index, len(items)),
        )  # fmt: skip


def _values(document: Document, row: Sequence[Cell], columns: dict[int, str]) -> dict[str, list[str]]:
    """The texts of the columns of each meaning."""
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for c, meaning in columns.items():
        text = document.of(row[c]).strip() if c < len(row) else ""
        if meaning in values and text not in EMPTY:
            values[meaning].append(text)
    return values


def _is_band(row: Sequence[Cell], columns: dict[int, str]) -> bool:
    """A row merged across the list is a heading inside it, not a task."""
    told = [c for c, meaning in columns.items() if meaning != "number" and c < len(row)]
    return len(told) > 1 and len({row[c] for c in told}) == 1


def _items(text: str) -> list[tuple[int, int]]:
    """The numbered items of a cell; the whole cell where it numbers none or only one."""
    marks = list(_ITEM.finditer(text))
    if len(marks) < 2:
        first = marks[0] if marks and not text[: marks[0].start()].strip() else None
        return [(first.end() if first else 0, len(text))]
    stops = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]


def _member(texts: Sequence[str], index: int, count: int, *separators: str) -> str:
    """The parts of some columns that belong to item `index`; parts are numbered, or set apart by a `separator`."""
    return "\n".join(_part(text, index, count, separators or ("\n",)) for text in texts)


def _part(text: str, index: int, count: int, separators: Sequence[str]) -> str:
    """The part of a column that belongs to item `index`: numbered or set apart alike, else all of it."""
    parts = _items(text)
    if len(parts) == count > 1:
        return text[slice(*parts[index])].strip(" ；;。\n")
    for separator in separators:
        lines = [line for line in re.split(separator, text) if line.strip()]
        if len(lines) == count > 1:
            return lines[index].strip(" ；;。")
    return text
