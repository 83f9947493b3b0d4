"""范本: an office's own .docx with {{名称}} where figures go.

Names are looked up in a flat list and nothing in the file is ever evaluated: no expressions, no loops, no attributes.
"""

import io
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from zhibu.papers.archives import damaged, open_archive
from zhibu.papers.errors import PaperError
from zhibu.papers.official import FigureRef, wording
from zhibu.papers.official.markup import NAMESPACES, paragraph, plain, run
from zhibu.papers.official.tables import table_markup

MAX_BYTES, MAX_PLACEHOLDERS = 5 * 2**20, 2000
_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
_TWIPS = 635  # EMU

Values = Mapping[str, FigureRef | str]


@dataclass(frozen=True)
class Fault:
    """A placeholder that cannot be filled: where, what, why, and the names that are nearest to it."""

    paragraph: str
    placeholder: str
    why: str
    nearest: tuple[str, ...] = ()


def names_in(content: bytes) -> list[str]:
    """The names of the placeholders in the order in which they stand, each once. Raises PaperError."""
    texts = (_text(one) for one in _paragraphs(_opened(content)))
    return list(dict.fromkeys(found.strip() for text in texts for found in _PLACEHOLDER.findall(text)))


def faults_in(content: bytes, known: Mapping[str, object]) -> list[Fault]:
    """What keeps the file from being filled with `known` names. Raises PaperError where it cannot be read at all."""
    found: list[Fault] = []
    for one in _paragraphs(_opened(content)):
        text = _text(one)
        for name in map(str.strip, _PLACEHOLDER.findall(text)):
            if not name:
                found.append(Fault(text[:80], "{{}}", "花括号里没有写名称"))
            elif name not in known:
                nearest = tuple(get_close_matches(name, known, n=3, cutoff=0.3))
                found.append(Fault(text[:80], name, "没有这个名称", nearest))
        left = _BROKEN.search(_PLACEHOLDER.sub("", text))
        if left:
            found.append(
                Fault(text[:80], left.group(), "写法不对：只能写 {{名称}}，花括号要成对，不能用其他语句")
            )
    return found


def fill(content: bytes, values: Values) -> bytes:
    """The file with every placeholder replaced; a figure has a mark behind it that its source at the end explains.

    The caller has made sure that `faults_in` finds none.
    """
    document = _opened(content)
    citations = wording.Citations()
    for one in list(_paragraphs(document)):
        _fill_paragraph(one, values, citations)
    rows = citations.rows()
    if rows:
        section = document.sections[-1]
        sides = section.page_width - section.left_margin - section.right_margin
        table = table_markup(wording.SOURCE_HEADER, rows, "", lambda cell: run(str(cell)), sides // _TWIPS)
        head = paragraph("", run(wording.SOURCES), "<w:pageBreakBefore/>")
        added = parse_xml(f"<w:body {NAMESPACES}>{head}{table}</w:body>")
        last = document.element.body.sectPr
        for part in list(added):
            last.addprevious(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opened(content: bytes) -> Any:
    """The document, judged as a stranger's archive first. Raises PaperError."""
    if len(content) > MAX_BYTES:
        raise PaperError("范本太大", f"超过 {MAX_BYTES // 2**20} MB", "请去掉其中的图片后再上传")
    if not content.startswith(b"PK"):
        raise PaperError("不是 Word 文件", "范本只收 .docx 格式", "请在 Word 或 WPS 里另存为 .docx 再上传")
    archive = open_archive(content)
    names = archive.names
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise PaperError("范本里有宏", "宏可以执行程序，系统不收也不运行", "请另存为不带宏的 .docx 再上传")
    for name in names:
        if name.endswith((".xml", ".rels")):
            archive.read(name)  # Refuses entities.
    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, AttributeError, SyntaxError, OpcError) as error:
        raise damaged() from error
    if sum(len(_PLACEHOLDER.findall(_text(one))) for one in _paragraphs(document)) > MAX_PLACEHOLDERS:
        raise PaperError("范本里的名称太多", f"超过 {MAX_PLACEHOLDERS} 处", "请分成几份范本")
    return document


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the body, tables and text boxes, of headers and footers."""
    yield from document.element.body.iter(qn("w:p"))
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from part._element.iter(qn("w:p"))


def _words(paragraph_: Any) -> list[Any]:
    """The w:t of this paragraph and not of those in text boxes within it."""
    return [one for one in paragraph_.iter(qn("w:t")) if next(one.iterancestors(qn("w:p"))) is paragraph_]


def _text(paragraph_: Any) -> str:
    return "".join(one.text or "" for one in _words(paragraph_))


def _fill_paragraph(paragraph_: Any, values: Values, citations: wording.Citations) -> None:
    found = list(_PLACEHOLDER.finditer(_text(paragraph_)))
    # Numbered from left to right, written from right to left, so that what stands before keeps its place.
    marks = [_mark(values[one.group(1).strip()], citations) for one in found]
    for match, mark in zip(reversed(found), reversed(marks), strict=True):
        value = values[match.group(1).strip()]
        _replace(
            paragraph_, match.start(), match.end(), value if isinstance(value, str) else value.shown, mark
        )


def _mark(value: FigureRef | str, citations: wording.Citations) -> str:
    return "" if isinstance(value, str) else wording.mark(citations.number(value.source))


def _replace(paragraph_: Any, start: int, end: int, words: str, mark: str) -> None:
    """Put `words` in the place of some characters, in the look of the first; Word may have split them over runs."""
    begun = False
    at = 0
    for one in _words(paragraph_):
        text = one.text or ""
        left, right = start - at, end - at
        at += len(text)
        if right <= 0 or left >= len(text):
            continue
        if begun:
            _set(one, text[max(0, right) :])
            continue
        begun = True
        _set(one, text[:left] + plain(words))
        rest = _split(one, text[right:])
        if mark:
            rest.addprevious(_raised(rest, mark))


def _set(element: Any, text: str) -> None:
    element.text = text
    element.set(qn("xml:space"), "preserve")


def _split(element: Any, text: str) -> Any:
    """A new run behind the element's, alike, with `text` and whatever followed the element."""
    old = element.getparent()
    new = OxmlElement("w:r")
    if old.find(qn("w:rPr")) is not None:
        new.append(deepcopy(old.find(qn("w:rPr"))))
    words = OxmlElement("w:t")
    _set(words, text)
    new.append(words)
    for follower in list(element.itersiblings()):
        new.append(follower)
    old.addnext(new)
    return new


def _raised(like: Any, mark: str) -> Any:
    new = OxmlElement("w:r")
    look = like.find(qn("w:rPr"))
    properties = deepcopy(look) if look is not None else OxmlElement("w:rPr")
    raised = OxmlElement("w:vertAlign")
    raised.set(qn("w:val"), "superscript")
    properties.append(raised)
    words = OxmlElement("w:t")
    _set(words, mark)
    new.extend((properties, words))
    return new
