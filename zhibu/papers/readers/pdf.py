"""PDF files that carry text. A scan is refused with advice; the visual lines are joined to paragraphs again."""

import io
import logging
import re
from collections import Counter

import pypdf

from zhibu.papers.archives import damaged
from zhibu.papers.document import Document, DocumentBuilder
from zhibu.papers.errors import PaperError
from zhibu.papers.numbering import begins_with_number

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's file is told to them
MAX_PAGES = 1_000
MAX_CHARACTERS = 3_000_000
_MIN_CHARACTERS_A_PAGE = 15
_STOPS = tuple("。！？；：!?;:")
_GOES_ON = tuple("，、,")
_WIDE = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…]")
# Readers of PDF put blanks where scripts change and between spaced-out characters; Chinese text has none.
_BLANK_IN_CHINESE = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef]) +(?=[\u2e80-\u9fff\uff00-\uffef\d])|(?<=\d) +(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+")
_REPEATED = 3  # a line at the edge of as many pages is a running head


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
    lines, furniture = without_furniture([_lines(page) for page in pages])
    for paragraph in join_lines(lines):
        builder.paragraph(paragraph)
    for line in furniture:
        builder.notice("page_furniture", line)
    return builder.build()


def _page_texts(content: bytes) -> list[str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
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
        raise (_locked() if b"/Encrypt" in content else damaged()) from error
    return texts


def _locked() -> PaperError:
    return PaperError("文件打不开", "PDF 设有密码或限制了复制", "请去掉密码和限制后另存，再上传")


def _lines(page: str) -> list[str]:
    return [_BLANK_IN_CHINESE.sub("", line.strip()) for line in page.splitlines() if line.strip()]


def without_furniture(pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """The lines of all pages, and apart from them the page numbers and running heads at the edges of pages."""
    edges = Counter(line for page in pages for line in {*page[:1], *page[-1:]})
    lines: list[str] = []
    furniture: list[str] = []
    for page in pages:
        for index, line in enumerate(page):
            at_edge = index in (0, len(page) - 1)
            is_furniture = at_edge and (_PAGE_NUMBER.fullmatch(line) or edges[line] >= _REPEATED)
            (furniture if is_furniture else lines).append(line)
    return lines, furniture


def join_lines(lines: list[str]) -> list[str]:
    """Visual lines joined to paragraphs: a line goes on when it fills its width or ends with a comma."""
    widths = sorted(_width(line) for line in lines)
    full = widths[len(widths) * 9 // 10] * 9 // 10 if widths else 0  # slack for punctuation and raised marks
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not begins_with_number(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        goes_on = line.endswith(_GOES_ON) or (_width(line) >= full and not line.endswith(_STOPS))
    return paragraphs


def _width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))
