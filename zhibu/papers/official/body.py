"""The body of a paper: title, numbered headings, text, tables, signature, sources."""

from collections.abc import Iterator, Sequence

from zhibu.papers.official import measures as m
from zhibu.papers.official import wording
from zhibu.papers.official.frame import imprint_markup, letter_opening, section
from zhibu.papers.official.markup import HEAD, NAMESPACES, paragraph, run
from zhibu.papers.official.model import Block, Heading, Paper, Paragraph, Run
from zhibu.papers.official.tables import table_markup

_RAISED = '<w:vertAlign w:val="superscript"/>'
_WITH_NEXT = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


class Marks:
    """Writes runs; a figure has behind it the mark that leads to its source."""

    def __init__(self) -> None:
        self.citations = wording.Citations()

    def run(self, content: Run) -> str:
        if isinstance(content, str):
            return run(content)
        number = self.citations.number(content.source)
        mark = run(wording.mark(number), _RAISED)
        return run(content.shown) + f'<w:hyperlink w:anchor="source{number}">{mark}</w:hyperlink>'


def document_part(paper: Paper) -> str:
    """word/document.xml"""
    marks = Marks()
    width = m.text_width(landscape=paper.landscape)
    parts = [
        *letter_opening(paper.letterhead),
        paragraph("Title", run(wording.folded(paper.title))),
        paragraph("Flush", ""),
    ]
    if paper.recipients:
        parts.append(paragraph("Flush", run(f"{paper.recipients}：")))
    parts.extend(_blocks(paper.blocks, marks, width, signed=bool(paper.signature)))
    parts.extend(_attachments(wording.attachment_names(paper), _WITH_NEXT if paper.signature else ""))
    parts.extend(_signature(paper))
    parts.extend(_annexes(paper, marks, width))
    parts.extend(_sources(marks, width, paper))
    parts.extend(imprint_markup(paper.imprint))
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(parts)}{section(paper)}</w:body></w:document>"


def _blocks(blocks: Sequence[Block], marks: Marks, width: int, *, signed: bool = False) -> Iterator[str]:
    """With `signed` the last paragraph stays with what follows: a signature never stands on a page without text."""
    numbers = iter(wording.heading_numbers(blocks))
    for index, block in enumerate(blocks, 1):
        if isinstance(block, Heading):
            yield paragraph(f"Heading{block.level}", run(next(numbers) + block.text))
        elif isinstance(block, Paragraph):
            keep = _WITH_NEXT if signed and index == len(blocks) else ""
            yield paragraph("Body", "".join(marks.run(one) for one in block.runs), keep)
        else:
            yield table_markup(block.header, block.rows, block.caption, marks.run, width, dense=block.dense)


def _attachments(names: Sequence[str], keep: str) -> Iterator[str]:
    """附件说明, one line below the text and two characters in (7.3.4)."""
    if names:
        yield paragraph("Body", "", keep)
    for line in wording.attachment_lines(names):
        yield paragraph("Body", run(line), keep)


def _signature(paper: Paper) -> Iterator[str]:
    """署名 centred above 成文日期, the date four characters from the right (7.3.5; the centring is not verified)."""
    if not paper.signature:
        return
    yield paragraph("Flush", "", _WITH_NEXT)
    yield paragraph("Flush", "", _WITH_NEXT)
    yield _from_right(paper.signature, wording.signature_indent(paper), _WITH_NEXT)
    yield _from_right(wording.day_words(paper.dated), 4)


def _from_right(words: str, characters: float, properties: str = "") -> str:
    right = f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * m.CHARACTER)}"/>'
    return paragraph("Flush", run(words), f'{properties}{right}<w:jc w:val="right"/>')


def _annexes(paper: Paper, marks: Marks, width: int) -> Iterator[str]:
    """Each on a page of its own: 附件 in its upper left corner, the title in the middle below."""
    for index, annex in enumerate(paper.annexes):
        yield paragraph("AnnexMark", run(wording.annex_mark(paper, index)), _NEW_PAGE)
        yield paragraph("Flush", "")
        yield paragraph("Title", run(wording.folded(annex.title)))
        yield paragraph("Flush", "")
        yield from _blocks(annex.blocks, marks, width)


def _sources(marks: Marks, width: int, paper: Paper) -> Iterator[str]:
    """附：数据来源, with one row for each source, each the target of its marks; on a new page or behind the annexes."""
    header, rows, caption = marks.citations.table()
    if not rows:
        return
    yield paragraph("Heading1", run(wording.SOURCES), "" if paper.annexes else _NEW_PAGE)
    said = wording.sources_said(caption, paper)
    if said:
        yield paragraph("Origin", run(said), _WITH_NEXT)
    yield table_markup(header, rows, "", marks.run, width, bookmark="source", dense=True)
