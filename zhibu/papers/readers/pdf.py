"""PDF files that carry text. A scan is refused with advice; the visual lines are joined to paragraphs again."""

import io
import re
from collections import Counter

import pypdf

from zhibu.papers.archives import damaged
from zhibu.papers.document import Document, DocumentBuilder
from zhibu.papers.errors import PaperError
from zhibu.papers.numbering import begins_with_number

MAX_PAGES = 1_000
MAX_CHARACTERS = 3_000_000
_MIN_CHARACTERS_A_PAGE = 15
_ENDS = tuple("。！？；：!?;:")
_SPACE_BETWEEN_HANZI = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])")


def read_pdf(name: str, content: bytes) -> Document:
    """Raises PaperError for scans, passwords and damage."""
    pages = _page_texts(content)
    if sum(len(page.strip()) for page in pages) < _MIN_CHARACTERS_A_PAGE * len(pages):
        raise PaperError(
            "没有读到文字",
            "这份 PDF 是扫描件，页面是图片",
            "请提供 Word 原文；只有纸质件的，请先识别成文字并校对",
        )
    builder = DocumentBuilder(name, "pdf")
    for paragraph in join_lines([line for page in pages for line in page.splitlines()]):
        builder.paragraph(paragraph)
    return builder.build()


def _page_texts(content: bytes) -> list[str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PaperError("文件打不开", "PDF 设有打开密码", "请去掉密码后另存，再上传")
        if len(reader.pages) > MAX_PAGES:
            raise PaperError("文件太大", f"PDF 超过 {MAX_PAGES} 页", "请拆成几个文件再上传")
        texts: list[str] = []
        for page in reader.pages:
            texts.append(page.extract_text())
            if sum(map(len, texts)) > MAX_CHARACTERS:
                raise PaperError("文件太大", "PDF 的文字过多", "请拆成几个文件再上传")
    except PaperError:
        raise
    except Exception as error:  # a hostile PDF breaks pypdf in many ways, none of which may pass
        raise damaged() from error
    return texts


def join_lines(lines: list[str]) -> list[str]:
    """Visual lines joined to paragraphs: a full line without an end mark goes on in the next one."""
    cleaned = [_SPACE_BETWEEN_HANZI.sub("", line.strip()) for line in lines]
    widths = Counter(len(line) for line in cleaned if len(line) > 12)
    full = max((width for width, count in widths.items() if count >= 2), default=10_000) - 3
    paragraphs: list[str] = []
    open_line = False
    for line in cleaned:
        if open_line and line and not begins_with_number(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        open_line = len(line) >= full and not line.endswith(_ENDS)
    return paragraphs
