"""A list as an Excel workbook. Text is always written as text, so that no cell of it is ever run as a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 40


def workbook_answer(
    name: str, sheet: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """A download named `name`.xlsx with one sheet: bold head, frozen; dates as dates, None as an empty cell."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        for column, title in enumerate(head):
            page.write_string(0, column, title, formats["head"])
        widths = [len(title) * 2 for title in head]
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(page, line, column, value, formats)
                widths[column] = max(widths[column], len(str(value or "")))
        for column, width in enumerate(widths):
            page.set_column(column, column, min(_WIDEST, width + 2))
    answer = HttpResponse(buffer.getvalue(), content_type=_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer


def _write(page: Any, line: int, column: int, value: Any, formats: dict[Any, Any]) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        page.write_datetime(line, column, timezone.localtime(value).replace(tzinfo=None), formats[datetime])
    elif isinstance(value, date):
        page.write_datetime(line, column, value, formats[date])
    elif isinstance(value, int):
        page.write_number(line, column, value)
    else:
        page.write_string(line, column, str(value))
