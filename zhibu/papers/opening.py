"""Opens an uploaded document. Its type is told by its content, never by its name."""

from collections.abc import Callable

from zhibu.papers.archives import Archive, open_archive
from zhibu.papers.document import Document
from zhibu.papers.errors import PaperError
from zhibu.papers.kinds import refusal_of, refuse_archive
from zhibu.papers.readers.docx import read_docx
from zhibu.papers.readers.pdf import read_pdf
from zhibu.papers.readers.txt import read_txt
from zhibu.papers.readers.xlsx import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
_ZIP_READERS: tuple[tuple[str, Callable[[str, Archive], Document]], ...] = (
    ("word/document.xml", read_docx),
    ("xl/workbook.xml", read_xlsx),
)


def open_document(name: str, content: bytes, *, limit: int = MAX_BYTES) -> Document:
    """Read an uploaded file into a Document.

    `name` is kept for display only. `limit` is the greatest size in bytes before unpacking.
    Raises PaperError for whatever cannot or must not be read.
    """
    if not content.strip():
        raise PaperError("文件是空的", "其中没有任何内容", "请检查是否选错了文件，或保存后再上传")
    if len(content) > limit:
        raise too_large(len(content), limit)
    document = _read(name, content)
    if not document.text.strip():
        raise PaperError("没有读到文字", "文件里没有可读的正文", "若内容是图片，请提供文字版再上传")
    return document


def too_large(size: int, limit: int = MAX_BYTES) -> PaperError:
    """The refusal of a file of `size` bytes, for those who know the size before the content."""
    return PaperError(
        "文件太大",
        f"大小 {size / 1048576:.1f} MB，超过上限 {limit / 1048576:.0f} MB",
        "请删去图片或拆成几个文件再上传",
    )


def _read(name: str, content: bytes) -> Document:
    if content.startswith(b"PK\x03\x04"):
        return _read_zip(name, content)
    if content.startswith(b"%PDF-"):
        return read_pdf(name, content)
    if (refused := refusal_of(content)) is not None:
        raise refused
    return read_txt(name, content)


def _read_zip(name: str, content: bytes) -> Document:
    archive = open_archive(content)
    for marker, reader in _ZIP_READERS:
        if marker in archive.names:
            return reader(name, archive)
    raise refuse_archive(archive.names)
