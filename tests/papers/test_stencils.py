"""范本: placeholders found wherever they stand, faults told with the nearest names, figures led to their sources."""

import io
import zipfile

import docx
import pytest

from zhibu.papers.errors import PaperError
from zhibu.papers.official import FigureRef, Source
from zhibu.papers.stencils import Values, faults_in, fill, names_in

SOURCE = Source("主题党日次数", "2024年第三季度", "branch-life 1.0", 36, "9f2c")
VALUES: Values = {
    "组织名称": "某某党委",
    "党员数": FigureRef("120", SOURCE),
    "主题党日达标数": FigureRef(None, SOURCE),
}


def stencil(*paragraphs) -> bytes:
    """A file whose paragraphs are given as the runs that Word made of them."""
    document = docx.Document()
    for runs in paragraphs:
        added = document.add_paragraph()
        for words in runs:
            added.add_run(words)
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_placeholders_are_filled_though_word_split_them() -> None:
    content = stencil(["{", "{组织", "名称}", "}共有党员{{党员数}}名，{{ 主题党日达标数 }}个", "。"])
    assert names_in(content) == ["组织名称", "党员数", "主题党日达标数"]
    assert lines(fill(content, VALUES))[0] == "某某党委共有党员120〔1〕名，暂无数据〔1〕个。"


def test_a_placeholder_keeps_the_look_of_its_first_character() -> None:
    document = docx.Document()
    added = document.add_paragraph("共")
    added.add_run("{{党员").bold = True
    added.add_run("数}}名")
    runs = docx.Document(io.BytesIO(fill(saved(document), VALUES))).paragraphs[0].runs
    assert [one.bold for one in runs if one.text == "120"] == [True]
    assert [one.font.superscript for one in runs if one.text == "〔1〕"] == [True]


def test_tables_headers_and_footers_are_filled_too() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{党员数}}"
    document.sections[0].header.paragraphs[0].text = "{{组织名称}}"
    filled = docx.Document(io.BytesIO(fill(saved(document), VALUES)))
    assert filled.tables[0].cell(0, 0).text == "120〔1〕"
    assert filled.sections[0].header.paragraphs[0].text == "某某党委"


def test_each_source_is_listed_at_the_end() -> None:
    filled = docx.Document(io.BytesIO(fill(stencil(["{{党员数}}"]), VALUES)))
    assert [cell.text for cell in filled.tables[-1].rows[1].cells] == [
        "1", "主题党日次数", "2024年第三季度", "branch-life 1.0", "36", "9f2c",
    ]  # fmt: skip


def test_an_unknown_name_is_told_with_its_paragraph_and_the_nearest_names() -> None:
    [fault] = faults_in(stencil(["本季度主题党日达标{{主题党日达标个数}}个"]), VALUES)
    assert fault.placeholder == "主题党日达标个数"
    assert fault.paragraph.startswith("本季度主题党日")
    assert fault.nearest[0] == "主题党日达标数"


@pytest.mark.parametrize(
    "words", ["{{党员数", "党员数}}", "{% for x in y %}", "{{}}", "{{ {党员数} }}", "{# x #}"]
)
def test_what_is_no_placeholder_is_told(words: str) -> None:
    assert faults_in(stencil([words]), VALUES)


@pytest.mark.parametrize("words", ["{{ ''.__class__.__mro__ }}", "{{ 党员数 + 1 }}", "{{ range(10**9) }}"])
def test_nothing_is_evaluated(words: str) -> None:
    [fault] = faults_in(stencil([words]), VALUES)
    assert fault.why == "没有这个名称"


def test_a_good_file_has_no_faults() -> None:
    assert faults_in(stencil(["{{组织名称}}", "{普通花括号}"]), VALUES) == []


def test_macros_entities_other_kinds_and_bombs_are_refused() -> None:
    good = stencil(["x"])
    for name, part in (
        ("word/vbaProject.bin", b"x"),
        ("word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ):
        stream = io.BytesIO(good)
        with zipfile.ZipFile(stream, "a") as file:
            file.writestr(name, part)
        with pytest.raises(PaperError):
            names_in(stream.getvalue())
    for content in (b"plain", b"PK\x03\x04broken", b"", b"x" * 6 * 2**20):
        with pytest.raises(PaperError):
            names_in(content)
