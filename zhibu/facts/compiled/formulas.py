"""Formula nodes as columns over all subjects at once: the compiled twin of `zhibu.rules.formula.evaluate`.

A text, boolean or date is one column, a number a pair (see `numbers`). SQL's NULL is unknown, and its AND and
OR are the three-valued `all` and `any`. What does not depend on the subject (parameters, the period) is
worked out once, by the reference evaluator.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from zhibu.facts.compiled import numbers
from zhibu.facts.compiled.numbers import Number
from zhibu.rules.formula.evaluate import Context, evaluate
from zhibu.rules.formula.nodes import (
    Choice,
    FactRef,
    GivenRef,
    Named,
    Node,
    Operation,
    children,
)
from zhibu.rules.values import Kind, Value

Column: TypeAlias = Number | ir.Value

GIVEN = "given "
"""Prefix of the columns of what people stated, by input; no fact can be called so."""

_TYPES: dict[Kind, str] = {"boolean": "boolean", "text": "string", "date": "date"}


@dataclass(frozen=True)
class Scope:
    """What formulas read: the wide table with one column per fact, and what is the same for all subjects.

    `done` are the parts of formulas that an earlier query has worked out, by the identity of the node (see `steps`).
    """

    wide: ir.Table
    settled: Context
    done: Mapping[int, Column] = field(default_factory=dict)


def compiled(node: Node, scope: Scope) -> Column:
    """The column of a formula's values; NULL where unknown."""
    if id(node) in scope.done:
        return scope.done[id(node)]
    if is_settled(node):
        return literal(evaluate(node, scope.settled).value, node.kind)
    match node:
        case FactRef():
            column = scope.wide[node.fact]
            return Number(column) if node.kind == "number" else column
        case GivenRef():
            top, *bottom = (scope.wide[name] for name in sorted(columns_of(node)))
            return Number(top, *bottom) if bottom else top
        case Named():
            return compiled(node.node, scope)
        case Choice():
            return _choice(node, scope)
        case Operation():
            return _operation(node, scope)
    raise ValueError(f"{node} is settled, and was to be worked out by the reference evaluator")


def columns_of(node: Node) -> set[str]:
    """The columns in which a fact, or what people stated, lies in the wide table; none for other nodes."""
    match node:
        case FactRef():
            return {node.fact}
        case GivenRef(kind="number"):
            return {f"{GIVEN}{node.input}", f"{GIVEN}{node.input} bottom"}
        case GivenRef():
            return {f"{GIVEN}{node.input}"}
    return set()


def as_shown(name: str, column: Column) -> dict[str, ir.Value]:
    """A column of an answer under its name; a number is two, the second with its `... bottom`."""
    if not isinstance(column, Number):
        return {name: column}
    return {name: column.top, f"{name} bottom": _as_column(column.bottom)}


def condition(node: Node, scope: Scope) -> ir.BooleanValue:
    """The column of a formula of kind boolean."""
    column = compiled(node, scope)
    if isinstance(column, Number):
        raise ValueError(f"{node} is a number where a condition is needed")
    return column


def is_settled(node: Node) -> bool:
    """Whether the value is the same for all subjects."""
    return not isinstance(node, FactRef | GivenRef) and all(is_settled(child) for child in children(node))


def literal(value: Value | None, kind: Kind) -> Column:
    """A column that holds one value in every row."""
    if kind == "number":
        return Number.of(value)  # type: ignore[arg-type]  # a value of kind number is a Fraction
    return ibis.null(_TYPES[kind]) if value is None else ibis.literal(value)


def _choice(node: Choice, scope: Scope) -> Column:
    conditions = [condition(case.when, scope) for case in node.cases]
    results = [compiled(result, scope) for result in (*(case.then for case in node.cases), node.otherwise)]
    if node.kind != "number":
        return _first_true(conditions, results)
    if all(isinstance(result.bottom, int) for result in results):
        tops, bottom = numbers.over_one_bottom(results)
        return Number(_first_true(conditions, tops), bottom)
    tops, bottoms = [result.top for result in results], [_as_column(result.bottom) for result in results]
    return Number(_first_true(conditions, tops), _first_true(conditions, bottoms))


def _as_column(bottom: int | ir.IntegerValue) -> ir.IntegerValue:
    return ibis.literal(bottom, "int64") if isinstance(bottom, int) else bottom


def _first_true(conditions: Sequence[ir.BooleanValue], results: Sequence[ir.Value]) -> ir.Value:
    branches = []
    for condition, result in zip(conditions, results[:-1], strict=True):
        branches += [(condition.isnull(), ibis.null(result.type())), (condition, result)]
    return ibis.cases(*branches, else_=results[-1])


def _operation(node: Operation, scope: Scope) -> Column:
    if node.operator == "round":
        return _round(node, scope)
    arguments = [compiled(argument, scope) for argument in node.arguments]
    return OPERATIONS[node.operator](*arguments)


def _round(node: Operation, scope: Scope) -> Number:
    number, places = node.arguments
    if not is_settled(places):
        raise ValueError(f"{node}: the places of `round` must be the same for all subjects")
    value = evaluate(places, scope.settled).value
    if not isinstance(value, Fraction):
        return Number.of(None)
    return numbers.round_half_up(compiled(number, scope), int(value))


def _equals(first: Column, second: Column) -> ir.BooleanValue:
    if isinstance(first, Number):
        return numbers.compare(first, second, operator.eq)
    return first == second


def _one_of(first: Column, *others: Column) -> ir.BooleanValue:
    same = [_equals(first, other) for other in others]
    return ibis.cases((~numbers.any_unknown(same), reduce(operator.or_, same)))


def _not(condition: ir.BooleanValue) -> ir.BooleanValue:
    """As a CASE: ibis writes `(NOT x) IS NULL` as `NOT x IS NULL`, which SQL reads as `NOT (x IS NULL)`."""
    return ibis.cases((condition, False), (~condition, True))


def _how_many(*conditions: ir.BooleanValue) -> Number:
    ones = [ibis.cases((condition, 1), (~condition, 0)) for condition in conditions]
    return Number(reduce(operator.add, ones))


@ibis.udf.scalar.builtin
def add_months(day: date, months: int) -> datetime:  # type: ignore[empty-body]  # a function of the engine
    """The same day so many months later, or that month's last day; some engines give a time of day with it."""


def _add_months(day: ir.DateValue, months: Number) -> ir.DateValue:
    whole = numbers.round_down(months).top
    month = day.year() * 12 + day.month() - 1 + whole
    in_calendar = (month >= 12) & (month < 10000 * 12)
    return ibis.cases((in_calendar, add_months(day, whole.cast("int32")).cast("date")))


def _days_between(first: ir.DateValue, second: ir.DateValue) -> Number:
    return Number(second.delta(first, unit="day"))


def _compare(
    how: Callable[[ir.Value, ir.Value], ir.BooleanValue],
) -> Callable[[Number, Number], ir.BooleanValue]:
    return lambda first, second: numbers.compare(first, second, how)


OPERATIONS: dict[str, Callable[..., Column]] = {
    "add": lambda *terms: numbers.add(terms),
    "subtract": lambda first, second: numbers.add([first, numbers.negative(second)]),
    "multiply": lambda *factors: numbers.multiply(factors),
    "divide": numbers.divide,
    "least": lambda *among: numbers.pick(among, ibis.least),
    "greatest": lambda *among: numbers.pick(among, ibis.greatest),
    "round_down": numbers.round_down,
    "round_up": numbers.round_up,
    "at_least": _compare(operator.ge),
    "at_most": _compare(operator.le),
    "more_than": _compare(operator.gt),
    "less_than": _compare(operator.lt),
    "equals": _equals,
    "one_of": _one_of,
    "all": lambda *conditions: reduce(operator.and_, conditions),
    "any": lambda *conditions: reduce(operator.or_, conditions),
    "not": _not,
    "how_many": _how_many,
    "before": operator.lt,
    "not_after": operator.le,
    "add_months": _add_months,
    "days_between": _days_between,
}
