"""Files are told by content; what cannot be read is refused in words that help."""

import io
import zipfile

import pypdf
import pytest

from tests.papers.builders import text_document, word_file, word_zip, workbook_file, zip_file
from zhibu.papers import PaperError, open_document

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\0" * 64


def refusal(name: str, content: bytes, **options: int) -> str:
    with pytest.raises(PaperError) as caught:
        open_document(name, content, **options)
    assert caught.value.message.count("。") >= 2
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_each_encoding(encoding: str) -> None:
    assert (
        open_document("甲.txt", "一、工作安排\r\n开展学习。".encode(encoding)).text
        == "一、工作安排\n开展学习。"
    )


def test_an_empty_file_is_refused() -> None:
    assert "空" in refusal("甲.txt", b"")
    assert "空" in refusal("甲.txt", b" \n\t ")


def test_a_file_above_the_limit_is_refused_with_its_size() -> None:
    assert "上限 1 MB" in refusal("甲.txt", b"a" * (2**20 + 1), limit=2**20)


def test_a_picture_renamed_is_told_by_its_content() -> None:
    assert "图片" in refusal("甲.docx", PNG)


def test_binary_rubbish_is_refused() -> None:
    assert "不是文本" in refusal("甲.txt", bytes(range(256)) * 8)


def test_an_old_word_file_gets_advice() -> None:
    assert ".docx" in refusal("甲.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)


def test_a_word_file_under_a_wrong_name_is_read() -> None:
    assert "开展学习" in open_document("甲.txt", word_file(["开展学习"])).text


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "压缩炸弹" in refusal("甲.docx", zip_file({"word/document.xml": b"0" * (60 * 2**20)}))


def test_paths_that_leave_the_archive_are_refused() -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "a/..\\..\\b"):
        assert "路径" in refusal("甲.docx", zip_file({"word/document.xml": b"<a/>", name: b"x"}))


def test_xml_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "实体" in refusal("甲.docx", zip_file({"word/document.xml": bomb}))
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'.encode("utf-16")
    assert "实体" in refusal("甲.docx", zip_file({"word/document.xml": wide}))


def test_a_thousand_nested_tables_are_refused() -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    assert "嵌套" in refusal("甲.docx", word_zip(opening * 1000 + closing * 1000))


def test_macros_are_not_run_and_that_is_said() -> None:
    body = "<w:p><w:r><w:t>开展学习</w:t></w:r></w:p>"
    document = open_document("甲.docx", word_zip(body, **{"word/vbaProject.bin": b"x"}))
    assert [notice.kind for notice in document.notices] == ["macro"]


def test_macros_of_a_workbook_are_not_run_and_that_is_said() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_file({"一": [["开展学习"]]}))) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    document = open_document("甲.xlsm", zip_file({**entries, "xl/vbaProject.bin": b"x"}))
    assert "开展学习" in document.text
    assert [notice.kind for notice in document.notices] == ["macro"]


def test_a_far_corner_cell_does_not_fill_the_memory() -> None:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    book = zip_file({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet + b"</worksheet>"})
    assert "表格太大" in refusal("甲.xlsx", book)


def test_a_damaged_archive_is_refused() -> None:
    whole = word_file(["开展学习"])
    assert "损坏" in refusal("甲.docx", whole[: len(whole) // 2])


def test_a_plain_zip_is_refused() -> None:
    assert "压缩包" in refusal("甲.zip", zip_file({"a.txt": b"x"}))


def test_a_scan_is_refused_with_advice() -> None:
    stream = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(stream)
    assert "扫描件" in refusal("甲.pdf", stream.getvalue())


def test_automatic_numbers_of_word_are_part_of_the_text() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering = (
        f'<w:numbering {namespace}><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = "".join(f"<w:p>{numbered}<w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("学习", "整改"))
    document = open_document("甲.docx", word_zip(body, **{"word/numbering.xml": numbering.encode()}))
    assert document.text == "一、学习\n二、整改"


def test_deleted_text_is_not_read_and_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    choice = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">' \
             f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"  # fmt: skip
    body = f"<w:p><w:r><w:t>正文</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:r>{choice}</w:r></w:p>"
    assert open_document("甲.docx", word_zip(body)).text == "正文\n框内"


def test_merged_cells_are_one_cell() -> None:
    content = workbook_file({"一": [["甲", ""], ["乙", "丙"]]}, [("一", "A1:B1", "甲")])
    (table,) = open_document("甲.xlsx", content).tables
    assert table.rows[0][0] is table.rows[0][1]


def test_tabbed_lines_become_a_table() -> None:
    document = text_document("清单\n序号\t任务\t时限\n1\t学习\t6月底\n2\t整改\t年底")
    assert [document.of(cell) for cell in document.tables[0].rows[2]] == ["2", "整改", "年底"]
