"""Figures of one text that contradict each other: totals, shares, changes, the same thing stated twice differently."""

import re
from collections.abc import Iterator, Sequence

from zhibu.papers.document import Document
from zhibu.papers.figures.changes import changes
from zhibu.papers.figures.clauses import LISTED
from zhibu.papers.figures.doubts import Doubt
from zhibu.papers.figures.reading import Figure
from zhibu.papers.figures.shares import shares
from zhibu.papers.figures.totals import table_totals, totals


def find_doubts(document: Document, figures: Sequence[Figure]) -> tuple[Doubt, ...]:
    """What a careful reader would query. Only exact figures are held against each other; rounding is allowed for."""
    exact = [one for one in figures if one.approx == "exact" and one.high is None]
    doubts = [
        *totals(document.text, exact),
        *table_totals(document, figures),
        *shares(document.text, exact),
        *changes(document.text, figures),
        *_repeated(document.text, figures),
    ]
    return tuple(sorted(doubts, key=lambda doubt: doubt.start))


def _repeated(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """The same measure of the same subject and period, under the same lead, with two values."""
    seen: dict[tuple[str, str, str, str, str], Figure] = {}
    for index, one in enumerate(figures):
        if len(one.measure) < 4 or one.unit == "%" or one.approx != "exact" or one.high is not None:
            continue
        key = (_lead(text, one.start), one.subject, one.measure, one.period, one.unit)
        first = seen.setdefault(key, one)
        listed = index and LISTED.fullmatch(text[figures[index - 1].end : one.start].strip())
        if first.value != one.value and not listed and not _is_comparison(first, one):
            yield Doubt(
                "repeated", f"“{one.measure}”前面写 {first.quote}，这里写 {one.quote}", one.start, one.end
            )


def _lead(text: str, at: int) -> str:
    """主题党日按月开展：适用3个: what stands before the colon of the line says what its figures are about."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return re.split("[：:]", line)[0] if re.search("[：:]", line) else ""


def _is_comparison(first: Figure, second: Figure) -> bool:
    """从10个上升到20个 states two values of one measure on purpose: they stand side by side."""
    return 0 <= second.start - first.end <= 12
