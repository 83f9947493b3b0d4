"""Who is asked, as a few words that stay true when branches come and go. Pure: works on a tree given as values.

A target is one text: `all` (every branch of the plan's organisation), `category:organ` (every branch of a category),
`organisation:17` (that organisation itself), `under:17` (every branch below it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from zhibu.domain.organisations.choices import Category, Kind

ALL = "all"


@dataclass(frozen=True)
class Node:
    """One organisation as a target: `unit` holds the names of the administrative unit it belongs to, if any."""

    pk: int
    path: str
    kind: str
    category: str
    name: str
    short_name: str
    unit: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tree:
    """The organisations below the one that issues the plan (itself included, groups not), in tree order."""

    nodes: tuple[Node, ...]

    @cached_property
    def by_pk(self) -> dict[int, Node]:
        return {node.pk: node for node in self.nodes}

    @cached_property
    def branches(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.kind == Kind.BRANCH)

    def below(self, node: Node) -> tuple[Node, ...]:
        """The branches below `node`, itself not among them."""
        return tuple(
            branch for branch in self.branches if branch.path.startswith(node.path) and branch.pk != node.pk
        )

    def expand(self, targets: Iterable[str]) -> tuple[Node, ...]:
        """Every organisation that `targets` name, once, in tree order; targets that no longer exist name nobody."""
        found = {node.pk for target in targets for node in self._named_by(target)}
        return tuple(node for node in self.nodes if node.pk in found)

    def label(self, target: str) -> str:
        """How a page shows a target, with the number of organisations where it is more than one."""
        kind, _, value = target.partition(":")
        count = len(self._named_by(target))
        if kind == ALL:
            return f"全部支部（{count}个）"
        if kind == "category":
            return f"{Category(value).label}各支部（{count}个）"
        node = self.by_pk.get(_key(value))
        if node is None:
            return "已不存在的组织"
        return f"{node.short_name}所属支部（{count}个）" if kind == "under" else node.short_name

    def knows(self, target: str) -> bool:
        """Whether `target` is well formed and names at least one organisation of this tree."""
        return bool(self._named_by(target))

    def _named_by(self, target: str) -> tuple[Node, ...]:
        kind, _, value = target.partition(":")
        if kind == ALL:
            return self.branches
        if kind == "category":
            return tuple(branch for branch in self.branches if branch.category == value)
        node = self.by_pk.get(_key(value))
        if node is None:
            return ()
        return {"organisation": (node,), "under": self.below(node)}.get(kind, ())


def _key(value: str) -> int:
    return int(value) if value.isdecimal() else 0
