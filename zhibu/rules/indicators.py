"""Judges indicators: the reference evaluator, one subject at a time, exact, always with its trace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhibu.rules.formula.evaluate import Context, evaluate
from zhibu.rules.formula.nodes import Applies
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import MONTHS_IN, Period, Size
from zhibu.rules.sheets.model import Sheet
from zhibu.rules.traces import Trace
from zhibu.rules.values import VERDICT_TITLES, Value, Verdict


@dataclass(frozen=True)
class Result:
    """The verdict on one subject in one period. `reason` says in words why not applicable, else is empty."""

    indicator: Indicator
    period: Period
    verdict: Verdict
    value: Value | None
    required: Value | None
    reason: str
    trace: Trace


@dataclass(frozen=True)
class Applicability:
    """Whether a rule applies (None: unknown), why not, and how that was found."""

    value: bool | None
    reason: str
    traces: tuple[Trace, ...]


def judge(indicator: Indicator, pack: Pack, facts: Mapping[str, Value | None], period: Period) -> Result:
    """Judges one subject by its facts (fact id -> value, None or absent: unknown) for a period.

    The period must have the indicator's size, else PeriodError says which size is right.
    """
    context = Context(period.require(indicator.period), pack.parameters, pack.facts, facts)
    applies = applicability(indicator.applies, context)
    value = evaluate(indicator.value, context)
    required = evaluate(indicator.required, context) if indicator.required else None
    met = evaluate(indicator.met, context)
    verdict = _verdict(applies.value, met.value)
    parts = (*applies.traces, *((value, required) if required else (value,)), met)
    if verdict == "not_applicable":
        parts = applies.traces
    trace = Trace(
        "rule",
        indicator.id,
        f"{indicator.title}：{VERDICT_TITLES[verdict]}",
        met.value if applies.value else None,
        parts,
        citation=indicator.citation,
        note=applies.reason,
    )
    shown = None if verdict == "not_applicable" else value.value
    return Result(
        indicator, period, verdict, shown, required.value if required else None, applies.reason, trace
    )


def applicability(conditions: Iterable[Applies], context: Context) -> Applicability:
    """Whether all conditions hold: false as soon as one is false, with that one's reason; else unknown if one is."""
    conditions = tuple(conditions)
    traces = tuple(evaluate(condition.when, context) for condition in conditions)
    for condition, trace in zip(conditions, traces, strict=True):
        if trace.value is False:
            return Applicability(False, condition.otherwise, traces)
    return Applicability(None if any(trace.value is None for trace in traces) else True, "", traces)


def _verdict(applies: bool | None, met: Value | None) -> Verdict:
    if applies is False:
        return "not_applicable"
    if applies is None or met is None:
        return "unknown"
    return "met" if met else "not_met"


def closing(pack: Pack, period: Period) -> list[tuple[Indicator, Period]]:
    """The indicators judged when a period is closed, each with its own period, in the pack's order."""
    due = [(indicator, closes_with(indicator.period, period)) for indicator in pack.indicators.values()]
    return [(indicator, own) for indicator, own in due if own is not None]


def closing_sheets(pack: Pack, period: Period) -> list[tuple[Sheet, Period]]:
    """The score sheets scored when a period is closed, each with its own period, in the pack's order."""
    due = [(sheet, closes_with(sheet.period, period)) for sheet in pack.sheets.values()]
    return [(sheet, own) for sheet, own in due if own is not None]


def closes_with(size: Size, period: Period) -> Period | None:
    """The period of that size which is closed when `period` is, None where none is.

    It is `period` itself, or a longer one that ends on the same day: closing the fourth quarter also closes the second
    half-year and the year. Never a term of office: each organisation has its own.
    """
    if size == "term":
        return None
    own = Period.containing(period.end, size)
    return own if MONTHS_IN[size] >= MONTHS_IN[period.size] and own.end == period.end else None
