"""Readers meet hostile files: each ends in a document or in a refusal, never in a crash, a hang or a full memory."""

import time
import zipfile
from io import BytesIO

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.long_word import MEGABYTES, PAGES, read_long_word
from tests.papers.builders import word_file, word_zip, workbook_file, zip_file
from zhibu.papers import Document, PaperError, open_document, read_plan
from zhibu.papers.figures import read_figures

FUZZ = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
WORD = word_file(
    ["2024年工作要点", "一、工作安排", "6月底前完成换届。"], [["任务", "时限"], ["学习", "年底"]]
)
BOOK = workbook_file({"清单": [["任务", "责任单位", "时限"], ["学习", "办公室", "年底"]]})
GENRE = (
    "一二三四五（）()、.是要第，。；：“”《》**xX0123456789年月日前底季度"
    "每次人名个牵头责任单位：各支部\n\t 组织开展制定"
)


def blank_pdf() -> bytes:
    stream = BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(stream)
    return stream.getvalue()


def read_everything(name: str, content: bytes) -> Document | None:
    """The document with plan and figures read, None where it was refused in the proper way."""
    try:
        document = open_document(name, content)
    except PaperError as error:
        assert error.message.endswith("。")
        return None
    plan = read_plan(document)
    for task in plan.tasks:
        assert 0 <= task.start <= task.end <= len(document.text)
    for heading in plan.outline:
        assert 0 <= heading.start <= heading.end <= len(document.text)
        assert heading.level >= 1
    for figure in read_figures(document):
        assert document.text[figure.start : figure.end].strip() == figure.quote
    return document


@FUZZ
@given(st.text(alphabet=GENRE, max_size=400))
def test_any_text_of_the_genre_is_read(text: str) -> None:
    if text.strip():
        assert read_everything("甲.txt", text.encode()) is not None


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_everything("甲", content)


@FUZZ
@pytest.mark.parametrize("whole", [WORD, BOOK, blank_pdf()], ids=["docx", "xlsx", "pdf"])
@given(data=st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    content = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    read_everything("甲", bytes(content[: data.draw(st.integers(1, len(whole)))]))


PIECES = st.sampled_from(
    [
        *(
            "<w:p>",
            "</w:p>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:sdt>",
            "</w:sdt>",
        ),
        "<w:r><w:t>一、学习</w:t></w:r>",
        '<w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr>',
        '<w:tcPr><w:gridSpan w:val="999999"/><w:vMerge/></w:tcPr>',
        '<w:pPr><w:outlineLvl w:val="x"/></w:pPr>',
        "&#0;",
    ]
)


@FUZZ
@given(st.lists(PIECES, max_size=20))
def test_any_arrangement_of_word_elements_is_read_or_refused(pieces: list[str]) -> None:
    read_everything("甲.docx", word_zip("".join(pieces)))


@FUZZ
@given(
    st.lists(st.lists(st.text(alphabet=GENRE, max_size=12), min_size=1, max_size=5), min_size=1, max_size=6)
)
def test_any_workbook_is_read(rows: list[list[str]]) -> None:
    read_everything("甲.xlsx", workbook_file({"一": rows}))


def test_a_style_based_on_itself_ends() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    styles = f"<w:styles {namespace}>{style}</w:styles>"
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>'
    document = read_everything("甲.docx", word_zip(body, **{"word/styles.xml": styles.encode()}))
    assert document is not None and document.text == "正文"


def test_xml_in_an_encoding_that_does_not_exist_is_refused() -> None:
    word = b'<?xml version="1.0" encoding="U-1TF-8"?><w:document/>'
    with pytest.raises(PaperError):
        open_document("甲.docx", zip_file({"word/document.xml": word}))


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(word_zip("<w:p/>" * 50_000))
    with zipfile.ZipFile(BytesIO(bytes(content))) as file:
        size = file.getinfo("word/document.xml").file_size
    content = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(PaperError):
        open_document("甲.docx", bytes(content))


REPEATED = ["一", "1", "*", "（", "“", "第一，", "一是", "(1)", "12次", "3、4、5次，分别", "由甲", "各支部要"]
REPEATED += ["1,234", "一、工作安排\n要开展", "于 1 月 ", "1" * 999 + " 年", "各部汛期（6月）"]


@pytest.mark.parametrize("piece", REPEATED)
def test_work_on_one_piece_repeated_grows_with_its_length(piece: str) -> None:
    short, long = (processor_seconds((piece * (size // len(piece))).encode()) for size in (5_000, 20_000))
    assert long < 9 * short + 1, "four times the text took more than twice its share: some work is quadratic"


def processor_seconds(content: bytes) -> float:
    started = time.process_time()
    read_everything("甲.txt", content)
    return time.process_time() - started


def test_five_hundred_pages_of_word_stay_within_300_megabytes() -> None:
    reading = read_long_word()
    assert reading.characters > 300_000
    assert reading.headings == PAGES
    assert 10 < reading.megabytes < MEGABYTES
