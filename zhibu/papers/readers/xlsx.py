"""Excel workbooks: every sheet a table, merged cells resolved. Formulas give their stored values, macros never run."""

import io
import re
from datetime import date, datetime, time, timedelta

import python_calamine

from zhibu.papers.archives import Archive, damaged
from zhibu.papers.document import Document, DocumentBuilder
from zhibu.papers.errors import PaperError

# A hostile sheet names one cell at the far corner: the dense grid would not fit in memory.
MAX_CELLS = 1_000_000
_CELL = re.compile(rb'<c[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')

Value = int | float | str | bool | time | date | datetime | timedelta


def read_xlsx(name: str, archive: Archive) -> Document:
    """Raises PaperError when the workbook is damaged or a sheet is too large to be a list."""
    for entry in sorted(archive.names):
        if entry.startswith("xl/") and entry.endswith(".xml"):
            _check_extent(archive.read(entry) or b"")
    builder = DocumentBuilder(name, "xlsx")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive.content))
        for sheet_name in book.sheet_names:
            _read_sheet(builder, book.get_sheet_by_name(sheet_name))
    except PaperError:
        raise
    except Exception as error:  # calamine's errors share no public base class
        raise damaged() from error
    if any(entry.endswith("vbaProject.bin") for entry in archive.names):
        builder.notice("macro", "宏未运行，只读取了表格")
    return builder.build()


def _check_extent(xml: bytes) -> None:
    width = height = 1
    for match in _CELL.finditer(xml):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        width, height = max(width, column), max(height, int(match[2]))
        if width * height > MAX_CELLS:
            raise PaperError(
                "表格太大", f"单个工作表超过 {MAX_CELLS} 个单元格的范围", "请删去多余的空行空列后另存再上传"
            )


def _read_sheet(builder: DocumentBuilder, sheet: python_calamine.CalamineSheet) -> None:
    if sheet.height * sheet.width > MAX_CELLS:
        raise PaperError("表格太大", f"单个工作表超过 {MAX_CELLS} 个单元格", "请拆成几个文件再上传")
    grid = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    while grid and not any(grid[-1]):
        grid.pop()
    if not grid:
        return
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for r in range(top, min(bottom, len(grid) - 1) + 1):
            for c in range(left, min(right, len(grid[r]) - 1) + 1):
                if (r, c) != (top, left):
                    merged[r, c] = (top, left)
    builder.table(grid, name=sheet.name, merged=merged)


def _shown(value: Value) -> str:
    """The value as an office clerk would type it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()
