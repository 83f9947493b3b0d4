"""What a row of a stencil's table may be written for: each organisation below, each indicator, each problem."""

from collections.abc import Callable, Mapping, Sequence

from zhibu.domain.reports.composing.reading import Judged, Reading
from zhibu.papers.official import FigureRef, Source
from zhibu.papers.stencils import Group

UNITS, INDICATORS, PROBLEMS = "各组织", "各指标", "各问题"
_CENSUS: Mapping[str, Callable[[Reading], int | None]] = {
    "党支部数": lambda one: one.branches,
    "党小组数": lambda one: one.groups,
    "党员数": lambda one: one.members,
    "纪实数": lambda one: None if one.silent and not one.activities else one.activities,
}
_COUNTS = {"适用数": "judged", "达标数": "met", "未达标数": "not_met", "暂无数据数": "unknown"}


def groups_of(reading: Reading, units: Sequence[Reading], kinds: dict[str, str]) -> dict[str, Group]:
    """The groups of one closed quarter; `units` are the organisations directly below, `kinds` the kinds by title."""
    problems = [one for one in reading.judged if one.tally.not_met]
    indicator_names = [f"{INDICATORS}：{what}" for what in ("名称", *_COUNTS, "依据")]
    problem_names = [f"{PROBLEMS}：{what}" for what in ("名称", "适用数", "未达标数", "未达标名单", "依据")]
    unit_names = [
        f"{UNITS}：{what}" for what in ("名称", *_CENSUS, *(f"{title}次数" for title in kinds.values()))
    ]
    return {
        UNITS: Group(unit_names, [_unit(one, kinds) for one in units]),
        INDICATORS: Group(indicator_names, [_indicator(one, INDICATORS, reading) for one in reading.judged]),
        PROBLEMS: Group(problem_names, [_indicator(one, PROBLEMS, reading) for one in problems]),
    }


def _unit(one: Reading, kinds: dict[str, str]) -> dict[str, FigureRef | str]:
    counted = {what: _figure(what, count(one), one) for what, count in _CENSUS.items()}
    times = {
        f"{title}次数": _figure(f"{title}次数", one.times_of(kind), one) for kind, title in kinds.items()
    }
    values: dict[str, FigureRef | str] = {"名称": one.name, **counted, **times}
    return {f"{UNITS}：{what}": value for what, value in values.items()}


def _figure(what: str, value: int | None, one: Reading) -> FigureRef:
    shown = None if value is None else str(value)
    return FigureRef(shown, Source(f"各组织的{what}", one.period.label, "计数", None, one.digest_short))


def _indicator(one: Judged, group: str, reading: Reading) -> dict[str, FigureRef | str]:
    source = Source(
        one.indicator.title,
        reading.period.label,
        one.rule,
        one.tally.judged + one.tally.not_applicable,
        reading.digest_short,
    )
    counted = {what: FigureRef(str(getattr(one.tally, part)), source) for what, part in _COUNTS.items()}
    said = {"名称": one.indicator.title, "依据": one.rule, "未达标名单": "、".join(one.failing)}
    values: dict[str, FigureRef | str] = {**said, **counted}
    return {f"{group}：{what}": value for what, value in values.items()}
