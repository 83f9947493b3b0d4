"""Reads formulas: trees to typed nodes. One key says what to do, its value says to what.

A formula is a value; or one operator with its list of arguments; or one of LEAVES: `{fact: id}`, `{parameter: id}`,
`{condition: id}`, `{period: start|end|months}`, `{choose: [{when:, then:}, ..., {otherwise:}]}`; in an indicator's
`met` also `{this: value|required}`; in a sheet also `{given: id}` and `{indicator: id}` (it is met), in its sanctions
`{points: item or group}`. A reader gives None where something is wrong, after noting it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from zhibu.rules.facts import Fact, Subject
from zhibu.rules.formula.nodes import (
    Case,
    Choice,
    Constant,
    FactRef,
    GivenRef,
    Node,
    Operation,
    ParameterRef,
    PeriodPart,
    PeriodRef,
    children,
)
from zhibu.rules.formula.operators import OPERATORS, Operator
from zhibu.rules.model import Condition
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import perhaps
from zhibu.rules.packs.trees import Entries, Items, Scalar, Tree
from zhibu.rules.parameters import Parameter
from zhibu.rules.values import KIND_TITLES, Kind, kind_of

LEAVES: Final = {
    "fact": "事实",
    "parameter": "参数",
    "period": "期间的部分",
    "condition": "适用条件",
    "this": "本指标的内容",
    "given": "填报内容",
    "indicator": "指标",
    "points": "评分项或评分组",
    "choose": "分情况",
}
MOST_STEPS: Final = 2_000
MOST_LEVELS: Final = 80
_PERIOD_KINDS: Final[dict[str, Kind]] = {"start": "date", "end": "date", "months": "number"}


@dataclass(frozen=True)
class Scope:
    """What a formula may refer to. `broken` are ids that exist but could not be read: no second complaint.

    `unfit` says of indicators that exist why they cannot stand here.
    """

    subject: Subject
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    inputs: Mapping[str, Kind] = field(default_factory=dict)
    indicators: Mapping[str, Node] = field(default_factory=dict)
    unfit: Mapping[str, str] = field(default_factory=dict)
    points: frozenset[str] = frozenset()
    this: Mapping[str, Node] = field(default_factory=dict)


def read_formula(tree: Tree, wanted: Kind | None, scope: Scope, issues: Issues) -> Node | None:
    """The typed formula, or None; `wanted` is the kind that it must have (None: any)."""
    node = _read(tree, scope, issues)
    if node is not None and _too_large(node):
        issues.add(
            tree.mark,
            f"公式连同所引用的条件超过{MOST_STEPS}步或{MOST_LEVELS}层，请拆成几个指标，或者写得简单些。",
        )
        return None
    if node is not None and wanted is not None and node.kind != wanted:
        issues.add(tree.mark, f"这里要的是{KIND_TITLES[wanted]}，公式给出的却是{KIND_TITLES[node.kind]}。")
        return None
    return node


def _read(tree: Tree, scope: Scope, issues: Issues) -> Node | None:
    if isinstance(tree, Scalar):
        if tree.value is None:
            issues.add(tree.mark, "这里是空白。请写一个值、一个事实或一个公式。")
            return None
        return Constant(tree.value, kind_of(tree.value), tree.mark)
    if isinstance(tree, Items) or len(tree.entries) != 1:
        issues.add(tree.mark, "公式要写成一个名称带内容，例如 at_least: [{fact: …}, {parameter: …}]。")
        return None
    (name, content), *_ = tree.entries.items()
    if name == "choose":
        return _choice(content, scope, issues)
    if name in LEAVES:
        return _leaf(name, content, scope, issues)
    if name in OPERATORS:
        return _operation(OPERATORS[name], content, scope, issues)
    issues.add(content.mark, f"没有“{name}”这种运算。{perhaps(name, [*OPERATORS, *LEAVES])}")
    return None


def _leaf(name: str, content: Tree, scope: Scope, issues: Issues) -> Node | None:
    if not isinstance(content, Scalar):
        issues.add(content.mark, f"{name} 后面要写一个{LEAVES[name]}的名称。")
        return None
    target, mark = content.text, content.mark
    if target in scope.broken:
        return None
    known: Collection[str] = {
        "fact": scope.facts,
        "parameter": scope.parameters,
        "condition": scope.conditions,
        "this": scope.this,
        "given": scope.inputs,
        "indicator": scope.indicators,
        "points": scope.points,
        "period": _PERIOD_KINDS,
    }[name]
    if target not in known:
        unfit = scope.unfit.get(target) if name == "indicator" else None
        issues.add(mark, unfit or f"没有名为“{target}”的{LEAVES[name]}。{perhaps(target, known)}")
        return None
    if name == "parameter":
        return ParameterRef(target, scope.parameters[target].kind, mark)
    if name == "given":
        return GivenRef(target, scope.inputs[target], mark)
    if name == "points":
        return GivenRef(f"points/{target}", "number", mark)
    if name in ("indicator", "this"):
        return (scope.indicators if name == "indicator" else scope.this)[target]
    if name == "period":
        part: PeriodPart = next(known_part for known_part in get_args(PeriodPart) if known_part == target)
        return PeriodRef(part, _PERIOD_KINDS[part], mark)
    subject = scope.conditions[target].subject if name == "condition" else scope.facts[target].subject
    if subject != scope.subject:
        issues.add(mark, f"“{target}”是按{_subject(subject)}计算的，这里是按{_subject(scope.subject)}。")
        return None
    if name == "condition":
        return scope.conditions[target].applies.when
    return FactRef(target, scope.facts[target].kind, mark)


def _too_large(node: Node) -> bool:
    """Whether a formula with all that it refers to is beyond what anyone could follow in a trace."""
    steps, waiting = 0, [(node, 1)]
    while waiting:
        step, level = waiting.pop()
        steps += 1
        if steps > MOST_STEPS or level > MOST_LEVELS:
            return True
        waiting += [(child, level + 1) for child in children(step)]
    return False


def _subject(subject: Subject) -> str:
    return "组织" if subject == "organisation" else "党员"


def _choice(content: Tree, scope: Scope, issues: Issues) -> Node | None:
    lines = content.items if isinstance(content, Items) else ()
    entries = [line.entries for line in lines if isinstance(line, Entries)]
    if (
        len(entries) != len(lines)
        or len(entries) < 2
        or any(set(line) != {"when", "then"} for line in entries[:-1])
        or set(entries[-1]) != {"otherwise"}
    ):
        issues.add(
            content.mark,
            "choose 要写成一个列表：先是若干行 {when: 条件, then: 值}，最后一行 {otherwise: 值}。",
        )
        return None
    cases = [
        (read_formula(line["when"], "boolean", scope, issues), _read(line["then"], scope, issues))
        for line in entries[:-1]
    ]
    otherwise = _read(entries[-1]["otherwise"], scope, issues)
    whole = [Case(when, then) for when, then in cases if when is not None and then is not None]
    if otherwise is None or len(whole) != len(cases):
        return None
    if any(case.then.kind != otherwise.kind for case in whole):
        issues.add(content.mark, "choose 各行的结果要是同一类值（都是数，或者都是日期等）。")
        return None
    return Choice(tuple(whole), otherwise, otherwise.kind, content.mark)


def _operation(operator: Operator, content: Tree, scope: Scope, issues: Issues) -> Node | None:
    trees = content.items if isinstance(content, Items) else (content,)
    most = None if operator.repeats else len(operator.arguments)
    fewest = operator.fewest if operator.repeats else len(operator.arguments)
    if len(trees) < fewest or (most is not None and len(trees) > most):
        count = f"{fewest}个" if most else f"至少{fewest}个"
        issues.add(content.mark, f"{operator.name}（{operator.title}）要{count}值，例如 {operator.example}。")
        return None
    kinds = [operator.arguments[min(index, len(operator.arguments) - 1)] for index in range(len(trees))]
    nodes = [read_formula(tree, kind, scope, issues) for tree, kind in zip(trees, kinds, strict=True)]
    whole = tuple(node for node in nodes if node is not None)
    if len(whole) != len(nodes):
        return None
    if len({node.kind for node in whole}) > 1 and None in kinds:
        issues.add(content.mark, f"{operator.name}（{operator.title}）两边要是同一类值。")
        return None
    if operator.name == "round" and not _is_places(whole[1]):
        issues.add(content.mark, "round 的小数位数要直接写成0到6的整数。")
        return None
    return Operation(operator.name, whole, operator.result or whole[0].kind, content.mark)


def _is_places(node: Node) -> bool:
    """Whether it is a whole number written in the pack, so that every engine rounds the same."""
    return isinstance(node, Constant) and node.value in range(7)
