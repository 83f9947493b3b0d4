"""A list as an Excel download."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone

from zhibu.papers.workbook import Sheet, Value, write_workbook
from zhibu.web.frame.papers import XLSX, file_answer

Cell = str | int | Decimal | date | datetime | None


def workbook_answer(
    name: str, sheet: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A download named `name`.xlsx with one sheet. None is unknown and written as such, "" stays empty."""
    content = write_workbook([Sheet(sheet, [head], [[_plain(cell) for cell in row] for row in rows])])
    return file_answer(content, f"{name}.xlsx", XLSX)


def _plain(cell: Cell) -> Value:
    """Moments as local text to the minute: a spreadsheet knows no time zones."""
    return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell
