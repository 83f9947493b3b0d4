"""Whether a row fulfils a condition (point 4 of `zhibu.rules.facts`)."""

from typing import Any

from zhibu.facts.asked import Parameters
from zhibu.facts.reference.records import Row
from zhibu.rules.facts import Condition, Operand, ParameterValue
from zhibu.rules.values import Value


def holds(condition: Condition, row: Row, parameters: Parameters) -> bool:
    """False where the column is empty, but for `known: false`; a parameter without a value fits nothing."""
    cell = row[condition.column]
    if condition.comparison == "known":
        return (cell is not None) == condition.operands[0]
    if cell is None:
        return False
    return any(_fits(condition.comparison, cell, _value(one, parameters)) for one in condition.operands)


def _value(operand: Operand, parameters: Parameters) -> Value | None:
    return parameters[operand.parameter] if isinstance(operand, ParameterValue) else operand


def _fits(comparison: str, cell: Any, operand: Any) -> bool:
    if operand is None:
        return False
    match comparison:
        case "is" | "one_of":
            return bool(cell == operand)
        case "is_not":
            return bool(cell != operand)
        case "at_least":
            return bool(cell >= operand)
    return bool(cell <= operand)
