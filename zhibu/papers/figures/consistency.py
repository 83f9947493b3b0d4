"""Figures of one text that contradict each other: totals, shares, and the same thing stated twice differently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from zhibu.papers.document import Document
from zhibu.papers.figures.reading import Figure

_PART = re.compile(r"其中|包括|分别(?:为|是)|由.{1,30}组成")
_COMPLETE = re.compile(r"包括|分别(?:为|是)|组成")
_SHARE = re.compile(r"占(?:比|总数|全部|[\u4e00-\u9fff]{0,8}的?)?\s*(?:为|达|约)?$")
_SENTENCE = "。！？!?\n"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction at text[start:end]. `kind` is total, share or repeated; `message` says what does not agree."""

    kind: str
    message: str
    start: int
    end: int


def find_doubts(document: Document, figures: Sequence[Figure]) -> tuple[Doubt, ...]:
    """What a careful reader would query. Only exact figures are held against each other."""
    exact = [one for one in figures if one.approx == "exact" and one.high is None]
    doubts = [
        *_totals(document.text, exact),
        *_shares(document.text, exact),
        *_repeated(document.text, exact),
    ]
    return tuple(sorted(doubts, key=lambda doubt: doubt.start))


def _sentences(text: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    group: list[Figure] = []
    for one in figures:
        if group and any(stop in text[group[-1].end : one.start] for stop in _SENTENCE):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _totals(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """共12个，其中甲5个、乙6个: parts may not exceed the whole, and make it up where the words say that they do."""
    for group in _sentences(text, figures):
        for index, (whole, first) in enumerate(pairwise(group)):
            between = text[whole.end : first.start]
            if not _PART.search(between) or whole.unit != first.unit:
                continue
            parts = [one for one in group[index + 1 :] if one.unit == whole.unit]
            total = sum((one.value for one in parts if one.value is not None), Fraction(0))
            wrong = total != whole.value if _COMPLETE.search(between) else total > (whole.value or 0)
            if len(parts) > 1 and wrong:
                message = f"各项合计 {_plain(total)}{whole.unit}，与总数 {whole.quote} 不一致"
                yield Doubt("total", message, whole.start, parts[-1].end)
            break


def _shares(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """2356名…其中812名，占34.5%: the share must follow from the part and the whole."""
    for group in _sentences(text, figures):
        for index, one in enumerate(group):
            counts = [
                earlier
                for earlier in group[:index]
                if earlier.unit not in ("%", "个百分点") and earlier.value
            ]
            if (
                one.unit != "%"
                or one.value is None
                or not _SHARE.search(text[: one.start][-14:])
                or len(counts) < 2
            ):
                continue
            part, whole = counts[-1], max(counts[:-1], key=lambda count: count.value or 0)
            if part.unit != whole.unit or not part.value or not whole.value or part.value > whole.value:
                continue
            share = part.value / whole.value * 100
            if abs(share - one.value) > _rounding(one.quote):
                message = f"{part.quote} 占 {whole.quote} 应为 {float(share):.2f}%，文中写 {one.quote}"
                yield Doubt("share", message, part.start, one.end)


def _rounding(quote: str) -> Fraction:
    """What rounding may explain: one unit of the last digit written."""
    decimals = re.search(r"[.．](\d+)", quote)
    return Fraction(1, 10 ** (len(decimals[1]) if decimals else 0))


def _repeated(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """The same measure of the same subject and period, under the same lead, with two values."""
    seen: dict[tuple[str, str, str, str, str], Figure] = {}
    for one in figures:
        if len(one.measure) < 4 or one.unit == "%":
            continue
        key = (_lead(text, one.start), one.subject, one.measure, one.period, one.unit)
        first = seen.setdefault(key, one)
        if first.value != one.value and not _is_comparison(first, one):
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


def _plain(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"
