"""Word documents: paragraphs with their styles and automatic numbers, tables, text boxes. Macros are never run."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from zhibu.papers.archives import Archive, damaged
from zhibu.papers.document import Document, DocumentBuilder
from zhibu.papers.errors import PaperError
from zhibu.papers.readers.docx_styles import Look, Styles, W, look_of
from zhibu.papers.readers.docx_tables import read_grid
from zhibu.papers.readers.docx_text import box_paragraphs, paragraph_text

# LookupError: the XML names an encoding that does not exist.
_BROKEN = (ParseError, DefusedXmlException, ValueError, LookupError)
MAX_TABLE_DEPTH = 8
MAX_XML_DEPTH = 250


@dataclass(frozen=True, slots=True)
class _Paragraph:
    label: str
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class _Grid:
    rows: list[list[str]]
    merged: dict[tuple[int, int], tuple[int, int]]


def read_docx(name: str, archive: Archive) -> Document:
    """Raises PaperError when the document is damaged or nested beyond reason."""
    styles = Styles(_parse(archive, "word/styles.xml"), _parse(archive, "word/numbering.xml"))
    parts = list(_parts(archive, styles))
    body_size = _body_size(parts)
    builder = DocumentBuilder(name, "docx")
    for part in parts:
        if isinstance(part, _Grid):
            builder.table(part.rows, merged=part.merged)
            continue
        look = part.look
        larger = look.size is not None and body_size is not None and look.size > body_size
        lead = len(part.label) + look.lead if look.lead else 0
        builder.paragraph(
            part.label + part.text, heading=look.heading, emphasis=look.bold or larger, lead=lead
        )
    if any(entry.endswith("vbaProject.bin") for entry in archive.names):
        builder.notice("macro", "宏未运行，只读取了文字")
    return builder.build()


def _parse(archive: Archive, entry: str) -> Element | None:
    content = archive.read(entry)
    if content is None:
        return None
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except _BROKEN as error:
        raise damaged() from error


def _parts(archive: Archive, styles: Styles) -> Iterator[_Paragraph | _Grid]:
    for element in _body_children(archive.read("word/document.xml") or b""):
        yield from _read_block(element, styles)


def _body_children(content: bytes) -> Iterator[Element]:
    """Each child of the body in turn, freed after use, so that a long document stays within bounds."""
    path: list[Element] = []
    tables = 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
            if event == "start":
                path.append(element)
                tables += element.tag == W + "tbl"
                if tables > MAX_TABLE_DEPTH or len(path) > MAX_XML_DEPTH:
                    raise PaperError(
                        "文件被拒绝",
                        f"表格或内容层层嵌套超过 {MAX_TABLE_DEPTH} 层",
                        "请把嵌套的表格拆开后再上传",
                    )
                continue
            path.pop()
            tables -= element.tag == W + "tbl"
            if path and path[-1].tag == W + "body":
                yield element
                path[-1].remove(element)
    except _BROKEN as error:
        raise damaged() from error


def _read_block(element: Element, styles: Styles) -> Iterator[_Paragraph | _Grid]:
    if element.tag == W + "p":
        for one in (element, *box_paragraphs(element)):
            yield _Paragraph(styles.next_label(one), paragraph_text(one), look_of(one, styles))
    elif element.tag == W + "tbl":
        rows, merged = read_grid(element, styles)
        if rows:
            yield _Grid(rows, merged)
    elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
        for child in element:
            yield from _read_block(child, styles)


def _body_size(parts: list[_Paragraph | _Grid]) -> int | None:
    """The size, in half points, in which most characters are set; None where no size is stated."""
    sizes: Counter[int] = Counter()
    for part in parts:
        if isinstance(part, _Paragraph) and part.look.size is not None:
            sizes[part.look.size] += len(part.text)
    return sizes.most_common(1)[0][0] if sizes else None
