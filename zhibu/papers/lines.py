"""The lines of running text of a document, and what the file says about each."""

from dataclasses import dataclass

from zhibu.papers.document import Document
from zhibu.papers.noise import line_spans


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text and what the file says about it."""

    start: int
    end: int
    heading: int | None
    emphasis: bool
    lead_end: int = 0


def lines_of(document: Document, text: str) -> list[Line]:
    """The lines of running text that are not blank; tables are not running text."""
    found: list[Line] = []
    for block in document.blocks:
        spans = [span for span in line_spans(text, block.start, block.end) if text[span[0] : span[1]].strip()]
        for start, end in spans:
            lead_end = block.lead_end if start < block.lead_end <= end else 0
            found.append(
                Line(start, end, block.heading if len(spans) == 1 else None, block.emphasis, lead_end)
            )
    return found
