"""Figures of the half-year and the year up to a closed quarter: sums over its closed quarters."""

from collections.abc import Mapping, Sequence

from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closings_over, snapshot_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.composing.reading import Reading, read_counts
from zhibu.papers.official import FigureRef, Source
from zhibu.rules.periods import Period, Size

SPANS: Mapping[str, Size] = {"本季度": "quarter", "本半年": "half", "本年": "year"}


def longer(
    closing: Closing, organisation: Organisation, reading: Reading, titles: Mapping[str, str]
) -> dict[str, FigureRef]:
    """本年主题党日次数 and the like; unknown where a quarter before this one is not closed."""
    end = Period.parse(closing.period)
    closed = {one.period: one for one in closings_over(organisation)}
    readings = {str(end): reading}
    found: dict[str, FigureRef] = {}
    for said, size in SPANS.items():
        quarters = _quarters(Period.containing(end.end, size), end)
        for quarter in quarters:
            if str(quarter) not in readings and str(quarter) in closed:
                readings[str(quarter)] = read_counts(snapshot_of(closed[str(quarter)]), organisation.pk)
        told = [readings[str(one)] for one in quarters if str(one) in readings]
        found |= _sums(said, told if len(told) == len(quarters) else [], titles, quarters)
    return found


def _quarters(period: Period, end: Period) -> list[Period]:
    """The quarters of a period up to and with `end`."""
    quarters = dict.fromkeys(Period.containing(month.start, "quarter") for month in period.months())
    return [one for one in quarters if one.end <= end.end]


def _sums(
    said: str, told: Sequence[Reading], titles: Mapping[str, str], quarters: Sequence[Period]
) -> dict[str, FigureRef]:
    """`told` is empty where a quarter is missing."""
    counted: dict[str, int | None] = {}
    for kind, title in titles.items():
        counted[f"{title}次数"] = _added([one.times_of(kind) for one in told])
        counted[f"{title}参加人次"] = _added(
            [one.kinds[kind].present if kind in one.kinds else one.times_of(kind) for one in told]
        )
    counted["到期任务数"] = _added([one.work.due if one.rows["assignment"] else None for one in told])
    counted["已销号任务数"] = _added([one.work.done if one.rows["assignment"] else None for one in told])
    span = "、".join(one.label for one in quarters)
    digests = "、".join(one.digest_short for one in told)
    return {
        f"{said}{what}": FigureRef(
            None if value is None else str(value), Source(f"{said}{what}", span, "计数", value, digests)
        )
        for what, value in counted.items()
    }


def _added(parts: Sequence[int | None]) -> int | None:
    """The sum of what is known; unknown where nothing is."""
    known = [one for one in parts if one is not None]
    return sum(known) if known else None
