"""A list as an Excel download."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from zhibu.papers.workbook import Sheet, Value, write_workbook

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | date | datetime | None


def workbook_answer(
    name: str, sheet: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A download named `name`.xlsx with one sheet. None is unknown and written as such, "" stays empty."""
    content = write_workbook([Sheet(sheet, [head], [[_plain(cell) for cell in row] for row in rows])])
    answer = HttpResponse(content, content_type=_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer


def _plain(cell: Cell) -> Value:
    """Moments as local text to the minute: a spreadsheet knows no time zones."""
    return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell
