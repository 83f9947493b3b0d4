"""Scores a sheet for one subject: exact, three-valued, each item with its trace. An unknown item leaves the
total unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from zhibu.rules.formula.evaluate import Context, evaluate, half_up
from zhibu.rules.indicators import applicability
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, given_trace
from zhibu.rules.sheets.model import Group, Item, Sanction, SharedCap, Sheet
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value, Verdict, number_text, plain

_ZERO: Final = Fraction(0)


@dataclass(frozen=True)
class ItemScore:
    """Points of one item after its bounds, weight and shared caps; `points` None is unknown, `most` None has
    no cap."""

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
    items = {item.id: _score_item(item, sheet, context) for group in sheet.groups for item in group.items}
    for cap in sheet.caps:
        _share(cap, items)
    groups = [_score_group(group, items, context) for group in sheet.groups]
    total = _sum([sheet.start, *(group.value for group in groups)])
    total = _within(total, sheet.least, sheet.most)
    reached = {f"points/{trace.id}": trace for trace in (*groups, *(item.trace for item in items.values()))}
    context = replace(context, given={**stated, **reached})
    sanctions = [(sanction, evaluate(sanction.when, context)) for sanction in sheet.sanctions]
    total = _capped(total, sanctions)
    total = None if total is None else half_up(total, Fraction(sheet.round_total))
    marks = tuple(
        Trace("rule", sanction.id, sanction.title, found.value, (found,)) for sanction, found in sanctions
    )
    trace = Trace("rule", sheet.id, sheet.title, total, (*groups, *marks), citation=sheet.citation)
    return Score(sheet, period, total, _band(sheet, total, sanctions), tuple(items.values()), trace)


def _score_item(item: Item, sheet: Sheet, context: Context) -> ItemScore:
    most = None if item.most is None else item.most * item.weight
    applies = applicability(item.applies, context)
    if applies.value is not True:
        excused = most or _ZERO if item.if_not_applicable == "full" else _ZERO
        points = excused if applies.value is False else None
        verdict: Verdict = "unknown" if applies.value is None else "not_applicable"
        return ItemScore(item, points, most, verdict, _rule(item, points, applies.traces, applies.reason))
    parts, notes = [*applies.traces, evaluate(item.points, context)], []
    value = parts[-1].value
    for note in item.notes:
        when = evaluate(note.when, context)
        changed = evaluate(note.points, context)
        parts += [when, changed]
        if when.value is not False:
            value = changed.value if when.value else None
            notes.append(note.text)
    points = _within(value, item.least, item.most)
    points = None if points is None else half_up(points * item.weight, Fraction(sheet.round_items))
    if item.zero_when:
        zero = evaluate(item.zero_when.when, context)
        parts.append(zero)
        if zero.value is not False:
            points = _ZERO if zero.value else None
            notes.append(item.zero_when.otherwise)
    return ItemScore(
        item, points, most, _verdict(item, points, most), _rule(item, points, tuple(parts), "；".join(notes))
    )


def _rule(item: Item, points: Fraction | None, parts: tuple[Trace, ...], note: str) -> Trace:
    return Trace("rule", item.id, item.title, points, parts, citation=item.citation, note=note)


def _verdict(item: Item, points: Fraction | None, most: Fraction | None) -> Verdict:
    """Met: all that can be had, for added points any, for items that only deduct nothing deducted."""
    if points is None:
        return "unknown"
    if item.type == "incentive":
        return "met" if points > 0 else "not_met"
    return "met" if points >= (most or _ZERO) else "not_met"


def _share(cap: SharedCap, items: dict[str, ItemScore]) -> None:
    """Takes what is above a shared cap off the later of its items."""
    left: Fraction | None = cap.most
    for name in cap.items:
        item = items[name]
        if left is None or item.points is None:
            left = None
            continue
        if item.points > left:
            note = f"{cap.title}：合计不超过{number_text(cap.most)}分"
            trace = replace(item.trace, value=left, note=note)
            items[name] = replace(item, points=left, trace=trace)
        left -= min(item.points, left)


def _score_group(group: Group, items: Mapping[str, ItemScore], context: Context) -> Trace:
    scores = [items[item.id] for item in group.items]
    counted = [
        score
        for score in scores
        if score.verdict != "not_applicable" or score.item.if_not_applicable != "scaled"
    ]
    points = [score.points for score in counted]
    value = _sum(points) if group.counts == "sum" else _highest(points)
    if len(counted) < len(scores) and value is not None:
        value *= _scale(scores, counted)
    value = _within(value, group.least, group.most)
    value = None if value is None else value * group.weight
    parts, note = tuple(score.trace for score in scores), ""
    if group.zero_when:
        zero = evaluate(group.zero_when.when, context)
        parts = (*parts, zero)
        if zero.value is not False:
            value, note = (_ZERO if zero.value else None), group.zero_when.otherwise
    return Trace("rule", group.id, group.title, value, parts, note=note)


def _scale(scores: list[ItemScore], counted: list[ItemScore]) -> Fraction:
    whole = sum((score.most or _ZERO for score in scores), _ZERO)
    rest = sum((score.most or _ZERO for score in counted), _ZERO)
    return whole / rest if rest else Fraction(1)


def _sum(values: list[Any]) -> Fraction | None:
    return None if None in values else sum(values, _ZERO)


def _highest(values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return None if len(known) < len(values) or not known else max(known)


def _within(value: Any, least: Fraction | None, most: Fraction | None) -> Fraction | None:
    if not isinstance(value, Fraction):
        return None
    if least is not None:
        value = max(value, least)
    return value if most is None else min(value, most)


def _capped(total: Fraction | None, sanctions: list[tuple[Sanction, Trace]]) -> Fraction | None:
    for sanction, found in sanctions:
        if sanction.total_at_most is None or found.value is False or total is None:
            continue
        total = None if found.value is None else min(total, sanction.total_at_most)
    return total


def _band(sheet: Sheet, total: Fraction | None, sanctions: list[tuple[Sanction, Trace]]) -> str | None:
    if total is None or not sheet.bands or any(found.value is None for _, found in sanctions):
        return None
    reached = next(
        index for index, band in enumerate(sheet.bands) if band.at_least is None or total >= band.at_least
    )
    dropped = sum(sanction.bands for sanction, found in sanctions if found.value)
    return sheet.bands[min(reached + dropped, len(sheet.bands) - 1)].title
