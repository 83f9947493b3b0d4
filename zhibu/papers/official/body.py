"""The body of a paper: title, numbered headings, text, tables, signature, sources."""

from collections.abc import Iterator, Sequence

from zhibu.papers.numerals import to_chinese
from zhibu.papers.official import measures as m
from zhibu.papers.official.markup import HEAD, NAMESPACES, paragraph, run
from zhibu.papers.official.model import UNKNOWN, Block, Heading, Paper, Paragraph, Run, Source
from zhibu.papers.official.tables import table_markup

_RAISED = '<w:vertAlign w:val="superscript"/>'
_SOURCE_HEADER = ("序号", "指标", "期间", "规则", "记录数", "快照摘要")
_WITH_NEXT = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


class Citations:
    """Numbers the sources in the order in which figures cite them; a source has one number however often cited."""

    def __init__(self) -> None:
        self.numbers: dict[Source, int] = {}

    def run(self, content: Run) -> str:
        """The text; for a figure also the mark that leads to its source."""
        if isinstance(content, str):
            return run(content)
        number = self.numbers.setdefault(content.source, len(self.numbers) + 1)
        mark = run(f"〔{number}〕", _RAISED)
        return run(content.shown) + f'<w:hyperlink w:anchor="source{number}">{mark}</w:hyperlink>'


def document_part(paper: Paper) -> str:
    """word/document.xml"""
    citations = Citations()
    parts = [paragraph("Title", run(paper.title)), paragraph("Flush", "")]
    if paper.recipients:
        parts.append(paragraph("Flush", run(f"{paper.recipients}：")))
    parts.extend(_blocks(paper.blocks, citations))
    parts.extend(_attachments(paper.attachments))
    parts.extend(_signature(paper))
    parts.extend(_sources(citations))
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(parts)}{_section()}</w:body></w:document>"


def _blocks(blocks: Sequence[Block], citations: Citations) -> Iterator[str]:
    counts = [0, 0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield paragraph(f"Heading{block.level}", run(number_of(block.level, counts) + block.text))
        elif isinstance(block, Paragraph):
            yield paragraph("Body", "".join(citations.run(one) for one in block.runs))
        else:
            yield table_markup(block.header, block.rows, block.caption, citations.run)


def number_of(level: int, counts: Sequence[int]) -> str:
    """The number of a heading: 一、 （一） 1. （1） by level (7.3.3)."""
    count = counts[level - 1]
    return (f"{to_chinese(count)}、", f"（{to_chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def _attachments(names: Sequence[str]) -> Iterator[str]:
    """附件说明: one line below the text, two characters in, no stop at the end (7.3.4)."""
    if names:
        yield paragraph("Body", "")
    for index, name in enumerate(names):
        label = "附件：" if index == 0 else "　　　"
        number = f"{index + 1}." if len(names) > 1 else ""
        yield paragraph("Body", run(f"{label}{number}{name}"))


def _signature(paper: Paper) -> Iterator[str]:
    """署名 centred above 成文日期, the date four characters from the right, no leading zeros (7.3.5)."""
    dated = f"{paper.dated.year}年{paper.dated.month}月{paper.dated.day}日"
    date_width = sum(0.5 if char.isascii() else 1 for char in dated)
    indent = max(0.0, 4 + (date_width - len(paper.signature)) / 2)
    yield paragraph("Flush", "", _WITH_NEXT)
    yield paragraph("Flush", "", _WITH_NEXT)
    yield _from_right(paper.signature, indent, _WITH_NEXT)
    yield _from_right(dated, 4)


def _from_right(words: str, characters: float, properties: str = "") -> str:
    right = f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * m.CHARACTER)}"/>'
    return paragraph("Flush", run(words), f'{properties}{right}<w:jc w:val="right"/>')


def _sources(citations: Citations) -> Iterator[str]:
    """附：数据来源, a page of its own with one row for each source, each the target of its marks."""
    if not citations.numbers:
        return
    yield paragraph("Heading1", run("附：数据来源"), _NEW_PAGE)
    rows = [
        (str(number), one.indicator, one.period, one.rule, UNKNOWN if one.records is None else str(one.records),
         one.snapshot)
        for one, number in citations.numbers.items()
    ]  # fmt: skip
    yield table_markup(_SOURCE_HEADER, rows, "", citations.run, bookmark="source")


def _section() -> str:
    """The page itself: size, margins, grid, and the two footers."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{m.PAGE_WIDTH}" w:h="{m.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{m.MARGIN_TOP}" w:right="{m.MARGIN_RIGHT}" w:bottom="{m.MARGIN_BOTTOM}" '
        f'w:left="{m.MARGIN_LEFT}" w:header="851" w:footer="{m.FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{m.GRID_PITCH}" w:charSpace="{m.GRID_CHARACTER}"/></w:sectPr>'
    )
