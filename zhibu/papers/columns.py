"""Which rows of a table are headings, and what its columns mean: told by headings and, where they fail, by cells."""

from collections.abc import Mapping, Sequence

from zhibu.papers.column_values import Values, corrected, values_of
from zhibu.papers.column_words import LONGEST, MEETINGS, concreteness, meaning_of
from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.document import Cell, Document, Table
from zhibu.papers.values import are_units, is_time

_MAX_HEADER_ROWS = 6
_HEADING = 10
_TICK = 3  # what is longer than a tick is work
_ENOUGH_TIMES = 2

Rows = Sequence[Sequence[Cell]]


def find_columns(document: Document, table: Table) -> tuple[int, dict[int, str]] | None:
    """The first row below the headings, and the meaning of each column; None where the table is no task list.

    Headings may take several rows: a column is read from all of them down to the last that holds headings only.
    The meaning `timed` is work that is due when the heading says (第一季度).
    """
    best: tuple[int, int, dict[int, str]] | None = None
    for last in range(min(_MAX_HEADER_ROWS, len(table.rows) - 1)):
        columns = _meanings(document, table.rows, last)
        kinds = set(columns.values())
        score = len(kinds & {"task", "timed", "deadline", "lead", "responsible"})
        more = score > best[0] and _reads_as_headings(document, table.rows[last]) if best else True
        better = more or _still_headings(document, table, last)
        if score >= 2 and kinds & {"task", "timed"} and better:
            best = (score, last + 1, columns)
    return (best[1], best[2]) if best else _without_headings(document, table)


def time_headings(document: Document, table_rows: Rows, last: int) -> dict[int, str]:
    """The columns headed by a time alone (第一季度, 3月), with its words; empty where only one is."""
    found: dict[int, str] = {}
    for row in table_rows[: last + 1]:
        if len(set(row)) > 1:
            found.update(
                (c, document.of(cell).strip())
                for c, cell in enumerate(row)
                if is_time_alone(document.of(cell))
            )
    return found if len(found) >= _ENOUGH_TIMES else {}


def _without_headings(document: Document, table: Table) -> tuple[int, dict[int, str]] | None:
    """A table whose headings say nothing that we know, or that has none: its cells alone tell."""
    rows = [row for row in table.rows if len(set(row)) > 1]
    if len(rows) < 3 or len(rows[0]) < 3:
        return None
    columns: dict[int, str] = {}
    for c in range(len(rows[0])):
        if meaning := corrected(None, values_of(document, rows[1:], c), set(columns.values())):
            columns[c] = meaning
    if "task" not in columns.values() or len(set(columns.values())) < 2:
        return None
    first = table.rows.index(rows[0])
    said = [document.of(rows[0][c]) for c, meaning in columns.items() if meaning != "task"]
    headed = not any(is_time(words) or are_units(words) for words in said)
    return first + headed, columns


def _still_headings(document: Document, table: Table, row: int) -> bool:
    """Whether a row under a heading row belongs to it.

    Every cell is a heading or merged with the one above; below a heading over several columns a short word is one.
    """
    if not row:
        return False
    above = table.rows[row - 1]
    cells = [cell for cell in table.rows[row] if document.of(cell).strip()]
    shared = any(cell in above for cell in cells)
    parted = shared and len(set(above)) < len(above) and len(set(above)) > 1
    return shared and all(
        cell in above or meaning_of(document.of(cell)) or (parted and len(document.of(cell)) <= _HEADING)
        for cell in cells
    )


def _reads_as_headings(document: Document, row: Sequence[Cell]) -> bool:
    """Whether most cells of a row say what stands below them; a row of work does not."""
    words = [document.of(cell).strip() for cell in set(row) if document.of(cell).strip()]
    headings = sum(len(one) <= _HEADING and meaning_of(one) is not None for one in words)
    return headings * 3 > len(words) * 2


def _meanings(document: Document, table_rows: Rows, last: int) -> dict[int, str]:
    rows, below = table_rows[: last + 1], table_rows[last + 1 :]
    said: dict[int, str | None] = {}
    headings: dict[int, str] = {}
    values: dict[int, Values] = {}
    for c in range(len(rows[last])):
        stacked = [document.of(row[c]) for row in rows if c < len(row) and len(set(row)) > 1]  # no title row
        if not any(text.strip() for text in stacked) or any(len(text) > 2 * LONGEST for text in stacked):
            continue
        said[c] = next((found for text in reversed(stacked) if (found := meaning_of(text))), None)
        headings[c] = "".join(stacked[-1].split())
        values[c] = values_of(document, below, c)
    timed = time_headings(document, table_rows, last)
    for c in timed:
        said[c] = None
    told = set(said.values())
    columns = {
        c: meaning for c, word in said.items() if c not in timed and (meaning := corrected(word, values[c], told))
    }  # fmt: skip
    _keep_the_most_concrete(columns, headings, values)
    _give_times(columns, timed, values)
    return columns


def _keep_the_most_concrete(
    columns: dict[int, str], headings: Mapping[int, str], values: Mapping[int, Values]
) -> None:
    """Leave one column of work, or several of one kind: the one with more text where 要求 spells out 任务."""
    tasks = [c for c, meaning in columns.items() if meaning == "task"]
    if len(tasks) < 2:
        return
    single = {c: not values[c].spans_rows for c in tasks}
    chosen = max(tasks, key=lambda c: (*concreteness(headings[c]), single[c], c))
    spelt_out = max(tasks, key=lambda c: values[c].length * values[c].count)
    if headings[spelt_out].endswith("要求") and values[spelt_out].length > 1.5 * values[chosen].length:
        chosen = spelt_out
    for c in tasks:
        alike = headings[c][-2:] == headings[chosen][-2:] and single[c] == single[chosen]
        alike = alike or all(MEETINGS.search(headings[one]) for one in (c, chosen))
        if not alike:  # 规定动作 and 自选动作 are both work
            columns[c] = "category"


def _give_times(columns: dict[int, str], timed: Mapping[int, str], values: Mapping[int, Values]) -> None:
    """Columns headed by a time hold work where it is longer than a tick and no other column holds it."""
    wordy = [c for c in timed if values[c].length > _TICK]
    if len(wordy) < _ENOUGH_TIMES:
        return
    work = [c for c, meaning in columns.items() if meaning == "task"]
    acts = max((values[c].verbs for c in work), default=0.0)
    if acts > 0.5 or acts >= max(values[c].verbs for c in wordy):
        return
    columns.update(dict.fromkeys(work, "category"))
    columns.update(dict.fromkeys(wordy, "timed"))
