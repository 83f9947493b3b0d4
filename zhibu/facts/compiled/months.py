"""Months and quarters that count: those during all of which an organisation existed, and those that it filled
by itself."""

from fractions import Fraction
from typing import Final, TypeAlias

import ibis
import ibis.expr.types as ir

from zhibu.facts.asked import Parameters
from zhibu.facts.compiled.rows import column
from zhibu.facts.compiled.tables import table
from zhibu.rules.facts import Fact, ParameterValue
from zhibu.rules.periods import Period, Size

ByPart: TypeAlias = dict[Fact, tuple[int | Fraction, ir.BooleanValue]]
"""Fact -> how many rows a month or quarter needs, and which rows count; all have their rows from one source."""


def least_each(fact: Fact, parameters: Parameters) -> int | Fraction | None:
    """How many rows a month or quarter needs; None while the parameter that says so has no value."""
    each = fact.measure.each_at_least
    value = parameters[each.parameter] if isinstance(each, ParameterValue) else each
    return value if isinstance(value, int | Fraction) else None


def own_parts(size: Size, asked: ByPart, rows: ir.Table) -> ir.Table:
    """One column per fact. A month or quarter that the organisation begins or ends within is not whole."""
    organisation, part = table("organisation"), PARTS[size]
    first, ended = organisation.established_on, organisation.dissolved_on
    within = first.day() > 1
    if size == "quarter":
        within = within | (first.month() % 3 != 1)
    lives = organisation.select(
        organisation_id="id",
        begins=part(first) + ibis.cases((within, 1), else_=0),
        ends=part(ended),
    )
    day = day_of(next(iter(asked)), rows)
    counted = {f" {fact.id}": ibis.cases((which, 1), else_=0) for fact, (_, which) in asked.items()}
    dated = rows.mutate(part=part(day), **counted).join(lives, "organisation_id")
    whole = dated.filter(dated.begins <= dated.part, dated.ends.isnull() | (dated.ends > dated.part))
    times = whole.group_by("subject", "organisation_id", "part").aggregate(
        **{name: whole[name].sum() for name in counted}
    )
    enough = {
        fact.id: times.count(where=times[f" {fact.id}"] * least.denominator >= max(least.numerator, 1))
        for fact, (least, _) in asked.items()
    }
    return times.group_by("subject").aggregate(**enough)


def month(day: ir.DateColumn) -> ir.IntegerColumn:
    """The month of a day, counted from the year 0."""
    return day.year() * 12 + day.month()


def quarter(day: ir.DateColumn) -> ir.IntegerColumn:
    """The quarter of a day, counted from the year 0."""
    return day.year() * 4 + day.quarter()


PARTS: Final = {"month": month, "quarter": quarter}


def day_of(fact: Fact, rows: ir.Table) -> ir.DateColumn:
    """The day on which a row happened, by the column that the fact chooses."""
    if fact.day is None:
        raise ValueError(f"fact {fact.id}: measure {fact.measure.name} needs a date column")
    return column(rows, fact.day)


def full_parts(size: Size, rows: ir.Table, period: Period) -> ir.IntegerValue:
    """Of each organisation, the months or quarters of the period during all of which it existed."""
    parts = period.parts(size)
    # No quarter lies within a month: 0 of each row.
    found = ibis.literal(0, "int64") if parts else rows.subject * 0
    for one in parts:
        begun = rows.established_on <= ibis.literal(one.start)
        whole = begun & (rows.dissolved_on.isnull() | (rows.dissolved_on > ibis.literal(one.end)))
        found = found + ibis.cases((whole, 1), else_=0)
    return found
