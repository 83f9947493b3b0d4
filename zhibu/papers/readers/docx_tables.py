"""A Word table as a grid of texts, with the merged cells named."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from zhibu.papers.readers.docx_styles import Styles, W
from zhibu.papers.readers.docx_text import paragraph_text

MAX_SPAN = 64
Merges = dict[tuple[int, int], tuple[int, int]]


def read_grid(table: Element, styles: Styles) -> tuple[list[list[str]], Merges]:
    """Rows of texts, and for each covered place the place that holds its text."""
    rows: list[list[str]] = []
    merged: Merges = {}
    for r, row in enumerate(_rows(table)):
        texts: list[str] = []
        for cell in _cells(row):
            column = len(texts)
            properties = cell.find(W + "tcPr")
            if r and column < len(rows[r - 1]) and _continues(properties):
                merged[r, column] = merged.get((r - 1, column), (r - 1, column))
                texts.append("")
            else:
                texts.append(_cell_text(cell, styles))
            for extra in range(1, _span(properties)):
                merged[r, column + extra] = merged.get((r, column), (r, column))
                texts.append("")
        rows.append(texts)
    return rows, merged


def _rows(table: Element) -> list[Element]:
    """The rows that stand: one deleted in revision is gone."""
    rows = table.findall(W + "tr") or list(table.iter(W + "tr"))
    return [row for row in rows if row.find(f"{W}trPr/{W}del") is None]


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent"):
            yield from _cells(child)


def _continues(properties: Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _span(properties: Element | None) -> int:
    span = properties.find(W + "gridSpan") if properties is not None else None
    value = span.get(W + "val", "1") if span is not None else "1"
    return min(int(value), MAX_SPAN) if value.isdecimal() else 1


def _cell_text(cell: Element, styles: Styles) -> str:
    return "\n".join(styles.next_label(part) + paragraph_text(part) for part in cell.iter(W + "p")).strip()
