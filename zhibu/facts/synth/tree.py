"""The tree: one top committee, committees, some general branches, branches, groups in the larger branches."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zhibu.facts.snapshot import Rows
from zhibu.facts.synth.columns import Integers, days, numbered, words

KINDS = ("committee", "general_branch", "branch", "group")
COMMITTEE, GENERAL_BRANCH, BRANCH, GROUP = range(4)
TITLES = ("党委", "党总支", "党支部", "党小组")
CATEGORIES = ("organ", "institution", "enterprise")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YEAR_2015, _YEAR_2025 = 16436, 20089


@dataclass(frozen=True)
class Tree:
    """Organisations number 1 to N; place i of every column is organisation i + 1. A parent comes before its children.

    `members` is the number of members of each branch and group (0 for others).
    """

    kind: Integers
    parent: Integers
    category: Integers
    members: Integers
    established: Integers
    joint: Integers

    def of_kind(self, kind: int) -> Integers:
        """The ids of all organisations of a kind."""
        found: Integers = np.flatnonzero(self.kind == kind) + 1
        return found

    def paths(self) -> list[str]:
        """Materialised paths as treebeard writes them: four characters of base 36 a level."""
        paths: list[str] = []
        children = np.zeros(len(self.kind) + 1, np.int64)
        for parent in self.parent.tolist():
            children[parent] += 1
            paths.append((paths[parent - 1] if parent else "") + _step(int(children[parent])))
        return paths

    def tables(self) -> dict[str, Rows]:
        count = len(self.kind)
        titles = words(self.kind, TITLES).to_pylist()
        organisation = numbered(
            "organisation",
            count,
            parent_id=pa.array(self.parent, mask=self.parent == 0),
            path=self.paths(),
            kind=words(self.kind, KINDS),
            category=words(self.category, CATEGORIES),
            name=[f"第{number}{title}" for number, title in enumerate(titles, 1)],
            is_joint=self.joint.astype(bool),
            established_on=days(self.established),
            dissolved_on=pa.nulls(count, pa.date32()),
        )
        return {"organisation": organisation}


def draw_tree(random: np.random.Generator, count: int) -> Tree:
    committees = 1 + count // 60
    general = count // 60
    groups = count * 3 // 20
    branches = count - committees - general - groups
    branch_ids = np.arange(branches) + committees + general + 1
    small = random.random(branches) < 0.1
    sizes = np.where(small, random.integers(3, 7, branches), random.integers(12, 35, branches))
    with_groups = branch_ids[np.argsort(-sizes, kind="stable")[: max(1, groups // 2)]]
    kind = np.repeat(np.arange(4), [committees, general, branches, groups])
    parent = np.concatenate(
        [
            np.minimum(np.arange(committees), 1),
            random.integers(1, committees + 1, general),
            random.integers(1, committees + general + 1, branches),
            with_groups[np.arange(groups) % len(with_groups)],
        ]
    )
    return Tree(
        kind,
        parent,
        _inherited(random.integers(0, len(CATEGORIES), count), parent, committees),
        np.concatenate([np.zeros(committees + general, np.int64), sizes, np.zeros(groups, np.int64)]),
        random.integers(_YEAR_2015, _YEAR_2025, count),
        np.concatenate([np.zeros(committees + general, bool), small, np.zeros(groups, bool)]),
    )


def _inherited(category: Integers, parent: Integers, committees: int) -> Integers:
    """Everything below a committee is of its category."""
    for place in range(committees, len(parent)):
        category[place] = category[parent[place] - 1]
    return category


def _step(number: int) -> str:
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return digits
