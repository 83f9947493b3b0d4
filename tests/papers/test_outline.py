"""Outlines in the numbering styles of the genre."""

import pytest

from tests.papers.builders import plan_of


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in plan_of(text).outline]


def test_the_four_levels_of_the_standard_nest() -> None:
    text = "2024年要点\n一、总体安排\n（一）抓学习\n1.制定计划。年初印发。\n（1）报送清单\n二、保障\n（一）抓落实"
    assert outline(text) == [
        (1, "一、", "总体安排"), (2, "（一）", "抓学习"), (3, "1.", "制定计划"), (4, "（1）", "报送清单"),
        (1, "二、", "保障"), (2, "（一）", "抓落实"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1．", "2．"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("(一)", "(二)"),
        ("1、", "2、"),
        ("1）", "2）"),
        ("第一章 ", "第二章 "),
    ],
)
def test_each_style_is_known_at_the_head_of_a_line(first: str, second: str) -> None:
    text = f"要点\n{first}加强学习\n内容一。\n{second}改进作风\n内容二。"
    assert outline(text) == [(1, first.strip(), "加强学习"), (1, second.strip(), "改进作风")]


def test_members_inside_a_paragraph_nest_below_its_heading() -> None:
    text = (
        "要点\n一、安排\n做好两项工作：一是加强学习。制定计划。二是改进作风。开展调研。\n二、要求\n压实责任。"
    )
    assert outline(text) == [
        (1, "一、", "安排"),
        (2, "一是", "加强学习"),
        (2, "二是", "改进作风"),
        (1, "二、", "要求"),
    ]


def test_ordinals_and_must_members_are_known() -> None:
    text = (
        "要点\n一、要求\n第一，提高认识。要学深悟透。第二，压实责任。\n二、安排\n一要抓实学习。二要抓好整改。"
    )
    assert [number for _, number, _ in outline(text)] == ["一、", "第一", "第二", "二、", "一要", "二要"]


def test_a_single_yishi_in_a_sentence_is_no_member() -> None:
    assert outline("要点\n这一是非问题必须厘清。\n唯一是他没有参加。") == []


def test_ordinals_in_words_are_no_headings() -> None:
    text = "要点\n一、安排\n第一责任人要抓好第一季度工作，二、三季度开展检查，1.5万元经费已到位。"
    assert [number for _, number, _ in outline(text)] == ["一、"]


def test_everything_on_one_line_is_still_split() -> None:
    text = (
        "计划\n一、情况总体良好。二、安排（一）抓学习。制定计划。（二）抓作风。开展调研。三、措施。加强领导。"
    )
    assert [(level, number) for level, number, _ in outline(text)] == [
        (1, "一、"), (1, "二、"), (2, "（一）"), (2, "（二）"), (1, "三、"),
    ]  # fmt: skip


def test_numbering_restarts_at_an_attachment() -> None:
    text = "工作要点\n一、总体要求\n二、主要任务\n附件1：任务清单\n一、学习\n二、整改"
    assert [(level, number) for level, number, _ in outline(text)] == [
        (1, "一、"), (1, "二、"), (1, "附件1"), (2, "一、"), (2, "二、"),
    ]  # fmt: skip


def test_a_level_may_be_jumped() -> None:
    text = "要点\n一、安排\n1.抓学习\n2.抓作风\n二、保障\n（一）组织\n1.领导\n"
    assert [(level, number) for level, number, _ in outline(text)] == [
        (1, "一、"), (2, "1."), (2, "2."), (1, "二、"), (2, "（一）"), (3, "1."),
    ]  # fmt: skip


def test_an_outer_style_used_inside_stays_inside() -> None:
    text = "要点\n1.抓学习\n（一）制定计划\n（二）开展研讨\n2.抓作风\n（一）开展调研"
    assert [(level, number) for level, number, _ in outline(text)] == [
        (1, "1."), (2, "（一）"), (2, "（二）"), (1, "2."), (2, "（一）"),
    ]  # fmt: skip


def test_a_title_in_two_lines_is_one() -> None:
    assert (
        plan_of("中共某县交通局党组\n2024年党建工作要点\n\n一、安排\n").title
        == "中共某县交通局党组2024年党建工作要点"
    )


def test_a_document_number_is_not_the_title() -> None:
    assert (
        plan_of("交党发〔2024〕3号\n关于做好换届工作的通知\n各党支部：\n请认真落实。").title
        == "关于做好换届工作的通知"
    )
