"""Formula trees: five leaves and shapes, one closed list of operators (see `operators`), every node with its kind.

Three-valued: a node's value is a known value or unknown (None). Unknown propagates through every operator but
these two, which follow Kleene: `all` is false as soon as one argument is false, `any` is true as soon as one
is true. `Choice` takes the first case whose condition is true; a condition that is unknown before that makes
it unknown. Division by zero is unknown. There is no operator that turns unknown into a value: unknown never
becomes zero.
"""

from dataclasses import dataclass, field
from typing import Literal

from zhibu.rules.citations import Citation
from zhibu.rules.marks import Mark
from zhibu.rules.values import Kind, Value

PeriodPart = Literal["start", "end", "months"]


@dataclass(frozen=True)
class Constant:
    """A value written in the pack."""

    value: Value
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class FactRef:
    """The value of a fact for the subject and the period."""

    fact: str
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ParameterRef:
    """The value of a parameter in force on the period's first day; unknown where none is in force."""

    parameter: str
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PeriodRef:
    """The period itself: its first day, its last day, or how many months it has."""

    part: PeriodPart
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Operation:
    """An operator of `operators.OPERATORS` applied to its arguments in order."""

    operator: str
    arguments: tuple["Node", ...]
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Case:
    """One line of a choice; `note` is said in the trace where it is taken."""

    when: "Node"
    then: "Node"
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """The `then` of the first case whose `when` is true, else `otherwise`; all results are of one kind."""

    cases: tuple[Case, ...]
    otherwise: "Node"
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class GivenRef:
    """Something that a person states for a score sheet (see `sheets.model.Input`); found in sheets only."""

    input: str
    kind: Kind
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Named:
    """A part of a score sheet with its name: the value is that of `node`. Found in sheets only."""

    id: str
    title: str
    node: "Node"
    kind: Kind
    citation: Citation | None = None
    mark: Mark | None = field(default=None, compare=False)


Node = Constant | FactRef | ParameterRef | PeriodRef | GivenRef | Operation | Choice | Named


@dataclass(frozen=True)
class Applies:
    """Something holds only while `when` is true; where it is false, `otherwise` says why in plain words."""

    when: Node
    otherwise: str


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order they are written."""
    if isinstance(node, Operation):
        return node.arguments
    if isinstance(node, Named):
        return (node.node,)
    if isinstance(node, Choice):
        return (*(part for case in node.cases for part in (case.when, case.then)), node.otherwise)
    return ()


def facts_in(node: Node) -> frozenset[str]:
    """The ids of the facts that a formula reads."""
    own = frozenset({node.fact}) if isinstance(node, FactRef) else frozenset()
    return own.union(*(facts_in(child) for child in children(node)))


def parameters_in(node: Node) -> frozenset[str]:
    """The ids of the parameters that a formula reads."""
    own = frozenset({node.parameter}) if isinstance(node, ParameterRef) else frozenset()
    return own.union(*(parameters_in(child) for child in children(node)))
