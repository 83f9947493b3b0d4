"""What is made of the rows (point 6 of `zhibu.rules.facts`): one column per fact, all subjects at once."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import or_

import ibis
import ibis.expr.types as ir

from zhibu.facts.asked import Parameters, RowSource
from zhibu.facts.compiled.coverage import covered
from zhibu.facts.compiled.months import ByPart, day_of, full_parts, least_each, month, own_parts, quarter
from zhibu.facts.compiled.rows import column, each_once, holds_at_end, matches, rows_of
from zhibu.facts.compiled.tables import table
from zhibu.rules.facts import Fact, Measure, Subject, Window
from zhibu.rules.periods import Period, Size

_GAPS = " gaps"
"""Suffix of the column that counts the rows in which the column to be summed is empty."""


def fact_columns(subject: Subject, facts: Sequence[Fact], period: Period, parameters: Parameters) -> ir.Table:
    """One row per subject: `subject`, ` kind` (organisations only; no fact can be called so), one column per fact id.

    Organisations: all that the snapshot holds. Persons: those who are members on the period's last day.
    """
    flags = {key: f"covered {number}" for number, key in enumerate(_coverages(facts))}
    covers = [
        covered(subject, window, period, whole_subtree=whole).mutate(**{flag: ibis.literal(True)})
        for (window, whole), flag in flags.items()
    ]
    wide = _joined(_spine(subject, period), [*_parts(facts, period, parameters), *covers])
    keys = [name for name in wide.columns if name in ("subject", " kind")]
    return wide.select(*keys, **{fact.id: _finished(fact, wide, flags) for fact in facts})


def _joined(spine: ir.Table, parts: Sequence[ir.Table]) -> ir.Table:
    """The spine with the columns of all parts, in one flat chain of joins on the subject."""
    wide = spine
    for number, part in enumerate(parts):
        part = part.rename({f"subject {number}": "subject"})
        wide = wide.left_join(part, spine.subject == part[f"subject {number}"])
    return wide


def _spine(subject: Subject, period: Period) -> ir.Table:
    if subject == "person":
        membership = table("membership")
        now = membership.filter(holds_at_end(membership, ("since", "until"), period))
        return now.select(subject="person_id").distinct()
    organisation = table("organisation")
    return organisation.select(**{" kind": organisation.kind}, subject=organisation.id)


def _parts(facts: Sequence[Fact], period: Period, parameters: Parameters) -> list[ir.Table]:
    """One aggregation for all facts that share their rows; one more for each fact that needs its own."""
    parts = []
    ordered = sorted(facts, key=lambda fact: repr(RowSource.of(fact)))
    for source, group in groupby(ordered, RowSource.of):
        shared = list(group)
        rows = rows_of(source, period)
        rows = rows.filter(reduce(or_, [matches(fact, rows, parameters) for fact in shared]))
        if any(
            _counts_rows(fact.measure) for fact in shared
        ):  # Only then: to find what is twice costs most of all.
            rows = each_once(source, rows)
        together: dict[str, ir.Scalar] = {}
        by_part: dict[Size, ByPart] = {}
        for fact in shared:
            which = matches(fact, rows, parameters)
            if fact.measure.name == "value_of" and (source.table, source.over) != ("organisation", "own"):
                parts.append(_value_of(fact, rows.filter(which)))
            elif fact.measure.own:
                least = least_each(fact, parameters)
                if least is not None:
                    by_part.setdefault(fact.measure.own, {})[fact] = least, which
            elif fact.measure.each_at_least:
                parts.append(_distinct_with_enough(fact, rows.filter(which)))
            else:
                together |= _aggregates(fact, rows, which, period)
        if together:
            parts.append(rows.group_by("subject").aggregate(**together))
        parts += [own_parts(size, asked, rows) for size, asked in by_part.items()]
    return parts


def _counts_rows(measure: Measure) -> bool:
    """Whether a row that is there twice makes a difference."""
    return measure.name in ("count", "sum") or measure.each_at_least is not None


def _coverages(facts: Sequence[Fact]) -> list[tuple[Window, bool]]:
    needed = {_coverage(fact) for fact in facts}
    return sorted(key for key in needed if key is not None)


def _coverage(fact: Fact) -> tuple[Window, bool] | None:
    """Which coverage decides whether the fact is known: (window, whole subtree); None where none does."""
    if not fact.needs_coverage:
        return None
    return ("year_to_date" if fact.window == "year_to_date" else "period", fact.over == "subtree")


def _finished(fact: Fact, wide: ir.Table, flags: Mapping[tuple[Window, bool], str]) -> ir.Column:
    """No rows give zero where the measure counts, unknown where it picks; no coverage gives unknown.

    A fact of which there is no part could not be asked for want of a parameter: unknown.
    """
    if fact.measure.own and fact.id not in wide.columns:
        return ibis.null("int64")
    value = wide[fact.id]
    if fact.measure.name == "sum":
        value = ibis.cases((wide[fact.id + _GAPS].fill_null(0) == 0, value.fill_null(0)))
    elif fact.measure.name == "exists":
        value = value.fill_null(0) > 0
    elif fact.measure.name not in ("earliest", "latest", "value_of"):
        value = value.fill_null(0)
    needed = _coverage(fact)
    return value if needed is None else ibis.cases((wide[flags[needed]], value))


def _measured(fact: Fact, rows: ir.Table) -> ir.Column:
    if fact.measure.column is None:
        raise ValueError(f"fact {fact.id}: measure {fact.measure.name} needs a column")
    return column(rows, fact.measure.column)


def _value_of(fact: Fact, rows: ir.Table) -> ir.Table:
    since = column(rows, fact.days[0]) if fact.days else rows.id
    latest = ibis.row_number().over(group_by="subject", order_by=[since.desc(), rows.id.desc()])
    return (
        rows.mutate(place=latest, value=_measured(fact, rows))
        .filter(lambda ranked: ranked.place == 0)
        .select("subject", **{fact.id: "value"})
    )


def _distinct_with_enough(fact: Fact, rows: ir.Table) -> ir.Table:
    valued = rows.mutate(value=_measured(fact, rows))
    known = valued.filter(valued.value.notnull())
    times = known.group_by("subject", "value").aggregate(times=known.count())
    enough = times.filter(times.times >= fact.measure.each_at_least)
    return enough.group_by("subject").aggregate(**{fact.id: enough.count()})


def _aggregates(fact: Fact, rows: ir.Table, which: ir.BooleanValue, period: Period) -> dict[str, ir.Scalar]:
    match fact.measure.name:
        case "count" | "exists":
            value = rows.count(where=which)
        case "distinct":
            value = _measured(fact, rows).nunique(where=which)
        case "months":
            value = month(day_of(fact, rows)).nunique(where=which)
        case "quarters":
            value = quarter(day_of(fact, rows)).nunique(where=which)
        case "sum":
            measured = _measured(fact, rows)
            gaps = rows.count(where=which & measured.isnull())
            return {fact.id: measured.sum(where=which), fact.id + _GAPS: gaps}
        case "earliest":
            value = _measured(fact, rows).min(where=which)
        case "latest":
            value = _measured(fact, rows).max(where=which)
        case "value_of":  # Of the one row that the organisation itself is; other tables have `_value_of`.
            value = _measured(fact, rows).arbitrary(where=which)
        case "full_months" | "full_quarters":
            value = full_parts(fact.measure.full or "month", rows, period).sum(where=which)
        case other:
            raise ValueError(f"fact {fact.id}: measure {other} has no aggregate")
    return {fact.id: value}
