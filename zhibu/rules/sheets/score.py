"""Scores a sheet for one subject: exact, three-valued, each item with its trace. One unknown item, unknown total."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from zhibu.rules.formula.evaluate import Context, evaluate
from zhibu.rules.formula.nodes import Node
from zhibu.rules.indicators import applicability
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, given_trace
from zhibu.rules.sheets.model import Item, Sheet
from zhibu.rules.sheets.spelling import spelt
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value, Verdict, in_words, plain


@dataclass(frozen=True)
class ItemScore:
    """Points of one item after its bounds, weight and shared caps; `points` None is unknown, `most` None has no cap."""

    item: Item
    points: Fraction | None
    most: Fraction | None
    verdict: Verdict
    trace: Trace


@dataclass(frozen=True)
class Score:
    """The whole sheet. `band` is None where the total or a sanction is unknown, or the sheet has no bands."""

    sheet: Sheet
    period: Period
    total: Fraction | None
    band: str | None
    items: tuple[ItemScore, ...]
    trace: Trace

    def as_json(self) -> dict[str, Any]:
        """{"total", "band", "items": [{"id", "points", "max", "verdict", "trace"}]}; unknown is null."""
        return {
            "total": plain(self.total),
            "band": self.band,
            "items": [
                {
                    "id": score.item.id,
                    "points": plain(score.points),
                    "max": plain(score.most),
                    "verdict": score.verdict,
                    "trace": score.trace.as_json(),
                }
                for score in self.items
            ],
        }


def score(
    sheet: Sheet, pack: Pack, facts: Mapping[str, Value | None], given: Mapping[str, Given], period: Period
) -> Score:
    """Scores one subject by its facts and by what people stated (input id -> Given; absent is unknown).

    Raises PeriodError for a period of the wrong size and GivenError for a statement outside its bounds.
    """
    stated = {name: given_trace(sheet.inputs[name], given.get(name)) for name in sheet.inputs}
    context = Context(period.require(sheet.period), pack.parameters, pack.facts, facts, stated)
    spelling = spelt(sheet)
    items = tuple(
        _score_item(item, spelling.items[item.id], context) for group in sheet.groups for item in group.items
    )
    total = evaluate(spelling.total, context)
    band = None if spelling.band is None else evaluate(spelling.band, context).value
    return Score(sheet, period, _points(total), None if band is None else in_words(band), items, total)


def _score_item(item: Item, node: Node, context: Context) -> ItemScore:
    applies = applicability(item.applies, context)
    trace = evaluate(node, context)
    most = None if item.most is None else item.most * item.weight
    points = _points(trace)
    verdict: Verdict = "not_applicable" if applies.value is False else _verdict(item, points, most)
    return ItemScore(item, points, most, verdict, replace(trace, note=applies.reason))


def _points(trace: Trace) -> Fraction | None:
    return trace.value if isinstance(trace.value, Fraction) else None


def _verdict(item: Item, points: Fraction | None, most: Fraction | None) -> Verdict:
    """Met: all that can be had, for added points any, for items that only deduct nothing deducted."""
    if points is None:
        return "unknown"
    if item.type == "incentive":
        return "met" if points > 0 else "not_met"
    return "met" if points >= (most or 0) else "not_met"
