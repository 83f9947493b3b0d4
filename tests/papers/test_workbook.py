"""Workbooks: same bytes each time, unknown in words, headings merged, and no cell that a person typed is a formula."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from zhibu.papers import open_document
from zhibu.papers.workbook import Sheet, header_areas, write_workbook

SHEET = Sheet(
    "三会一课:第三季度",
    (("单位", "党员大会", "党员大会", "截止"), ("", "次数", "到会率", "")),
    (("办公室党支部", 3, Decimal("0.95"), date(2024, 9, 30)), ("组织处党支部", None, None, None)),
)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def test_the_same_sheets_give_the_same_bytes() -> None:
    content = write_workbook([SHEET])
    assert content == write_workbook([SHEET])
    assert "1980-01-01T00:00:00Z</dcterms:created>" in part(content, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


def test_what_was_written_is_read_back() -> None:
    document = open_document("表.xlsx", write_workbook([SHEET]))
    (table,) = document.tables
    assert table.name == "三会一课：第三季度"
    assert [document.of(cell) for cell in table.rows[2]] == ["办公室党支部", "3", "0.95", "2024年9月30日"]
    assert table.rows[0][1] is table.rows[0][2]
    assert table.rows[0][0] is table.rows[1][0]


def test_unknown_is_written_in_words() -> None:
    document = open_document("表.xlsx", write_workbook([SHEET]))
    assert [document.of(cell) for cell in document.tables[0].rows[3]] == ["组织处党支部", *["暂无数据"] * 3]


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a")']
)
def test_typed_words_never_become_a_formula(words: str) -> None:
    content = write_workbook([Sheet("一", (("说明",),), ((words,),))])
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    cell = re.search(r'<c r="A2" s="(\d+)" t="s">', part(content, "xl/worksheets/sheet1.xml"))
    assert cell is not None
    formats = re.findall(r"<xf [^>]*>", part(content, "xl/styles.xml").split("<cellXfs")[1])
    assert 'quotePrefix="1"' in formats[int(cell[1])]


def test_links_stay_words() -> None:
    content = write_workbook([Sheet("一", (("说明",),), (("http://example.invalid",),))])
    assert "hyperlink" not in part(content, "xl/worksheets/sheet1.xml")


def test_a_header_is_merged_across_and_down() -> None:
    assert header_areas(SHEET.header) == [
        (0, 0, 1, 0, "单位"), (0, 1, 0, 2, "党员大会"), (0, 3, 1, 3, "截止"), (1, 1, 1, 1, "次数"),
        (1, 2, 1, 2, "到会率"),
    ]  # fmt: skip
