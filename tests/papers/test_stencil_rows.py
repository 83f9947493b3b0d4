"""A row of a stencil's table that stands for many is written once for each, and told where it cannot stand."""

import io

import docx
import pytest

from zhibu.papers.official import FigureRef, Source
from zhibu.papers.stencils import Group, Values, faults_in, fill

SOURCE = Source("党员数", "2024年第三季度", "计数", None, "9f2c")
GROUPS = {
    "各组织": Group(
        ("各组织：名称", "各组织：党员数"),
        [
            {"各组织：名称": "甲支部", "各组织：党员数": FigureRef("12", SOURCE)},
            {"各组织：名称": "{{党员数}}", "各组织：党员数": FigureRef(None, SOURCE)},
        ],
    ),
    "各问题": Group(("各问题：名称", "各问题：未达标数"), []),
}


def table(*rows: tuple[str, ...]) -> bytes:
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rows(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]


HEAD = ("单位", "党员")
ROW = ("{{各组织：名称}}", "{{各组织：党员数}}名（{{期间}}）")


def test_a_row_is_written_for_each_item_and_the_others_once() -> None:
    content = table(HEAD, ROW, ("合计", "{{党员数}}"))
    values: Values = {"期间": "三季度", "党员数": FigureRef("20", SOURCE)}
    assert faults_in(content, values, GROUPS) == []
    assert rows(fill(content, values, GROUPS)) == [
        list(HEAD),
        ["甲支部", "12〔1〕名（三季度）"],
        ["{{党员数}}", "暂无数据〔1〕名（三季度）"],
        ["合计", "20〔1〕"],
    ]


def test_a_group_without_items_leaves_one_row_that_says_so() -> None:
    content = table(("问题", "个数"), ("{{各问题：名称}}", "{{各问题：未达标数}}"))
    assert rows(fill(content, {}, GROUPS)) == [["问题", "个数"], ["无", ""]]


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (table(HEAD, ("{{各组织：名称}}", "{{各问题：名称}}")), "表格1第2行", "只能写同一种"),
        (table(HEAD, ("{{各组织：人数}}", "")), "表格1第2行", "没有这个名称"),
    ],
)
def test_what_a_row_cannot_hold_is_told_with_its_place(content: bytes, where: str, why: str) -> None:
    fault = faults_in(content, {}, GROUPS)[0]
    assert (fault.where, why in fault.why) == (where, True)


def test_a_name_of_a_group_outside_a_table_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("前言")
    document.add_paragraph("{{各组织：名称}}")
    stream = io.BytesIO()
    document.save(stream)
    [fault] = faults_in(stream.getvalue(), {}, GROUPS)
    assert fault.where == "正文第2段"
    assert "只能写在表格的一行里" in fault.why
