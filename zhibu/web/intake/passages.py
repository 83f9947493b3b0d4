"""The document beside its proposals: paragraphs of runs, each run knowing what it is. Pure: text and positions in."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

MASKED = "masked"
_SLACK = 3


@dataclass(frozen=True)
class Run:
    """A stretch of text: the proposal it is the source of, and the notice about it, where there are any.

    `first`: the run where its proposal's sentence begins, which carries the anchor.
    """

    text: str
    proposal: int | None = None
    first: bool = False
    notice: str = ""
    is_masked: bool = False
    is_title: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One line of the document, or one table row whose cells are its lines.

    `level` of the heading that is all of it, None for running text and for rows.
    """

    cells: tuple[tuple[Run, ...], ...]
    level: int | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(run for cell in self.cells for run in cell)


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    proposal: int | None = None
    notice: str = ""
    kind: str = ""
    level: int = 0


def paragraphs(
    text: str,
    outline: Sequence[Mapping[str, Any]],
    notices: Sequence[Mapping[str, Any]],
    proposals: Sequence[tuple[int, int, int]],
    rows: Sequence[Sequence[int]] = (),
) -> list[Paragraph]:
    """Cut `text` into its lines that are not blank; `rows` are (start, end) of table rows.

    `proposals`: (key, start, end) of each with a source.
    """
    spans = [_Span(start, end, proposal=key) for key, start, end in proposals]
    spans += [
        _Span(one["start"], one["end"], notice=one["title"], kind=one["kind"])
        for one in notices
        if one["end"] > one["start"]
    ]
    spans += [_Span(one["start"], one["end"], level=one["level"]) for one in outline]
    starts = [row[0] for row in rows]
    found: list[Paragraph] = []
    last, start = -1, 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [span for span in spans if span.start < end and start < span.end]
        cell = tuple(_runs(text, start, end, here)) if line.strip() else ()
        row = bisect_right(starts, start) - 1
        in_row = row >= 0 and end <= rows[row][1]
        if in_row and row == last:
            found[-1] = replace(found[-1], cells=(*found[-1].cells, cell))
        elif in_row or cell:
            level = next((span.level for span in here if span.level and _fills(span, start, end)), None)
            found.append(Paragraph((cell,), level))
        last = row if in_row else -1
        start = end + 1
    return found


def _runs(text: str, start: int, end: int, spans: Sequence[_Span]) -> Iterator[Run]:
    cuts = sorted({start, end, *(at for span in spans for at in (span.start, span.end) if start < at < end)})
    for left, right in pairwise(cuts):
        over = [span for span in spans if span.start <= left and right <= span.end]
        source = next((span for span in reversed(over) if span.proposal is not None), None)
        notice = next((span for span in over if span.notice), None)
        yield Run(
            text[left:right],
            source.proposal if source else None,
            source is not None and source.start == left,
            notice.notice if notice else "",
            notice is not None and notice.kind == MASKED,
            any(span.level for span in over),
        )


def _fills(span: _Span, start: int, end: int) -> bool:
    """Whether a heading is the whole line but for blanks and its stop."""
    return span.start - start <= _SLACK and end - span.end <= _SLACK
