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
    parts = [*letter_opening(paper.letterhead), paragraph("Title", run(paper.title)), paragraph("Flush", "")]
    if paper.recipients:
        parts.append(paragraph("Flush", run(f"{paper.recipients}：")))
    parts.extend(_blocks(paper.blocks, marks, width))
    parts.extend(_attachments(paper.attachments))
    parts.extend(_signature(paper))
    parts.extend(_sources(marks, width))
    parts.extend(imprint_markup(paper.imprint))
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(parts)}{section(paper)}</w:body></w:document>"


def _blocks(blocks: Sequence[Block], marks: Marks, width: int) -> Iterator[str]:
    numbers = iter(wording.heading_numbers(blocks))
    for block in blocks:
        if isinstance(block, Heading):
            yield paragraph(f"Heading{block.level}", run(next(numbers) + block.text))
        elif isinstance(block, Paragraph):
            yield paragraph("Body", "".join(marks.run(one) for one in block.runs))
        else:
            yield table_markup(block.header, block.rows, block.caption, marks.run, width)


def _attachments(names: Sequence[str]) -> Iterator[str]:
    """附件说明, one line below the text and two characters in (7.3.4)."""
    if names:
        yield paragraph("Body", "")
    for line in wording.attachment_lines(names):
        yield paragraph("Body", run(line))


def _signature(paper: Paper) -> Iterator[str]:
    """署名 centred above 成文日期, the date four characters from the right (7.3.5)."""
    if not paper.signature:
        return
    yield paragraph("Flush", "", _WITH_NEXT)
    yield paragraph("Flush", "", _WITH_NEXT)
    yield _from_right(paper.signature, wording.signature_indent(paper), _WITH_NEXT)
    yield _from_right(wording.day_words(paper.dated), 4)


def _from_right(words: str, characters: float, properties: str = "") -> str:
    right = f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * m.CHARACTER)}"/>'
    return paragraph("Flush", run(words), f'{properties}{right}<w:jc w:val="right"/>')


def _sources(marks: Marks, width: int) -> Iterator[str]:
    """附：数据来源, a page of its own with one row for each source, each the target of its marks."""
    header, rows, caption = marks.citations.table()
    if rows:
        yield paragraph("Heading1", run(wording.SOURCES), _NEW_PAGE)
        yield table_markup(header, rows, caption, marks.run, width, bookmark="source")
