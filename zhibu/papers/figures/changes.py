"""A change that does not follow from the two values that it lies between: 从10个增加到20个，增长50%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.figures.doubts import SENTENCE, Doubt, in_groups, plain, rounding
from zhibu.papers.figures.reading import Figure

_FROM = re.compile(r"[从由自][^，。；]{0,10}$")
_UP = "上升|增加|增长|提高|提升|扩大|增|升|涨|多"
_DOWN = "下降|减少|降低|缩短|压缩|压减|减|降|少"
_TO = re.compile(
    rf"^(?:，?(?:(?P<up>{_UP})|(?P<down>{_DOWN})|发展|变)(?:到了?|至|为|成))[^，。；\d]{{0,10}}$"
)
_AGAINST = re.compile(r"^[^。；]{0,4}[，,（(](?:较|比)[^，。；]{0,10}的$")
# Behind words of its own a change is that of something else: …降到12个，投诉量下降三成.
_CHANGED = re.compile(
    rf"[，,、（(；]?(?:净|共|累计|环比)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:[幅率了]|幅度)*(?:为|达到?)?"
)


@dataclass(frozen=True)
class _Pair:
    """Two values of one measure: `told` is up or down where the words between say which way it went."""

    before: Figure
    now: Figure
    told: str


def changes(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """Each change stated after two values, in its direction and in its size."""
    for group in in_groups(text, figures, SENTENCE):
        for index in range(1, len(group)):
            pair = _pair(text, group[index - 1], group[index])
            if pair is None:
                continue
            yield from _direction(pair)
            yield from _sizes(text, pair, group[index + 1 : index + 3])


def _pair(text: str, first: Figure, second: Figure) -> _Pair | None:
    if first.unit != second.unit or any(
        one.approx != "exact" or one.high is not None for one in (first, second)
    ):
        return None
    between = text[first.end : second.start]
    if _FROM.search(text[max(0, first.start - 12) : first.start]) and (found := _TO.match(between)):
        return _Pair(first, second, "up" if found["up"] else "down" if found["down"] else "")
    return _Pair(second, first, "") if _AGAINST.match(between) else None


def _direction(pair: _Pair) -> Iterator[Doubt]:
    went = _value(pair.now) - _value(pair.before)
    if (pair.told == "up" and went < 0) or (pair.told == "down" and went > 0):
        word = "增加" if pair.told == "up" else "减少"
        message = f"从 {pair.before.quote} 到 {pair.now.quote} 不是{word}"
        yield Doubt("change", message, pair.before.start, pair.now.end)


def _sizes(text: str, pair: _Pair, later: Sequence[Figure]) -> Iterator[Doubt]:
    """The changes stated right behind the pair, each in a clause of its own: absolute, in per cent, points or times."""
    at = max(pair.before.end, pair.now.end)
    for one in later:
        between = text[at : one.start]
        found = _CHANGED.fullmatch(between.strip())
        at = one.end
        if found is None or one.approx != "exact" or one.high is not None:
            return
        right = _right(pair, one)
        if right is not None and abs(right - abs(_value(one))) > rounding(one.quote):
            size = f"{plain(round(right, 2))}{one.unit}"
            message = f"从 {pair.before.quote} 到 {pair.now.quote} 应变化 {size}，文中写 {one.quote}"
            yield Doubt("change", message, min(pair.before.start, pair.now.start), one.end)


def _right(pair: _Pair, one: Figure) -> Fraction | None:
    """What the change comes to in the unit in which it is stated; None where it cannot be told."""
    before, now = _value(pair.before), _value(pair.now)
    size = abs(now - before)
    if one.unit == "个百分点":
        return size if pair.now.unit == "%" else None
    if one.unit == pair.now.unit and one.unit != "%":
        return size
    if not before:
        return None
    if one.unit == "%":
        return size / before * 100 if pair.now.unit != "%" else None
    return size / before if one.unit == "倍" else None


def _value(one: Figure) -> Fraction:
    return one.value or Fraction(0)
