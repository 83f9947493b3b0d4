"""Tables whose months are columns and whose ticks say when: the months of a row as words of a deadline."""

import re
from collections.abc import Sequence

from zhibu.papers.document import Cell, Document, Table
from zhibu.papers.numerals import parse_integer

_MONTH = re.compile(r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?")
_MIN_MONTHS = 3  # fewer columns of months are something else
_REGULAR = {
    tuple(range(1, 13)): "每月",
    (3, 6, 9, 12): "每季度",
    (1, 4, 7, 10): "每季度",
    (2, 5, 8, 11): "每季度",
    (6, 12): "每半年",
}


def months_of_columns(document: Document, table: Table, first: int) -> dict[int, int]:
    """Which column stands for which month, told by the rows above `first`; empty where none do."""
    found: dict[int, int] = {}
    for row in table.rows[:first]:
        for column, cell in enumerate(row):
            match = _MONTH.fullmatch(document.of(cell).strip())
            month = parse_integer(match["month"]) if match else None
            if month and month <= 12:
                found[column] = month
    return found if len(found) >= _MIN_MONTHS else {}


def months_ticked(document: Document, row: Sequence[Cell], months: dict[int, int]) -> str:
    """每月, 每季度, 每半年 where the ticks are so regular, else the last month ticked; empty for none."""
    ticked = sorted(
        {month for column, month in months.items() if column < len(row) and document.of(row[column]).strip()}
    )
    if not ticked:
        return ""
    return _REGULAR.get(tuple(ticked), f"{ticked[-1]}月")
