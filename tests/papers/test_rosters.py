"""Rosters of members: columns by their headings wherever they stand, rows as written, nothing that is not asked for."""

from datetime import date

import pytest

from zhibu.papers.document import Document
from zhibu.papers.errors import PaperError
from zhibu.papers.opening import open_document
from zhibu.papers.rosters import read_day, read_roster
from zhibu.papers.workbook import Sheet, write_workbook


def opened(*sheets: Sheet) -> Document:
    return open_document("名册.xlsx", write_workbook(list(sheets)))


def test_columns_are_found_by_heading_below_a_title_and_what_is_not_asked_for_is_not_read() -> None:
    heads = [
        "序号",
        "姓  名",
        "身份证号",
        "加入党组织日期",
        "转正时所在支部",
        "人员类别",
        "性别",
        "所在党支部",
        "联系电话",
    ]
    rows = [
        ["1", "甲某", "110101", "2010-07-01", "别的支部", "正式党员", "男", "第一党支部", "138"],
        [""] * 9,
    ]
    [line] = read_roster(opened(Sheet("党员", [["某党委名册"] * 9, heads], rows)))
    assert line.place == "第3行"
    assert dict(line.said) == {
        "name": "甲某",
        "joined_on": "2010-07-01",
        "status": "正式党员",
        "gender": "男",
        "branch": "第一党支部",
    }


def test_rows_of_several_sheets_say_which_sheet_they_stand_in() -> None:
    heads = [["姓名", "性别", "入党时间", "类别"]]
    one, two = (Sheet(name, heads, [[name, "男", "2010.07.01", "正式党员"]]) for name in ("甲支部", "乙支部"))
    assert [line.place for line in read_roster(opened(one, two))] == ["“甲支部”第2行", "“乙支部”第2行"]


def test_a_missing_column_is_named_and_a_file_without_names_is_refused() -> None:
    with pytest.raises(PaperError, match="没有找到性别、身份"):
        read_roster(opened(Sheet("党员", [["姓名", "入党日期"]], [["甲某", "2010-07-01"]])))
    with pytest.raises(PaperError, match="没有带“姓名”一栏的表格"):
        read_roster(opened(Sheet("计划", [["任务", "时限"]], [["学习", "6月底"]])))


@pytest.mark.parametrize(
    "words", ["2010-07-01", "2010.7.1", "2010/07/01", "2010年7月1日", "20100701", "2010.07", "２０１０年７月"]
)
def test_days_are_read_as_clerks_write_them(words: str) -> None:
    assert read_day(words) == date(2010, 7, 1)


@pytest.mark.parametrize("words", ["2010.1", "2010", "07-01", "2010-13-01", "2010-02-30", "去年", "40360"])
def test_what_may_mean_two_days_or_none_is_not_guessed(words: str) -> None:
    assert read_day(words) is None
