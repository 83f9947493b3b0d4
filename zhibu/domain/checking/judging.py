"""Whether a figure agrees with what was counted. Pure: figures, words and numbers in, a verdict with its reason out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhibu.domain.checking.changes import Change
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.measures import Measure
from zhibu.domain.checking.wording import Words
from zhibu.papers.figures import Figure

_ABOUT = Fraction(1, 10)
"""How far 约, 近 and 余 may be from the number that stands for it."""
_COMING = re.compile("参加|参与|到会|到课|出席|参会|参学|听课|受教育|覆盖|人次")
_JOINTS = "，,、；;（）()共计达到约近超 "
_MORE = re.compile("余|[0-9十百千万]多")
_UP_TO = re.compile("^(?:近|将近|接近|不足|不到|不满|未满)")
_BELOW = re.compile("^(?:少于|低于|小于)")


@dataclass(frozen=True)
class Counted:
    """What a measure came to: `value` None is unknown; `silent` branches have reported nothing of the period, so that
    there may be more than is recorded. `parts` are the part and the whole of a share."""

    value: Fraction | None
    silent: int = 0
    parts: tuple[Fraction | None, Fraction | None] | None = None


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    reason: str


def candidates(figure: Figure, words: Words, measures: Mapping[str, Measure]) -> list[Measure]:
    """The measures that the words may mean, the closest first; those as close as the first are all possible."""
    return [one for _, one in _close(figure, words, measures)]


def certain(figure: Figure, words: Words, measures: Mapping[str, Measure]) -> Measure | None:
    """The one measure that the words mean; None where there is none, or where two are equally close."""
    found = _close(figure, words, measures)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _close(
    figure: Figure, words: Words, measures: Mapping[str, Measure]
) -> Sequence[tuple[tuple[int, int], Measure]]:
    """Each measure with how close it is: by the words beside the figure, else by those that the figures before it
    carry on, the nearest that tell."""
    carried = words.carried if _COMING.search(words.beside) or not words.beside.strip(_JOINTS) else ()
    for said in (None, *carried):
        found = [
            (score, one) for one in measures.values() if (score := _closeness(figure, words, one, said))[0]
        ]
        if found:
            return sorted(found, key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].id))
    return ()


def _closeness(figure: Figure, words: Words, measure: Measure, carried: str | None) -> tuple[int, int]:
    """How many characters of the text speak for the measure, and how near those stand that must be around it; 0: it is
    not meant. `carried` in the place of what stands beside the figure, where the measure may be told so."""
    if figure.unit not in measure.units or (measure.never and measure.never.search(words.beside)):
        return (0, 0)
    if carried is not None and not measure.carries:
        return (0, 0)
    told = words.beside if carried is None else carried
    beside = max((len(found[0]) for found in measure.about.finditer(told)), default=0)
    if not beside or not measure.within:
        return (beside, 0)
    if not re.search(measure.within, words.sentence):
        return (0, 0)
    nearest = max((one.end() for one in re.finditer(measure.within, words.ahead_of_it)), default=0)
    return (beside + 1, nearest)


def judge(figure: Figure, counted: Counted, *, some: bool = False) -> Judgement:
    """Holds the figure against what was counted; of `some` of all a smaller number may be right."""
    if figure.value is None:
        return Judgement(Verdict.CANNOT, "文中隐去了数字")
    if counted.value is None:
        return Judgement(Verdict.NO_RECORD, _unknown(counted))
    if counted.silent and counted.value == 0 and counted.parts is None:
        return Judgement(Verdict.NO_RECORD, f"还没有记录，{counted.silent}个支部没有报")
    recorded = as_written(counted.value)
    if counted.parts:
        recorded += f"%，{'／'.join(as_written(one) for one in counted.parts if one is not None)}"
    if agrees(figure, counted.value):
        return Judgement(Verdict.CONFIRMED, f"记录是{recorded}")
    # A share may be more or less once all have reported, a count only more.
    if counted.silent and (counted.parts or counted.value < figure.value):
        return Judgement(
            Verdict.CANNOT, f"已记录{recorded}，还有{counted.silent}个支部没有报，不能断定文中的数字不对"
        )
    if some and counted.value > figure.value:
        return Judgement(Verdict.CANNOT, f"一共是{recorded}，文中说的可能只是其中一部分")
    return Judgement(Verdict.CONTRADICTED, f"记录是{recorded}")


def is_relative(figure: Figure, *, of_share: bool) -> bool:
    """Whether the figure tells a change in per cent of what was before; that of a share is told in its points."""
    return figure.unit in ("%", "％") and not of_share


def judge_change(
    figure: Figure, change: Change, now: Counted, before: Counted, since: str, *, relative: bool
) -> Judgement:
    """Holds a change against what was counted of the two times; `since` names the earlier one."""
    if now.value is None or before.value is None:
        return Judgement(Verdict.NO_RECORD, "系统里没有这方面的数据")
    for one, when in ((before, since), (now, "这一期间")):
        if one.silent and one.value == 0 and one.parts is None:
            return Judgement(Verdict.NO_RECORD, f"{when}还没有记录，{one.silent}个支部没有报")
    went = difference(now, before, relative=relative)
    if went is None:
        return Judgement(Verdict.CANNOT, f"{since}是0，算不出增减的比例")
    reason = f"记录是{as_written(now.value)}，{since}是{as_written(before.value)}，{_told(went, relative)}"
    if agrees(figure, went if change.rises else -went):
        return Judgement(Verdict.CONFIRMED, reason)
    if now.silent or before.silent:
        return Judgement(Verdict.CANNOT, f"{reason}；还有支部没有报，不能断定文中的数字不对")
    return Judgement(Verdict.CONTRADICTED, reason)


def difference(now: Counted, before: Counted, *, relative: bool) -> Fraction | None:
    """By how much it rose, in per cent of what was before where `relative`; None where that cannot be told."""
    if now.value is None or before.value is None or (relative and before.value == 0):
        return None
    went = now.value - before.value
    return 100 * went / before.value if relative else went


def _told(went: Fraction, relative: bool) -> str:
    if went == 0:
        return "没有增减"
    return f"{'增加' if went > 0 else '减少'}{as_written(abs(went))}{'%' if relative else ''}"


def _unknown(counted: Counted) -> str:
    if counted.parts is None:
        return "系统里没有这方面的数据"
    return (
        "系统里没有这个比例的分母，算不出来" if not counted.parts[1] else "系统里没有这个比例的分子，算不出来"
    )


def agrees(figure: Figure, recorded: Fraction) -> bool:
    """Whether a number is what the figure writes, as exactly as it writes it."""
    if figure.value is None:
        return False
    if figure.high is not None:
        return figure.value <= recorded <= figure.high
    if figure.approx == "at_least":
        return recorded >= figure.value and (
            _MORE.search(figure.quote) is None or recorded < figure.value + _step(figure.value)
        )
    if figure.bound == "at_most":
        return recorded < figure.value if _BELOW.search(figure.quote) else recorded <= figure.value
    if figure.approx == "about":
        slack = abs(figure.value) * _ABOUT
        if _UP_TO.search(figure.quote):
            return figure.value - slack <= recorded <= figure.value
        return abs(recorded - figure.value) <= slack
    return abs(recorded - figure.value) <= _rounding(figure)


def _step(value: Fraction) -> int:
    """20余 ends before 30, 100余 before 200, 120余 before 130: one of the last digit that is written."""
    step = 10
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _rounding(figure: Figure) -> Fraction:
    """A share is written rounded: half a unit of its last digit may be missing; points lie between two such, and a
    whole one may. A count is written as it is."""
    if figure.unit not in ("%", "％", "个百分点"):
        return Fraction(0)
    decimals = re.search(r"[.．](\d+)", figure.quote)
    unit = Fraction(1, 10 ** (len(decimals[1]) if decimals else 0))
    return unit if figure.unit == "个百分点" else unit / 2


def as_written(value: Fraction) -> str:
    """As a draft would write it: whole, or with two decimals where it is none."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
