"""From checked fields to named conditions, which rules refer to instead of repeating; a circle of them is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from zhibu.rules.formula.nodes import Applies
from zhibu.rules.model import Condition
from zhibu.rules.packs.formulas import Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import Fields, perhaps
from zhibu.rules.packs.trees import Items, Scalar, Tree

MOST_LINKS: Final = 10


@dataclass
class ConditionReader:
    """Reads the named conditions of a pack, each after those that it refers to."""

    written: Mapping[str, Any]
    scope: Scope
    issues: Issues
    _reading: list[str] = field(default_factory=list)
    _read_already: set[str] = field(default_factory=set)

    def fill(self, target: dict[str, Condition]) -> None:
        """Adds every condition that can be read to those that the packs below define."""
        for id in self.written:
            self._read(id, target)

    def _read(self, id: str, target: dict[str, Condition]) -> None:
        fields = self.written.get(id)
        if id in self._read_already or not isinstance(fields, Fields):
            return
        if id in self._reading:
            circle = " → ".join([*self._reading, id])
            self.issues.add(fields.mark, f"适用条件互相引用成了一圈：{circle}。请去掉其中一处引用。")
            return
        if len(self._reading) >= MOST_LINKS:
            self.issues.add(fields.mark, f"适用条件一个引用一个，超过{MOST_LINKS}层。请直接写出条件。")
            return
        self._reading.append(id)
        for needed in _conditions_in(fields["when"]):
            self._read(needed, target)
        self._reading.pop()
        self._read_already.add(id)
        broken = self.scope.broken - target.keys()
        scope = replace(self.scope, subject=fields["subject"], conditions=target, broken=broken)
        when = read_formula(fields["when"], "boolean", scope, self.issues)
        if when is not None:
            target[id] = Condition(id, fields["subject"], Applies(when, fields["otherwise"]))


def _conditions_in(tree: Tree) -> list[str]:
    if isinstance(tree, Scalar):
        return []
    if isinstance(tree, Items):
        return [name for item in tree.items for name in _conditions_in(item)]
    named = tree.entries.get("condition")
    own = [named.text] if isinstance(named, Scalar) else []
    return own + [name for inner in tree.entries.values() for name in _conditions_in(inner)]


def read_applies(
    lines: list[str | Fields], scope: Scope, issues: Issues, place: Fields
) -> tuple[Applies, ...] | None:
    """Conditions of applicability, named or written out; None where one could not be read."""
    read = [_one(line, scope, issues, place) for line in lines]
    whole = tuple(applies for applies in read if applies is not None)
    return whole if len(whole) == len(read) else None


def _one(line: str | Fields, scope: Scope, issues: Issues, place: Fields) -> Applies | None:
    if isinstance(line, Fields):
        when = read_formula(line["when"], "boolean", scope, issues)
        return None if when is None else Applies(when, line["otherwise"])
    condition = scope.conditions.get(line)
    if condition is None:
        if line not in scope.broken:
            issues.add(place.mark, f"没有名为“{line}”的适用条件。{perhaps(line, scope.conditions)}")
        return None
    if condition.subject != scope.subject:
        issues.add(place.mark, f"适用条件“{line}”与这里的计算对象不同（组织、党员），不能用。")
        return None
    return condition.applies
