"""Tables that are forms: a label stands beside its value, block below block, and no row is a heading of columns."""

from collections.abc import Iterator
from itertools import pairwise

from zhibu.papers.document import Cell, Document, Table
from zhibu.papers.labels import Label, label_kind

_LABELS = 0.3  # of the filled cells; a list has labels in its first rows alone
_ROWS = 2
_LONGEST = 10

Block = list[tuple[Label, Cell]]


def forms_in_table(document: Document, table: Table) -> list[Block]:
    """The blocks of labels with their values, each naming work and who or when; none where the table is no form."""
    rows = [list(dict.fromkeys(row)) for row in table.rows]
    filled = [cell for row in rows for cell in row if document.of(cell).strip()]
    labels = [cell for cell in filled if _kind(document, cell)]
    with_labels = sum(any(_kind(document, cell) for cell in row) for row in rows)
    beside = sum(_kind(document, row[0]) != "" for row in rows if row)
    if with_labels < _ROWS or beside * 3 < len(rows) * 2 or len(labels) < _LABELS * len(filled):
        return []
    return [block for block in _blocks(list(_pairs(document, rows))) if _is_task(block)]


def _kind(document: Document, cell: Cell) -> str:
    words = _words(document, cell)
    return label_kind(words) if 2 <= len(words) <= _LONGEST else ""


def _words(document: Document, cell: Cell) -> str:
    return "".join(document.of(cell).split()).rstrip("：:")


def _pairs(document: Document, rows: list[list[Cell]]) -> Iterator[tuple[Label, Cell]]:
    for row in rows:
        for cell, beside in pairwise(row):
            if (kind := _kind(document, cell)) and not _kind(document, beside):
                yield Label(_words(document, cell), kind, cell.start, cell.end), beside


def _blocks(pairs: Block) -> Iterator[Block]:
    block: Block = []
    for label, cell in pairs:
        if any(label.words == other.words for other, _ in block) and label.words == block[0][0].words:
            yield block
            block = []
        block.append((label, cell))
    if block:
        yield block


def _is_task(block: Block) -> bool:
    kinds = {label.kind for label, _ in block}
    return "task" in kinds and bool(kinds & {"lead", "responsible", "deadline"})
