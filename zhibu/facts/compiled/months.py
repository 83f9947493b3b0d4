"""Months that count: those during all of which an organisation existed, and those that it filled by itself."""

from fractions import Fraction
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from zhibu.facts.asked import Parameters
from zhibu.facts.compiled.rows import column
from zhibu.facts.compiled.tables import table
from zhibu.rules.facts import Fact, ParameterValue
from zhibu.rules.periods import Period

ByMonth: TypeAlias = dict[Fact, tuple[int | Fraction, ir.BooleanValue]]
"""Fact -> how many rows a month needs, and which rows count; all have their rows from one source."""


def least_each_month(fact: Fact, parameters: Parameters) -> int | Fraction | None:
    """How many rows a month needs; None while the parameter that says so has no value."""
    each = fact.measure.each_at_least
    value = parameters[each.parameter] if isinstance(each, ParameterValue) else each
    return value if isinstance(value, int | Fraction) else None


def own_months(asked: ByMonth, rows: ir.Table) -> ir.Table:
    """One column per fact. A month that the organisation begins or ends within is not whole."""
    organisation = table("organisation")
    first, ended = organisation.established_on, organisation.dissolved_on
    lives = organisation.select(
        organisation_id="id",
        begins=month(first) + ibis.cases((first.day() > 1, 1), else_=0),
        ends=month(ended),
    )
    day = day_of(next(iter(asked)), rows)
    counted = {f" {fact.id}": ibis.cases((which, 1), else_=0) for fact, (_, which) in asked.items()}
    dated = rows.mutate(month=month(day), **counted).join(lives, "organisation_id")
    whole = dated.filter(dated.begins <= dated.month, dated.ends.isnull() | (dated.ends > dated.month))
    times = whole.group_by("subject", "organisation_id", "month").aggregate(
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


def day_of(fact: Fact, rows: ir.Table) -> ir.DateColumn:
    """The day on which a row happened, by the column that the fact chooses."""
    if fact.day is None:
        raise ValueError(f"fact {fact.id}: measure {fact.measure.name} needs a date column")
    return column(rows, fact.day)


def full_months(rows: ir.Table, period: Period) -> ir.IntegerValue:
    """Of each organisation, the months of the period during all of which it existed."""
    found = ibis.literal(0, "int64")
    for one in period.months():
        begun = rows.established_on <= ibis.literal(one.start)
        whole = begun & (rows.dissolved_on.isnull() | (rows.dissolved_on > ibis.literal(one.end)))
        found = found + ibis.cases((whole, 1), else_=0)
    return found
