"""Which rows a fact is made of: points 1 to 5 of `zhibu.rules.facts`, one relation per kind of row source.

The same rows are counted for a value and listed for its lineage, so the two cannot differ.
"""

from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from zhibu.facts.asked import Parameters, RowSource, window_start
from zhibu.facts.compiled.tables import groups, subtree, table, with_groups
from zhibu.rules.facts import TABLES, By, Condition, Fact, Operand, ParameterValue
from zhibu.rules.periods import Period
from zhibu.rules.values import Value


def rows_of(source: RowSource, period: Period) -> ir.Table:
    """The rows within the window, each with the `subject` it counts for (several rows where for several).

    A membership counts for a subject twice where it belongs to it both by its branch and by its group: see `each_once`.
    """
    rows = _with_belonging(source.table)
    rows = rows.filter(_in_window(rows, source, period))
    if source.by is not None:
        rows = _by(rows, source.by, period)
    if source.subject != "person" and source.over == "own":
        return rows.rename(subject="belongs")
    if source.subject == "person":
        return rows.mutate(subject=rows.person_id).drop("belongs")
    reach = {"with_groups": with_groups, "groups": groups, "subtree": subtree}[source.over]()
    return rows.join(reach, "belongs").drop("belongs")


def each_once(source: RowSource, rows: ir.Table) -> ir.Table:
    """The rows of `rows_of`, none twice for one subject; only a membership belongs to two organisations."""
    return rows.distinct() if source.table == "membership" else rows


def matches(fact: Fact, rows: ir.Table, parameters: Parameters) -> ir.BooleanValue:
    """Whether all the fact's conditions hold; false or NULL, which counts as false, where a column is empty."""
    held: ir.BooleanValue = ibis.literal(True)
    for condition in fact.where:
        held = held & _holds(condition, column(rows, condition.column), parameters)
    return held


def column(rows: ir.Table, name: str) -> ir.Column:
    """A column by the name that `zhibu.rules.facts.TABLES` gives it."""
    return rows[name.replace(".", "_")]


def within(day: ir.DateValue, start: date, end: date) -> ir.BooleanValue:
    """Whether a day lies from `start` to `end`, both inclusive."""
    return (day >= ibis.literal(start)) & (day <= ibis.literal(end))


def holds_at_end(rows: ir.Table, days: tuple[str, str | None], period: Period) -> ir.BooleanValue:
    """Whether a row holds on the period's last day."""
    last = ibis.literal(period.end)
    begun = column(rows, days[0]) <= last
    if days[1] is None:
        return begun
    until = column(rows, days[1])
    return begun & (until.isnull() | (until > last))


def _with_belonging(name: str) -> ir.Table:
    """All rows of a table with `belongs`, the organisation that a row belongs to."""
    rows = table(name)
    if name == "organisation":
        return rows.mutate(belongs=rows.id)
    if name == "attendance":
        activity = table("activity")
        activity = activity.select(
            activity_id="id", activity_kind="kind", activity_held_on="held_on", activity_minutes="minutes"
        )
        rows = rows.join(activity, "activity_id")
    if name == "membership":
        grouped = rows.filter(rows.group_id.notnull(), rows.group_id != rows.organisation_id)
        return rows.mutate(belongs=rows.organisation_id).union(grouped.mutate(belongs=grouped.group_id))
    return rows.mutate(belongs=rows.organisation_id)


def _in_window(rows: ir.Table, source: RowSource, period: Period) -> ir.BooleanValue:
    if source.window == "at_end":
        if source.days is None:
            raise ValueError(f"facts on table {source.table} have no interval, so no window at_end")
        return holds_at_end(rows, source.days, period)
    if source.day is None:
        raise ValueError(f"facts on table {source.table} have no date, so no window {source.window}")
    day = column(rows, source.day)
    if source.window == "to_date":
        return day <= ibis.literal(period.end)
    return within(day, window_start(source.window, period), period.end)


def _by(rows: ir.Table, by: By, period: Period) -> ir.Table:
    days = TABLES["post"].interval, TABLES["membership"].interval
    if by.posts:
        posts = table("post")
        held = posts.filter(
            posts.kind.isin(by.posts), holds_at_end(posts, days[0] or ("since", None), period)
        )
        rows = rows.semi_join(held, "person_id")
    if by.members:
        rows = rows.semi_join(_members(period), ["person_id", "belongs"])
    return rows


def _members(period: Period) -> ir.Table:
    """(person_id, belongs): each member with the branch, the own group, and every group of the branch."""
    membership = table("membership")
    now = membership.filter(holds_at_end(membership, ("since", "until"), period))
    branch = now.select("person_id", belongs=now.organisation_id)
    return branch.union(
        now.filter(now.group_id.notnull()).select("person_id", belongs=now.group_id),
        branch.rename(subject="belongs").join(with_groups(), "subject").select("person_id", "belongs"),
    )


def _holds(condition: Condition, value: ir.Column, parameters: Parameters) -> ir.BooleanValue:
    if condition.comparison == "known":
        return value.notnull() if condition.operands == (True,) else value.isnull()
    operands = [_resolved(operand, parameters) for operand in condition.operands]
    tests = [_compared(condition.comparison, value, operand) for operand in operands if operand is not None]
    if not tests:
        return ibis.literal(False)
    held = tests[0]
    for test in tests[1:]:
        held = held | test
    return held


def _resolved(operand: Operand, parameters: Parameters) -> Value | None:
    return parameters[operand.parameter] if isinstance(operand, ParameterValue) else operand


def _compared(comparison: str, value: ir.Column, operand: Value) -> ir.BooleanValue:
    wanted = ibis.literal(operand.numerator if isinstance(operand, Fraction) else operand)
    if isinstance(operand, Fraction):
        value = value * operand.denominator
    if comparison in ("is", "one_of"):
        return value == wanted
    if comparison == "is_not":
        return value != wanted
    return value >= wanted if comparison == "at_least" else value <= wanted
