"""What stands around a paper's text in .docx: the page, the head of a letter, the imprint."""

from collections.abc import Iterator

from zhibu.papers.official import measures as m
from zhibu.papers.official.markup import HEAD, NAMESPACES, field, paragraph, run
from zhibu.papers.official.model import Imprint, Letterhead, Paper
from zhibu.papers.official.wording import imprint_lines, issuer_size

_BLANK = paragraph("Flush", "")


def letter_opening(head: Letterhead | None) -> Iterator[str]:
    """What a letter has above its title: urgency at the left, in 3 号黑体 (7.2.3), the paper's number at the right.

    The mark stands in the header, which makes room for it.
    """
    if head is None:
        return
    yield paragraph("AnnexMark", run(head.urgency)) if head.urgency else _BLANK
    if head.number:
        yield paragraph("Flush", run(head.number), '<w:jc w:val="right"/>')
    yield _BLANK


def letter_header(head: Letterhead) -> str:
    """The mark 30 mm from the upper edge and the line 4 mm below it, thick above thin (10.1)."""
    size = issuer_size(head.issuer)
    mark = run(head.issuer, f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    border = f'<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="11" w:color="{m.RED}"/>'
    return f"{HEAD}<w:hdr {NAMESPACES}>{_framed('Mark', mark, m.MARK_TOP, border)}{_BLANK}</w:hdr>"


def letter_footer() -> str:
    """The line 20 mm from the lower edge, thin above thick; the first page has no number (10.1)."""
    border = f'<w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="{m.RED}"/>'
    return f"{HEAD}<w:ftr {NAMESPACES}>{_framed('Footer', '', m.FOOT_LINE - 400, border)}{_BLANK}</w:ftr>"


def footer(side: str) -> str:
    """— 1 — one character in from the outer edge: right on odd pages, left on even ones (7.5)."""
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
    number = paragraph("Footer", run("— ") + field("PAGE") + run(" —"), indent)
    return f"{HEAD}<w:ftr {NAMESPACES}>{number}</w:ftr>"


def section(paper: Paper) -> str:
    """The page itself: size, margins, grid, headers and footers."""
    width, height, margin = m.page(landscape=paper.landscape)
    turned = ' w:orient="landscape"' if paper.landscape else ""
    first, own = "", ""
    if paper.letterhead:
        first = (
            '<w:headerReference w:type="first" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>'
        )
        own = "<w:titlePg/>"
    sides = " ".join(f'w:{side}="{value}"' for side, value in margin.items())
    return (
        f'<w:sectPr>{first}<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" '
        f'r:id="rId5"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {sides} w:header="851" w:footer="{min(m.FOOTER, margin["bottom"] - 560)}" w:gutter="0"/>{own}'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{m.GRID_PITCH}" w:charSpace="{m.GRID_CHARACTER}"/></w:sectPr>'
    )


def imprint_markup(imprint: Imprint | None) -> Iterator[str]:
    """版记, a table that Word sets on the lower edge of the last page (7.4.1); LibreOffice leaves it in place."""
    if imprint is None:
        return
    copies, printer, day = imprint_lines(imprint)
    rows = [_imprint_row([(copies, "left", 2)], first=True)] if copies else []
    rows.append(_imprint_row([(printer, "left", 1), (day, "right", 1)], first=not copies, last=True))
    half = m.TEXT_WIDTH // 2
    yield (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" '
        f'w:tblpYSpec="bottom"/><w:tblW w:w="{2 * half}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{"".join(rows)}</w:tbl>{_BLANK}'
    )


def _imprint_row(cells: list[tuple[str, str, int]], *, first: bool = False, last: bool = False) -> str:
    """Lines of 0.35 mm outside and 0.25 mm between (7.4.1), in eighths of a point."""
    top = f'<w:top w:val="single" w:sz="{8 if first else 6}" w:color="000000"/>'
    bottom = f'<w:bottom w:val="single" w:sz="{8 if last else 6}" w:color="000000"/>'
    parts = []
    for words, side, span in cells:
        width = m.TEXT_WIDTH // 2 * span
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
        aligned = paragraph("Imprint", run(words), f'<w:jc w:val="{side}"/>')
        parts.append(
            f"<w:tc><w:tcPr>{properties}<w:tcBorders>{top}{bottom}</w:tcBorders></w:tcPr>{aligned}</w:tc>"
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(parts)}</w:tr>"


def _framed(style: str, content: str, top: int, border: str) -> str:
    """A paragraph 170 mm wide in the middle of the page, `top` from its upper edge."""
    left = (m.PAGE_WIDTH - m.LETTER_LINE) // 2
    frame = (
        f'<w:framePr w:w="{m.LETTER_LINE}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" '
        f'w:x="{left}" w:y="{top}"/><w:pBdr>{border}</w:pBdr><w:jc w:val="center"/>'
    )
    return paragraph(style, content, frame)
