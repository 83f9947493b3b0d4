"""A share or a rate that does not follow from any part and whole of its sentence."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from zhibu.papers.figures.clauses import LISTED
from zhibu.papers.figures.doubts import SENTENCE, Doubt, in_groups, rounding
from zhibu.papers.figures.reading import Figure

_SHARE = re.compile(r"占(?:比|总数|全部|[\u4e00-\u9fff]{0,8}的?)?\s*(?:为|达到?)?$")
_RESPECTIVE = re.compile(r"分别占|占比分别|分别为|分别达")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?:为|达到?|是|仅|只有)?$")
_OTHER = {"销号": "整改", "整改": "销号|解决|完成", "完成": "办结|整改", "转化": "整顿", "到会": "实到|参加"}
"""By which other words the part of a rate may stand: 已整改60个，销号率…"""
_MOST_COUNTS = 12


def shares(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """2356名…其中812名，占34.5%; 118条…办结112条，办结率94.9%; 好的98个…分别占62.8%、28.8%."""
    for group in in_groups(text, figures, SENTENCE):
        index = 0
        while index < len(group):
            run = _run(text, group, index)
            counts = [one for one in group[:index] if _is_count(text, one)][-_MOST_COUNTS:]
            if group[index].unit == "%":
                yield from _respective(counts, run) if len(run) > 1 else _single(text, counts, group[index])
            index += len(run)


def _single(text: str, counts: Sequence[Figure], share: Figure) -> Iterator[Doubt]:
    told = text[max(0, share.start - 14) : share.start]
    rate = _RATE.search(told)
    if _SHARE.search(told):
        parts = counts[-1:]
    elif rate:
        stem = re.compile(f"{rate[1]}|{_OTHER.get(rate[1], rate[1])}")
        parts = [one for one in counts if stem.search(one.measure)][-1:]
    else:
        return
    wholes = [one for part in parts for one in counts if one is not part and _may_hold(one, part)]
    if not wholes or any(
        _follows(one, two, share) for one, two in permutations(counts, 2) if one.unit == two.unit
    ):
        return
    part, whole = parts[0], max(wholes, key=lambda one: one.value or 0)
    yield _doubt(part, whole, share)


def _respective(counts: Sequence[Figure], run: Sequence[Figure]) -> Iterator[Doubt]:
    """好的98个，较好的45个，分别占62.8%、28.8%: each of one part, all of one whole."""
    parts, earlier = counts[-len(run) :], counts[: -len(run)]
    if len(parts) < len(run) or len({one.unit for one in parts}) > 1:
        return
    total = sum((one.value or Fraction(0) for one in parts), Fraction(0))
    wholes = [
        one for one in earlier if one.unit == parts[0].unit and (one.value or 0) >= max(map(_value, parts))
    ]
    values = [*map(_value, wholes), total]
    if any(all(_is_share(_value(p), whole, s) for p, s in zip(parts, run, strict=True)) for whole in values):
        return
    for part, share in zip(parts, run, strict=True):
        if wholes and not _follows(part, wholes[0], share):
            yield _doubt(part, wholes[0], share)


def _run(text: str, group: Sequence[Figure], index: int) -> list[Figure]:
    """The shares that stand as one list behind 分别, else the figure alone."""
    told = text[max(0, group[index].start - 20) : group[index].start]
    run = [group[index]]
    if group[index].unit != "%" or not _RESPECTIVE.search(told):
        return run
    for one in group[index + 1 :]:
        if one.unit != "%" or not LISTED.fullmatch(text[run[-1].end : one.start].strip()):
            break
        run.append(one)
    return run


def _is_count(text: str, one: Figure) -> bool:
    every = text[max(0, one.start - 3) : one.start]
    return one.unit not in ("%", "个百分点", "倍") and bool(one.value) and "每" not in every


def _may_hold(whole: Figure, part: Figure) -> bool:
    return whole.unit == part.unit and _value(whole) >= _value(part)


def _follows(part: Figure, whole: Figure, share: Figure) -> bool:
    return _is_share(_value(part), _value(whole), share)


def _is_share(part: Fraction, whole: Fraction, share: Figure) -> bool:
    return bool(whole) and abs(part / whole * 100 - _value(share)) <= rounding(share.quote)


def _value(one: Figure) -> Fraction:
    return one.value or Fraction(0)


def _doubt(part: Figure, whole: Figure, share: Figure) -> Doubt:
    right = float(_value(part) / _value(whole) * 100)
    message = f"{part.quote} 占 {whole.quote} 应为 {right:.2f}%，文中写 {share.quote}"
    return Doubt(
        "share", message, min(part.start, whole.start) if whole.start > part.start else part.start, share.end
    )
