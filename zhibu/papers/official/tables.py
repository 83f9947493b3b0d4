"""Tables of a paper: ruled, the header repeated on each page, columns as wide as their words."""

from collections.abc import Callable, Sequence

from zhibu.papers.official import measures as m
from zhibu.papers.official.markup import paragraph, run
from zhibu.papers.official.model import Run
from zhibu.papers.official.wording import column_shares, is_crowded, long_columns

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_markup(
    header: Sequence[Run],
    rows: Sequence[Sequence[Run]],
    caption: str,
    cell_run: Callable[[Run], str],
    width: int,
    *,
    bookmark: str = "",
    dense: bool = False,
) -> str:
    """A table as wide as `width` and the caption above it.

    With `bookmark` each row is a link target: its name and the row's number.
    """
    dense = dense or is_crowded(header, rows, width)
    small = "Dense" if dense else ""
    sides = ['<w:jc w:val="left"/>' if long else "" for long in long_columns(header, rows)]
    widths = _widths(header, rows, width, m.SIZE_DENSE if dense else m.SIZE_TABLE)
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        [
            _cell(cell_run(words), wide, f"CellHead{small}")
            for words, wide in zip(header, widths, strict=True)
        ],
        head=True,
    )
    body = []
    for index, row in enumerate(rows, 1):
        cells = [cell_run(content) for content in row]
        if bookmark:
            cells[0] = (
                f'<w:bookmarkStart w:id="{index}" w:name="{bookmark}{index}"/>{cells[0]}<w:bookmarkEnd w:id="{index}"/>'
            )
        body.append(
            _row(
                [
                    _cell(cell, wide, f"Cell{small}", side)
                    for cell, wide, side in zip(cells, widths, sides, strict=True)
                ]
            )
        )
    above = paragraph("Caption", run(caption)) if caption else ""
    return (
        f'{above}<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(body)}</w:tbl>{paragraph('Flush', '')}"
    )


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, style: str, side: str = "") -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{paragraph(style, content, side)}</w:tc>"


def _widths(header: Sequence[Run], rows: Sequence[Sequence[Run]], width: int, size: int) -> list[int]:
    """The width shared out by the words of each column; `size` of a character in half points."""
    shares = column_shares(header, rows, width / (size * 10))
    widths = [int(width * share / sum(shares)) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])] if widths else []
