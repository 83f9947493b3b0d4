"""Writes .xlsx: ruled lists with headings over one or more rows. What a person typed can never become a formula."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zhibu.papers.official.model import UNKNOWN

Value = str | int | Decimal | date | None

# What Excel would take for the beginning of a formula when the cell is edited or exported as text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "（）：＊？／＼")
_MAX_NAME, _MAX_WIDTH, _MIN_WIDTH = 31, 48, 8
_ROWS = 1_048_576
_FACE = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
_STAMP = datetime(1980, 1, 1, tzinfo=UTC)  # the time of writing must not change the bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """`header` has one row or more: equal neighbours in a row are merged, an empty cell is merged with the one above.

    None in `rows` is unknown and written as 暂无数据; an empty string stays empty.
    """

    name: str
    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Format
    text: Format
    typed: Format  # text that looks like a formula, marked as text for good
    number: Format
    date: Format


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as .xlsx; the same sheets give the same bytes. Raises ValueError for more rows than Excel holds."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _STAMP})
    looks = _Looks(
        head=book.add_format({**_FACE, "bold": True, "align": "center", "bg_color": "#f2f2f2"}),
        text=book.add_format(_FACE),
        typed=book.add_format({**_FACE, "quote_prefix": True}),
        number=book.add_format(_FACE),
        date=book.add_format({**_FACE, "num_format": "yyyy-mm-dd"}),
    )
    for sheet in sheets:
        if len(sheet.header) + len(sheet.rows) > _ROWS:
            raise ValueError(f"表格超过 {_ROWS} 行，Excel 放不下。请缩小范围后分次导出。")
        _write_sheet(book.add_worksheet(sheet.name.translate(_FORBIDDEN_IN_NAMES)[:_MAX_NAME]), sheet, looks)
    book.close()
    return stream.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for top, left, bottom, right, words in header_areas(sheet.header):
        if (top, left) == (bottom, right):
            page.write_string(top, left, words, looks.head)
        else:
            page.merge_range(top, left, bottom, right, words, looks.head)
    for r, row in enumerate(sheet.rows, len(sheet.header)):
        for c, value in enumerate(row):
            _write_cell(page, r, c, value, looks)
    page.freeze_panes(len(sheet.header), 0)
    page.repeat_rows(0, max(0, len(sheet.header) - 1))
    for c in range(max(map(len, sheet.header), default=0)):
        shown = [str(row[c]) for row in (*sheet.header, *sheet.rows[:200]) if c < len(row)]
        page.set_column(c, c, min(_MAX_WIDTH, max(_MIN_WIDTH, *(2 * len(words) + 2 for words in shown))))


def _write_cell(page: Worksheet, row: int, column: int, value: Value, looks: _Looks) -> None:
    if isinstance(value, int | Decimal):
        page.write_number(row, column, value, looks.number)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks.date)
    else:
        words = UNKNOWN if value is None else value
        page.write_string(row, column, words, looks.typed if words.startswith(_FORMULA) else looks.text)


def header_areas(header: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int, str]]:
    """The areas of a header as (top, left, bottom, right, words), each place covered once."""
    areas: list[tuple[int, int, int, int, str]] = []
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(header):
        for left, words in enumerate(row):
            if (top, left) in taken:
                continue
            right = left
            while (
                words and right + 1 < len(row) and row[right + 1] == words and (top, right + 1) not in taken
            ):
                right += 1
            bottom = top
            while bottom + 1 < len(header) and not any(header[bottom + 1][left : right + 1]):
                bottom += 1
            taken |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            areas.append((top, left, bottom, right, words))
    return areas
