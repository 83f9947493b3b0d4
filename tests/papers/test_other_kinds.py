"""Files that are no .docx, .xlsx, .txt or PDF with text: each is named and its owner is told what to do."""

from io import BytesIO

import pypdf
import pytest

from tests.papers.builders import word_file, zip_file
from zhibu.papers import PaperError, open_document

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODT = zip_file({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
PAGE = b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>x</body></html>'
XML_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>'
REFUSED = {
    "old .doc": (OLE + b"\0" * 600, "旧版", "另存为 .docx"),
    "encrypted .docx": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码", "去掉密码"),
    ".rtf": (b"{\\rtf1\\ansi\\ansicpg936 \\'b9\\'a4\\'d7\\'f7}", ".rtf", "另存为 .docx"),
    ".odt": (ODT, "OpenDocument", "另存为 .docx"),
    ".ofd": (zip_file({"OFD.xml": b"<a/>", "Doc_0/Document.xml": b"<a/>"}), "OFD", "导出为 .docx"),
    ".pptx": (zip_file({"ppt/presentation.xml": b"<a/>"}), "演示文稿", ".docx"),
    "web page as .doc": (PAGE, "网页", "另存为 .docx"),
    "Word 2003 XML": (XML_2003, "网页格式", "另存为 .docx"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页", "另存为 .docx"),
    "picture": (bytes.fromhex("ffd8ffe000104a464946") + b"\0" * 64, "图片", "识别成文字"),
    "zip": (zip_file({"a.txt": b"x"}), "压缩包", "解压"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, "另一种类型", "上传文字版"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("name", ["要点.docx", "要点.doc", "要点.txt"])
def test_another_kind_is_named_with_what_to_do_whatever_its_name(kind: str, name: str) -> None:
    content, what, remedy = REFUSED[kind]
    with pytest.raises(PaperError) as caught:
        open_document(name, content)
    assert what in caught.value.why
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("name", ["要点.pdf", "要点.xlsx", "要点.doc", "要点"])
def test_a_wrong_extension_does_not_matter(name: str) -> None:
    assert open_document(name, word_file(["开展学习"])).text == "开展学习"


def test_text_that_only_mentions_a_tag_is_read() -> None:
    assert open_document("甲.txt", "培训内容：<html> 基础。".encode()).text.startswith("培训内容")


def locked_pdf(password: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt(password, "主人", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_pdf_with_a_password_is_refused_as_such() -> None:
    with pytest.raises(PaperError) as caught:
        open_document("甲.pdf", locked_pdf("1234"))
    assert "密码" in caught.value.why
    assert "去掉密码" in caught.value.remedy


def test_a_pdf_locked_in_an_unknown_way_is_refused_as_locked() -> None:
    content = locked_pdf("1234").replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")
    with pytest.raises(PaperError) as caught:
        open_document("甲.pdf", content)
    assert "密码" in caught.value.why
