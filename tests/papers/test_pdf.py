"""PDF files: visual lines become paragraphs again; page numbers and running heads are put aside and shown."""

from tests.papers.builders import pdf_file
from zhibu.papers import open_document, read_plan
from zhibu.papers.readers.pdf import join_lines, without_furniture

PAGES = [
    [
        "某局党建简报",
        "2024年党建工作要点",
        "一、工作安排",
        "（一）抓好学习。各党支部要在6月底前",
        "组织一次集中学习，由宣传科牵头负责。",
        "— 1 —",
    ],
    ["某局党建简报", "（二）改进作风。全年开展调研不少于", "12次，形成调研报告。", "— 2 —"],
    ["某局党建简报", "（三）加强督查。每季度通报一次情况。", "— 3 —"],
]


def test_a_plan_in_pdf_is_read_like_any_other() -> None:
    plan = read_plan(open_document("要点.pdf", pdf_file(PAGES)))
    assert plan.title == "2024年党建工作要点"
    assert [one.number for one in plan.outline] == ["一、", "（一）", "（二）", "（三）"]
    assert [task.text for task in plan.tasks] == [
        "各党支部要在6月底前组织一次集中学习，由宣传科牵头负责",
        "全年开展调研不少于12次，形成调研报告",
        "每季度通报一次情况",
    ]


def test_page_numbers_and_running_heads_are_shown_as_noise() -> None:
    document = open_document("要点.pdf", pdf_file(PAGES))
    assert "简报" not in document.text and "—" not in document.text
    assert sorted(one.quote for one in document.notices) == ["— 1 —", "— 2 —", "— 3 —", *["某局党建简报"] * 3]


def test_a_number_alone_inside_a_page_is_not_a_page_number() -> None:
    assert without_furniture([["甲", "12", "乙"]]) == (["甲", "12", "乙"], [])


def test_short_lines_and_lines_with_a_stop_end_their_paragraph() -> None:
    full = "各党支部要认真组织学习并且按时报送有关"
    assert join_lines([full, "情况。", "短行", "另一段", full, "一、标题"]) == [
        full + "情况。", "短行", "另一段", full, "一、标题",
    ]  # fmt: skip
