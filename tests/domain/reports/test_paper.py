"""The appendix of a report: figures counted alike share a row, and nothing of their sources is lost."""

from datetime import date

from zhibu.domain.reports.composing.figures import Block, Figure
from zhibu.domain.reports.composing.paper import paper
from zhibu.papers.official import FigureRef, Paragraph
from zhibu.papers.official.wording import Citations

FIGURES = {
    "甲适用数": Figure("甲适用数", "9", "甲，适用数", 10, "包 1", "a"),
    "甲达标数": Figure("甲达标数", "7", "甲，达标数", 10, "包 1", "a", "met"),
    "乙达标数": Figure("乙达标数", "6", "乙，达标数", 10, "包 1", "b", "met"),
    "次数": Figure("次数", "5", "次数", 5, period="上半年", digest="d2"),
}


def test_figures_of_one_indicator_share_a_row_and_others_keep_their_own() -> None:
    block = Block("one", "paragraph", "".join(f"【{name}】" for name in FIGURES))
    made = paper(
        "题",
        [block],
        FIGURES,
        period="三季度",
        digest="d1",
        signature="",
        dated=date(2026, 10, 1),
    )
    first = made.blocks[0]
    assert isinstance(first, Paragraph)
    citations = Citations()
    numbers = [citations.number(run.source) for run in first.runs if isinstance(run, FigureRef)]
    assert numbers == [1, 1, 2, 3]
    assert citations.rows() == [
        ("1", "甲，适用数、达标数", "三季度", "包 1", "10", "d1"),
        ("2", "乙，达标数", "三季度", "包 1", "10", "d1"),
        ("3", "次数", "上半年", "计数", "5", "d2"),
    ]
    assert citations.table()[2] == ""


def test_a_period_and_digest_that_all_share_are_said_once() -> None:
    some = {name: figure for name, figure in FIGURES.items() if name != "次数"}
    block = Block("one", "paragraph", "".join(f"【{name}】" for name in some))
    made = paper(
        "题",
        [block],
        some,
        period="三季度",
        digest="d1",
        signature="",
        dated=date(2026, 10, 1),
    )
    first = made.blocks[0]
    assert isinstance(first, Paragraph)
    citations = Citations()
    for run in first.runs:
        if isinstance(run, FigureRef):
            citations.number(run.source)
    header, rows, caption = citations.table()
    assert header == ["序号", "指标", "规则", "记录数"]
    assert rows[0] == ["1", "甲，适用数、达标数", "包 1", "10"]
    assert caption == "期间：三季度，快照摘要：d1"
