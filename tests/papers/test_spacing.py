"""Blanks that part nothing are closed up on opening; blanks that do part something stay."""

import pytest

from tests.papers.builders import plan_of, text_document, word_file
from zhibu.papers import open_document


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("于 2026 年 6 月 30 日前召开 2 次会议", "于2026年6月30日前召开2次会议"),
        ("不少于 12 学时，覆盖率 95 %", "不少于12学时，覆盖率95%"),
        ("第 2 党支部", "第2党支部"),
        ("1 目的", "1 目的"),
        ("办公室 6月底前", "办公室 6月底前"),
        ("姓名  12  个人", "姓名  12  个人"),
    ],
)
def test_blanks_around_digits_are_closed_up_where_they_only_space(typed: str, read: str) -> None:
    assert text_document(typed).text == read
    assert open_document("甲.docx", word_file([typed])).text == read


def test_a_text_set_double_is_read_as_one_set_single() -> None:
    first = "2026年工作计划\n一、重点任务\n1.修订制度。\n责任单位：办公室\n完成时限：6月底前\n"
    single = first + "2.召开大会。\n责任单位：工会\n完成时限：9月底前\n"
    double = single.replace("\n", "\n\n")
    assert [(task.text, task.responsible) for task in plan_of(double).tasks] == [
        (task.text, task.responsible) for task in plan_of(single).tasks
    ]
    assert "\n\n" not in text_document(double).text


def test_a_blank_line_between_blocks_stays() -> None:
    text = "甲\n乙\n\n丙\n丁\n\n戊\n己"
    assert text_document(text).text == text
