"""Tables of a paper: ruled, the header repeated on each page, columns as wide as their words."""

from collections.abc import Callable, Sequence

from zhibu.papers.official import measures as m
from zhibu.papers.official.markup import paragraph, run
from zhibu.papers.official.model import Run

_MIN_SHARE, _MAX_SHARE = 4, 16  # a column counts for as many characters, at least and at most
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_markup(
    header: Sequence[str],
    rows: Sequence[Sequence[Run]],
    caption: str,
    cell_run: Callable[[Run], str],
    *,
    bookmark: str = "",
) -> str:
    """A table and the caption above it. With `bookmark` each row is a link target: its name and the row's number."""
    widths = _widths(header, rows)
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        [_cell(run(words), width, "CellHead") for words, width in zip(header, widths, strict=True)], head=True
    )
    body = []
    for index, row in enumerate(rows, 1):
        cells = [cell_run(content) for content in row]
        if bookmark:
            cells[0] = (
                f'<w:bookmarkStart w:id="{index}" w:name="{bookmark}{index}"/>{cells[0]}<w:bookmarkEnd w:id="{index}"/>'
            )
        body.append(_row([_cell(cell, width, "Cell") for cell, width in zip(cells, widths, strict=True)]))
    above = paragraph("Caption", run(caption)) if caption else ""
    return (
        f'{above}<w:tbl><w:tblPr><w:tblW w:w="{m.TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(body)}</w:tbl>{paragraph('Flush', '')}"
    )


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, style: str) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{paragraph(style, content)}</w:tc>"


def _widths(header: Sequence[str], rows: Sequence[Sequence[Run]]) -> list[int]:
    """The text's width shared out by the longest words of each column, half characters counted as half."""
    shares: list[float] = []
    for column, words in enumerate(header):
        shown = [one if isinstance(one, str) else one.shown for one in (row[column] for row in rows)]
        longest = max(sum(0.5 if char.isascii() else 1 for char in one) for one in (words, *shown))
        shares.append(min(_MAX_SHARE, max(_MIN_SHARE, longest + 1)))
    widths = [int(m.TEXT_WIDTH * share / sum(shares)) for share in shares]
    return [*widths[:-1], m.TEXT_WIDTH - sum(widths[:-1])] if widths else []
