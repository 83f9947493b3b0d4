"""The reference evaluator: one subject, exact, three-valued, and always with its trace."""

import math
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final

from zhibu.rules.facts import Fact
from zhibu.rules.formula.nodes import (
    Choice,
    Constant,
    FactRef,
    GivenRef,
    Named,
    Node,
    Operation,
    ParameterRef,
    PeriodRef,
)
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.parameters import Parameter
from zhibu.rules.periods import Period
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value

PERIOD_PARTS: Final = {"start": "期间第一天", "end": "期间最后一天", "months": "期间的月数"}


@dataclass(frozen=True)
class Context:
    """What a formula may look at. A fact or input that is absent is unknown."""

    period: Period
    parameters: Mapping[str, Parameter]
    facts: Mapping[str, Fact]
    values: Mapping[str, Value | None]
    given: Mapping[str, Trace] = field(default_factory=dict)


def evaluate(node: Node, context: Context) -> Trace:
    """The trace of a formula; its `value` is the result, None where unknown."""
    match node:
        case Constant():
            return Trace("constant", "", "", node.value)
        case FactRef():
            return Trace("fact", node.fact, context.facts[node.fact].title, context.values.get(node.fact))
        case ParameterRef():
            return _parameter(context.parameters[node.parameter], context.period)
        case PeriodRef():
            return Trace("period", node.part, PERIOD_PARTS[node.part], _period_part(node, context.period))
        case GivenRef():
            return context.given[node.input]
        case Named():
            inner = evaluate(node.node, context)
            return Trace("rule", node.id, node.title, inner.value, (inner,), citation=node.citation)
        case Choice():
            return _choice(node, context)
        case Operation():
            parts = tuple(evaluate(argument, context) for argument in node.arguments)
            value = apply(node.operator, [part.value for part in parts])
            return Trace("operation", node.operator, OPERATORS[node.operator].title, value, parts)


def _parameter(parameter: Parameter, period: Period) -> Trace:
    dated = parameter.on(period.start)
    if dated is None:
        note = f"{period.start.isoformat()} 没有生效的值"
        return Trace("parameter", parameter.id, parameter.title, None, note=note)
    note = "单位惯例，可调整" if parameter.local else ""
    return Trace(
        "parameter", parameter.id, parameter.title, dated.value, (), dated.in_force_from, dated.citation, note
    )


def _period_part(node: PeriodRef, period: Period) -> Value:
    if node.part == "months":
        return Fraction(len(period.months()))
    return period.start if node.part == "start" else period.end


def _choice(node: Choice, context: Context) -> Trace:
    parts: list[Trace] = []
    for case in node.cases:
        parts.append(evaluate(case.when, context))
        if parts[-1].value is None:
            return Trace("choice", "choose", "分情况", None, tuple(parts))
        if parts[-1].value:
            parts.append(evaluate(case.then, context))
            return Trace("choice", "choose", "分情况", parts[-1].value, tuple(parts), note=case.note)
    parts.append(evaluate(node.otherwise, context))
    return Trace("choice", "choose", "分情况", parts[-1].value, tuple(parts))


def apply(operator: str, arguments: Sequence[Value | None]) -> Value | None:
    """The result of an operator for known and unknown arguments (see `nodes` for what unknown does)."""
    if operator == "all":
        return False if False in arguments else None if None in arguments else True
    if operator == "any":
        return True if True in arguments else None if None in arguments else False
    if None in arguments:
        return None
    return _FUNCTIONS[operator](*arguments)


def half_up(number: Fraction, places: Fraction) -> Fraction:
    """Rounds to so many decimal places, a half away from zero (四舍五入)."""
    scale = Fraction(10) ** int(places)
    rounded = math.floor(abs(number) * scale + Fraction(1, 2)) / scale
    return rounded if number >= 0 else -rounded


def add_months(day: date, months: Fraction) -> date | None:
    """The same day so many months later, or that month's last day where there is none; unknown past year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + math.floor(months), 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "add": lambda *numbers: sum(numbers, Fraction(0)),
    "subtract": lambda first, second: first - second,
    "multiply": lambda *numbers: math.prod(numbers, start=Fraction(1)),
    "divide": lambda first, second: first / second if second else None,
    "least": lambda *numbers: min(numbers),
    "greatest": lambda *numbers: max(numbers),
    "round": half_up,
    "round_down": lambda number: Fraction(math.floor(number)),
    "round_up": lambda number: Fraction(math.ceil(number)),
    "at_least": lambda first, second: first >= second,
    "at_most": lambda first, second: first <= second,
    "more_than": lambda first, second: first > second,
    "less_than": lambda first, second: first < second,
    "equals": lambda first, second: first == second,
    "one_of": lambda first, *others: first in others,
    "not": lambda condition: not condition,
    "how_many": lambda *conditions: Fraction(sum(conditions)),
    "before": lambda first, second: first < second,
    "not_after": lambda first, second: first <= second,
    "add_months": add_months,
    "days_between": lambda first, second: Fraction((second - first).days),
}
