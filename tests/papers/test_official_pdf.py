"""The PDF of a paper: its page, its lines, its numbers, its words as they are, and the .docx rendered beside it."""

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from tests.papers.test_official import PAPER
from zhibu.papers.official import (
    FigureRef,
    FontsMissing,
    Imprint,
    Letterhead,
    Paper,
    Paragraph,
    Source,
    Table,
    write,
    write_pdf,
)
from zhibu.papers.official.pdf import faces

MILLIMETRE = 72 / 25.4
LONG = replace(PAPER, blocks=(*PAPER.blocks, Paragraph(("字" * 28 * 60,))))
_OFFICE = shutil.which("soffice")


@pytest.fixture(
    params=["typst", pytest.param("word", marks=pytest.mark.skipif(not _OFFICE, reason="no LibreOffice"))]
)
def printed(request, tmp_path):
    """What prints a paper: our own PDF, or the .docx rendered by LibreOffice."""
    return pdf_of if request.param == "typst" else lambda paper: rendered(paper, tmp_path)


def pdf_of(paper: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(paper)))


def rendered(paper: Paper, folder: Path) -> pypdf.PdfReader:
    (folder / "paper.docx").write_bytes(write(paper))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = [_OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    subprocess.run(convert, cwd=folder, check=True, capture_output=True, timeout=120)
    return pypdf.PdfReader(folder / "paper.pdf")


def spots(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    """Left and baseline in millimetres from the upper left corner, and the words there."""
    found: list[tuple[float, float, str]] = []

    def visit(words, current, text, font, size):
        if words.strip():
            x = text[4] * current[0] + text[5] * current[2] + current[4]
            y = text[4] * current[1] + text[5] * current[3] + current[5]
            height = float(page.mediabox.height)
            found.append((x / MILLIMETRE, (height - y) / MILLIMETRE, words.strip()))

    page.extract_text(visitor_text=visit)
    return found


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_the_page_is_a4_and_the_text_keeps_the_margins(printed) -> None:
    reader = printed(LONG)
    for page in reader.pages:
        assert [round(float(side) / MILLIMETRE) for side in page.mediabox[2:]] == [210, 297]
        lefts = [x for x, y, _ in spots(page)]
        assert min(lefts) >= 27
        assert max(lefts) <= 210 - 26


def test_a_full_page_has_22_lines_of_28_characters(printed) -> None:
    pages = [page.extract_text() for page in printed(LONG).pages]
    full = max(pages, key=lambda text: text.count("字"))
    lines = [squeezed(line) for line in full.splitlines() if "字" * 20 in squeezed(line)]
    assert Counter(map(len, lines)).most_common(1)[0] == (28, 22)


def test_headings_stand_in_order_with_their_numbers(printed) -> None:
    text = squeezed("".join(page.extract_text() for page in printed(PAPER).pages))
    numbered = [
        "一、总体情况",
        "二、存在问题",
        "（一）共性问题",
        "1.记录不全",
        "（1）缺少纪要",
        "（二）个性问题",
    ]
    places = [
        text.index(words)
        for words in [PAPER.title, "各党支部：", *numbered, "附件：1.问题清单", "2024年10月8日"]
    ]
    assert places == sorted(places)
    assert "召开党员大会暂无数据" in text
    assert "附：数据来源" in text


def test_pages_are_numbered_at_their_outer_edge_below_the_text(printed) -> None:
    for number, page in enumerate(printed(LONG).pages, 1):
        below = [(x, y, words) for x, y, words in spots(page) if y > 297 - 35]
        assert squeezed("".join(words for *_, words in below)) == f"—{number}—"
        # 7 mm below the text, and the figures' own height.
        assert all(297 - 35 + 7 <= y <= 297 - 35 + 14 for _, y, _ in below)
        assert all((x > 105) == bool(number % 2) for x, *_ in below)


def test_a_table_repeats_its_head_on_each_page(printed) -> None:
    rows = [(f"第{number}党支部", "1") for number in range(60)]
    pages = [
        squeezed(page.extract_text())
        for page in printed(replace(PAPER, blocks=(Table(("单位甲", "次数"), rows),))).pages
    ]
    assert sum("单位甲" in page for page in pages) == sum("党支部1" in page for page in pages) > 1


def test_a_letter_has_its_mark_and_number_and_no_number_of_the_first_page(printed) -> None:
    letter = replace(LONG, letterhead=Letterhead("中共某某委员会", "某党函〔2024〕15号", "特急"))
    first, second, *_ = [squeezed(page.extract_text()) for page in printed(letter).pages]
    assert first.index("某党函〔2024〕15号") < first.index("关于2024年")
    assert "中共某某委员会" in first
    assert "—1—" not in first
    assert "—2—" in second


def test_the_imprint_is_the_last_words(printed) -> None:
    told = replace(PAPER, imprint=Imprint("某某办公室", date(2024, 10, 9), ("各党委", "各总支")))
    last = squeezed(printed(told).pages[-1].extract_text())
    assert "抄送：各党委，各总支。" in last
    assert last.index("抄送") < last.index("某某办公室2024年10月9日印发")


def test_a_wide_paper_lies_on_its_side(printed) -> None:
    page = printed(replace(PAPER, landscape=True)).pages[0]
    assert [round(float(side) / MILLIMETRE) for side in page.mediabox[2:]] == [297, 210]


@pytest.mark.parametrize(
    "words",
    [
        '#panic("x")',
        '#read("/etc/passwd")',
        "$x$ *y* _z_ @a <b>",
        '"#let x = 1"',
        "\\u{41}",
        "`code`",
        "]#x[",
    ],
)
def test_words_are_never_read_as_code(words: str) -> None:
    shown = replace(
        PAPER, title=words, recipients=words, blocks=(Paragraph((words,)), Table((words,), ((words,),)))
    )
    text = squeezed(pdf_of(shown).pages[0].extract_text())
    assert text.count(squeezed(words)) >= 5


def test_the_same_paper_gives_the_same_bytes_and_marks_lead_to_sources() -> None:
    assert write_pdf(PAPER) == write_pdf(PAPER)
    reader = pdf_of(PAPER)
    assert [note.get_object()["/Subtype"] for note in reader.pages[0].annotations] == ["/Link"] * 3
    assert reader.metadata.title == PAPER.title


def test_a_machine_without_chinese_faces_is_told_so() -> None:
    with pytest.raises(FontsMissing, match="没有装中文字体"):
        write_pdf(PAPER, system_fonts=False)


def test_the_faces_of_the_standard_go_before_others() -> None:
    installed = ["Noto Serif CJK SC", "FangSong", "SimHei", "KaiTi", "DejaVu Sans"]
    found = faces(installed)
    assert [found[role][0] for role in ("first", "second", "body")] == ["SimHei", "KaiTi", "FangSong"]
    assert found["title"][0] == "Noto Serif CJK SC"


def test_no_row_of_a_table_is_cut_by_the_end_of_a_page(printed) -> None:
    rows = [(f"头{number}", "长" * 200 + f"尾{number}") for number in range(9)]
    pages = [
        squeezed(page.extract_text())
        for page in printed(replace(PAPER, blocks=(Table(("一", "二"), rows),))).pages
    ]
    for number in range(9):
        assert [f"头{number}" in page for page in pages] == [f"尾{number}" in page for page in pages]


def test_the_signature_never_stands_on_a_page_without_text() -> None:
    for lines in range(16, 23):
        paper = Paper(
            "报告",
            [Paragraph((f"这是正文的第{n}段。",)) for n in range(lines)],
            "某某委员会",
            date(2026, 11, 21),
        )
        pages = [squeezed(page.extract_text()) for page in pdf_of(paper).pages]
        signed = next(page for page in pages if "某某委员会" in page)
        assert "这是正文" in signed and "2026年11月21日" in signed


def test_a_number_is_never_parted_from_its_mark() -> None:
    source = Source("指标", "2026年", "计数", 1, "abc")
    for filler in range(20, 29):
        paper = Paper(
            "报告", [Paragraph(("字" * filler, FigureRef("12345", source), "次"))], "", date(2026, 11, 21)
        )
        lines = pdf_of(paper).pages[0].extract_text().splitlines()
        assert not any(squeezed(line).startswith("〔") for line in lines)
