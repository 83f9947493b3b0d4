"""范本: an office's own .docx with {{名称}} where figures go.

Names are looked up in a flat list and nothing in the file is ever evaluated: no expressions, no attributes. A row of a
table whose names belong to a group is written once for each of the group's items (stencil_rows).
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
from zhibu.papers.stencil_rows import Group, Values, copies, group_of, groups_in, places, row_of

__all__ = ["MAX_BYTES", "Fault", "Group", "Values", "faults_in", "fill", "names_in"]

MAX_BYTES, MAX_PLACEHOLDERS = 5 * 2**20, 2000
_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
_TWIPS = 635  # EMU

Groups = Mapping[str, Group]


@dataclass(frozen=True)
class Fault:
    """A placeholder that cannot be filled: where, the words around it, what, why, and the names nearest to it."""

    where: str
    paragraph: str
    placeholder: str
    why: str
    nearest: tuple[str, ...] = ()


def names_in(content: bytes) -> list[str]:
    """The names of the placeholders in the order in which they stand, each once. Raises PaperError."""
    texts = (_text(one) for one, _ in _placed(_opened(content)))
    return list(dict.fromkeys(found.strip() for text in texts for found in _PLACEHOLDER.findall(text)))


def faults_in(content: bytes, known: Mapping[str, object], groups: Groups | None = None) -> list[Fault]:
    """What keeps the file from being filled with `known` names and `groups`.

    Raises PaperError where it cannot be read at all.
    """
    groups = groups or {}
    rows = {name for group in groups.values() for name in group.names}
    found: list[Fault] = []
    for one, where in _placed(_opened(content)):
        text = _text(one)
        said = text[:80]
        names = [name.strip() for name in _PLACEHOLDER.findall(text)]
        for name in names:
            if not name:
                found.append(Fault(where, said, "{{}}", "花括号里没有写名称"))
            elif name in rows:
                found.extend(Fault(where, said, name, why) for why in _misplaced(one, name))
            elif name not in known:
                nearest = tuple(get_close_matches(name, [*known, *rows], n=3, cutoff=0.3))
                found.append(Fault(where, said, name, "没有这个名称", nearest))
        left = _BROKEN.search(_PLACEHOLDER.sub("", text))
        if left:
            why = "写法不对：只能写 {{名称}}，花括号要成对，不能用其他语句"
            found.append(Fault(where, said, left.group(), why))
    return found


def _misplaced(paragraph_: Any, name: str) -> Iterator[str]:
    """Why a name of a group cannot stand where it does."""
    row = row_of(paragraph_)
    if row is None:
        yield f"“{group_of(name)}”开头的名称只能写在表格的一行里，系统为每一项写一行"
    elif len(groups_in(_names(row))) > 1:
        yield "表格的一行里只能写同一种“各……”开头的名称"


def _names(element: Any) -> list[str]:
    texts = (_text(one) for one in element.iter(qn("w:p")))
    return [found.strip() for text in texts for found in _PLACEHOLDER.findall(text)]


def fill(content: bytes, values: Values, groups: Groups | None = None) -> bytes:
    """The file with every placeholder replaced and every row of a group written for each of its items.

    A figure has a mark behind it that its source at the end explains.

    The caller has made sure that `faults_in` finds none.
    """
    document = _opened(content)
    citations = wording.Citations()
    rows = {row: group for row in _rows(document) for group in groups_in(_names(row))[:1]}
    for one, _ in list(_placed(document)):
        row = next((each for each in one.iterancestors(qn("w:tr")) if each in rows), None)
        if row is None:
            _fill_paragraph(one, values, citations)
        elif row.getparent() is not None:
            _spread(row, (groups or {})[rows[row]], values, citations)
    header, sources, caption = citations.table()
    if sources:
        section = document.sections[-1]
        sides = section.page_width - section.left_margin - section.right_margin
        table = table_markup(header, sources, caption, lambda cell: run(str(cell)), sides // _TWIPS)
        head = paragraph("", run(wording.SOURCES), "<w:pageBreakBefore/>")
        added = parse_xml(f"<w:body {NAMESPACES}>{head}{table}</w:body>")
        last = document.element.body.sectPr
        for part in list(added):
            last.addprevious(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _spread(row: Any, group: Group, values: Values, citations: wording.Citations) -> None:
    """Write a row once for each item of its group."""
    for copy, item in copies(row, group):
        for one in copy.iter(qn("w:p")):
            _fill_paragraph(one, {**values, **item}, citations)


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
    if sum(len(_PLACEHOLDER.findall(_text(one))) for one, _ in _placed(document)) > MAX_PLACEHOLDERS:
        raise PaperError("范本里的名称太多", f"超过 {MAX_PLACEHOLDERS} 处", "请分成几份范本")
    return document


def _placed(document: Any) -> Iterator[tuple[Any, str]]:
    """Every paragraph of the body, tables and text boxes, of headers and footers, with where it stands."""
    yield from places(document)
    for section in document.sections:
        for part, where in (
            (section.header, "页眉"),
            (section.footer, "页脚"),
            (section.first_page_header, "首页页眉"),
            (section.first_page_footer, "首页页脚"),
        ):
            if not part.is_linked_to_previous:
                yield from ((one, where) for one in part._element.iter(qn("w:p")))


def _rows(document: Any) -> list[Any]:
    """Every row of the body's tables, those of nested tables left out: the row around them is written as a whole."""
    rows = document.element.body.iter(qn("w:tr"))
    return [one for one in rows if next(iter(one.iterancestors(qn("w:tr"))), None) is None]


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
