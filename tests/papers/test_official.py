"""Papers conform to GB/T 9704-2012, are the same bytes each time, and every figure leads to its source."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from zhibu.papers import open_document
from zhibu.papers.figures.times import base_of
from zhibu.papers.official import Annex, FigureRef, Heading, Paper, Paragraph, Source, Table, write
from zhibu.papers.official.measures import SIZE_DENSE, TEXT_WIDTH
from zhibu.papers.official.wording import folded, is_crowded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST = Source("主题党日次数", "2024年第三季度", "branch-life 1.0", 36, "9f2c")
SECOND = Source("党员大会次数", "2024年第三季度", "branch-life 1.0", None, "9f2c")
PAPER = Paper(
    title="关于2024年第三季度党建工作情况的通报",
    recipients="各党支部",
    blocks=(
        Heading(1, "总体情况"),
        Paragraph(
            ("开展主题党日", FigureRef("36次", FIRST), "，召开党员大会", FigureRef(None, SECOND), "。")
        ),
        Heading(1, "存在问题"),
        Heading(2, "共性问题"),
        Heading(3, "记录不全"),
        Heading(4, "缺少纪要"),
        Table(("单位", "次数"), (("办公室党支部", FigureRef("3", FIRST)),), caption="开展情况"),
        Heading(2, "个性问题"),
        Paragraph(("有<特殊>&字符\x0b的内容。",)),
    ),
    attachments=("问题清单", "整改台账"),
    signature="中共某某委员会",
    dated=date(2024, 10, 8),
)


def part(name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(write(PAPER))) as file:
        return ElementTree.fromstring(file.read(name))


def value(element: ElementTree.Element, path: str, name: str = "val") -> str:
    """The attribute `name` of the element at `path`, steps without their namespace."""
    found = element.find("/".join(step if step == "." else W + step for step in path.split("/")))
    assert found is not None, path
    return found.get(W + name, "")


def style(name: str) -> ElementTree.Element:
    return next(one for one in part("word/styles.xml").iter(W + "style") if value(one, "name") == name)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write(PAPER) == write(PAPER)
    with zipfile.ZipFile(io.BytesIO(write(PAPER))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_and_margins_are_those_of_the_standard() -> None:
    section = part("word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    assert [round(int(value(section, "pgSz", side)) / 1440 * 25.4) for side in "wh"] == [210, 297]
    margins = [
        int(value(section, "pgMar", side)) / 1440 * 25.4 for side in ("top", "left", "right", "bottom")
    ]
    assert [round(margin) for margin in margins] == [37, 28, 26, 35]


def test_the_grid_holds_22_lines_of_28_characters() -> None:
    grid = part("word/document.xml").find(f".//{W}docGrid")
    assert grid is not None
    assert grid.get(W + "type") == "linesAndChars"
    lines = 225 / 25.4 * 1440 / int(grid.get(W + "linePitch", "0"))
    character = 16 + int(grid.get(W + "charSpace", "0")) / 4096
    assert (int(lines + 0.02), int(156 / 25.4 * 72 / character)) == (22, 28)


@pytest.mark.parametrize(
    ("name", "face", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体_GB2312", 16),
        ("heading 3", "仿宋_GB2312", 16),
        ("heading 4", "仿宋_GB2312", 16),
        ("Normal", "仿宋_GB2312", 16),
        ("footer", "宋体", 14),
    ],
)
def test_each_level_has_its_face_in_black_and_not_bold(name: str, face: str, size: int) -> None:
    found = style(name)
    assert value(found, "rPr/rFonts", "eastAsia") == face
    assert value(found, "rPr/color") == "000000"
    assert value(found, "rPr/b") == "0"
    assert int(value(found, "rPr/sz")) == size * 2


def test_headings_are_numbered_by_level_and_start_anew_below_each_parent() -> None:
    paragraphs = part("word/document.xml").iter(W + "p")
    headings = [
        "".join(one.itertext()) for one in paragraphs if value(one, "pPr/pStyle").startswith("Heading")
    ]
    assert headings == [
        "一、总体情况", "二、存在问题", "（一）共性问题", "1.记录不全", "（1）缺少纪要", "（二）个性问题",
        "附：数据来源",
    ]  # fmt: skip


def test_lines_have_a_fixed_height_and_paragraphs_begin_two_characters_in() -> None:
    assert value(style("公文正文"), "pPr/ind", "firstLineChars") == "200"
    assert value(style("Normal"), "pPr/spacing", "lineRule") == "exact"
    assert abs(int(value(style("Normal"), "pPr/spacing", "line")) / 20 - 28.95) < 0.1


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    assert part("word/settings.xml").find(W + "evenAndOddHeaders") is not None
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        footer = part(name)
        assert value(footer, "p/pPr/jc") == side
        assert value(footer, "p/pPr/ind", f"{side}Chars") == "100"
        assert "".join(one.text or "" for one in footer.iter(W + "t")) == "— 1 —"
        assert value(footer, "p/fldSimple", "instr") == "PAGE"


def test_the_date_has_no_leading_zeros_and_stands_four_characters_from_the_right() -> None:
    paragraphs = part("word/document.xml").iter(W + "p")
    dated = next(one for one in paragraphs if "".join(one.itertext()) == "2024年10月8日")
    assert value(dated, "pPr/ind", "rightChars") == "400"


def test_every_figure_leads_to_a_row_of_sources() -> None:
    document = part("word/document.xml")
    anchors = [link.get(W + "anchor") for link in document.iter(W + "hyperlink")]
    assert anchors == ["source1", "source2", "source1"]
    assert {mark.get(W + "name") for mark in document.iter(W + "bookmarkStart")} == {"source1", "source2"}


def test_unknown_is_written_in_words_and_never_as_zero() -> None:
    text = open_document("通报.docx", write(PAPER)).text
    assert "召开党员大会暂无数据" in text
    assert "0次" not in text


def test_what_was_written_is_read_back_without_the_marks() -> None:
    document = open_document("通报.docx", write(PAPER))
    assert "开展主题党日36次，召开党员大会暂无数据。" in document.text
    assert "有<特殊>&字符的内容。" in document.text
    assert [len(table.rows) for table in document.tables] == [2, 3]


def test_a_paper_without_figures_has_no_page_of_sources() -> None:
    paper = Paper("通知", (Paragraph(("请认真落实。",)),), "某某党委", date(2024, 1, 2))
    text = open_document("通知.docx", write(paper)).text
    assert "数据来源" not in text
    assert text.endswith("2024年1月2日")


def test_a_ragged_table_and_a_fifth_level_are_refused() -> None:
    with pytest.raises(ValueError, match="格数"):
        Table(("甲", "乙"), (("一",),))
    with pytest.raises(ValueError, match="四级"):
        Heading(5, "过深")


WIDE = Table(
    ("序号", "规则", "记录数"),
    (
        (
            "12",
            "支部组织生活 2026.1，《中国共产党支部工作条例（试行）》第十六条（仅见转述，待核），按月开展主题党日活动",
            "2276",
        ),
    ),
)


def words(markup: bytes) -> list[str]:
    document = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(markup)).read("word/document.xml"))
    return ["".join(one.text or "" for one in each.iter(W + "t")) for each in document.iter(W + "p")]


def test_short_columns_keep_the_width_that_their_words_need() -> None:
    document = zipfile.ZipFile(io.BytesIO(write(replace(PAPER, blocks=(WIDE,))))).read("word/document.xml")
    grid = ElementTree.fromstring(document).find(f".//{W}tblGrid")
    widths = [int(one.get(W + "w")) / 240 for one in grid]
    assert widths[0] >= 3 and widths[2] >= 4
    assert widths[1] > 20


def test_an_annex_stands_behind_the_date_on_a_page_of_its_own() -> None:
    annexed = replace(PAPER, attachments=("问题清单",), annexes=(Annex("未达标名单", (Paragraph(("甲",)),)),))
    said = words(write(annexed))
    assert said.index("附件：1.问题清单") + 1 == said.index("　　　2.未达标名单")
    assert (
        said.index("2024年10月8日")
        < said.index("附件2")
        < said.index("未达标名单")
        < said.index("附：数据来源")
    )


def test_where_the_figures_come_from_is_said_above_their_sources() -> None:
    said = words(write(replace(PAPER, origin="数字出自快照，校验值9f2c")))
    assert said[said.index("附：数据来源") + 1].endswith("数字出自快照，校验值9f2c。")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("厅直机关党委2026年上半年党建工作情况报告", ["厅直机关党委2026年上半年", "党建工作情况报告"]),
        ("厅直机关党委书记2026年第三季度抓党建工作述职报告", ["厅直机关党委书记2026年第三季度", "抓党建工作述职报告"]),
        ("关于2026年第三季度组织生活情况的通报", ["关于2026年第三季度组织生活情况的通报"]),
        ("甲" * 30, ["甲" * 30]),
    ],
)  # fmt: skip
def test_a_long_title_is_broken_where_its_words_allow(title: str, lines: list[str]) -> None:
    assert folded(title).split("\n") == lines


def test_a_folded_title_is_read_back_as_one_period() -> None:
    paper = replace(PAPER, title="厅直机关党委2026年上半年党建工作情况报告")
    assert str(base_of(open_document("报告.docx", write(paper)).text)) == "2026H1"


def test_no_line_parts_a_figure_from_its_mark() -> None:
    settings = part("word/settings.xml")
    first, last = settings.find(f"{W}noLineBreaksBefore"), settings.find(f"{W}noLineBreaksAfter")
    assert first is not None and "〔" in first.attrib[f"{W}val"] and "。" in first.attrib[f"{W}val"]
    assert last is not None and "〕" in last.attrib[f"{W}val"] and "（" in last.attrib[f"{W}val"]


def test_the_names_of_a_table_with_many_columns_are_not_folded_letter_by_letter() -> None:
    heads = (
        "党组织",
        *(f"{word}（次）" for word in ("党员大会", "支委会", "党小组会", "党课", "主题党日", "中心组学习")),
    )
    rows = [("公路事务中心机关党委", *["12"] * 6)]
    assert is_crowded(heads, rows, TEXT_WIDTH) and not is_crowded(heads[:4], [rows[0][:4]], TEXT_WIDTH)
    dense = Paper("统计表", (Table(heads, rows),), "", dated=date(2026, 10, 8))
    with zipfile.ZipFile(io.BytesIO(write(dense))) as file:
        document = ElementTree.fromstring(file.read("word/document.xml"))
    first = document.findall(f".//{W}gridCol")[0].attrib[f"{W}w"]
    assert int(first) > 10 * SIZE_DENSE * 10  # ten characters in one line
