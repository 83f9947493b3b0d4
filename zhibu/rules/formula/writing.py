"""Writes formulas in code, for what a pack says in other words than a formula (score sheets)."""

from collections.abc import Iterable
from fractions import Fraction

from zhibu.rules.formula.nodes import Case, Choice, Constant, Node, Operation
from zhibu.rules.formula.operators import OPERATORS


def number(value: Fraction | int) -> Constant:
    """A number written in the pack."""
    return Constant(Fraction(value), "number")


def text(value: str) -> Constant:
    """A text written in the pack."""
    return Constant(value, "text")


def operation(operator: str, *arguments: Node) -> Operation:
    """An operator applied to its arguments."""
    return Operation(operator, arguments, OPERATORS[operator].result or arguments[0].kind)


def choose(when: Node, then: Node, otherwise: Node, note: str = "") -> Choice:
    """`then` while the condition is true, else `otherwise`; `note` is shown where `then` is taken."""
    return Choice((Case(when, then, note),), otherwise, otherwise.kind)


def within(node: Node, least: Fraction | None, most: Fraction | None) -> Node:
    """A number not below `least` and not above `most` (None: no bound)."""
    if least is not None:
        node = operation("greatest", node, number(least))
    return node if most is None else operation("least", node, number(most))


def added(nodes: Iterable[Node]) -> Node:
    """The sum; 0 of nothing, the node itself of one."""
    nodes = tuple(nodes)
    if len(nodes) == 1:
        return nodes[0]
    return operation("add", *nodes) if nodes else number(0)


def times(node: Node, factor: Fraction) -> Node:
    """A number times a factor written in the pack."""
    return node if factor == 1 else operation("multiply", node, number(factor))
