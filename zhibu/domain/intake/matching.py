"""Which organisations a plan means by the names it writes. Pure functions over a tree; unsure is said, never hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from zhibu.domain.intake.targets import ALL, Node, Tree
from zhibu.domain.organisations.choices import Category, Kind

Certainty = Literal["sure", "unsure", "none"]


@dataclass(frozen=True)
class Match:
    """`name` as written. Sure: `targets` together are meant. Unsure: each may be meant. None: nothing is like it."""

    name: str
    certainty: Certainty
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameTable:
    """A tree with the names by which its organisations may be called, worked out once for many matches."""

    tree: Tree

    @cached_property
    def called(self) -> tuple[tuple[Node, frozenset[str]], ...]:
        """A unit's name stands for the topmost organisation in it alone: the branches below have their own."""
        heads: dict[tuple[str, ...], str] = {}
        found = []
        for node in self.tree.nodes:
            head = heads.get(node.unit)
            is_head = head is None or not node.path.startswith(head)
            if is_head:
                heads[node.unit] = node.path
            found.append((node, frozenset(_names_of(node, node.unit if is_head else ()))))
        return tuple(found)


_EVERYBODY = re.compile(
    r"(?:全体|全部|所有|各级?)(?:基层)?(?:党支部|支部|党组织)|各(?:单位|部门)|(?:机关)?各基层(?:单位|组织|支部)|"
    r"(?:各单位|各部门)(?:各)?(?:党)?(?:支部|组织)"
)
_CATEGORIES: tuple[tuple[re.Pattern[str], tuple[Category, ...]], ...] = (
    (
        re.compile(r"(?:[局厅委部省市]?机关)?各?(?:处室|科室|处|机关支部|机关党支部)|[局厅委部]?机关各(?:处室?|部门|科室|党?支部|党组织)"),
        (Category.ORGAN,),
    ),
    (re.compile(r"(?:[局厅委部]?属|直属|所属)?各?事业单位(?:各?党?支部|党组织)?"), (Category.INSTITUTION,)),
    (
        re.compile(r"(?:[局厅委部]?属|直属|所属|集团)?各?(?:企业|子公司|分公司|公司)(?:各?党?支部|党组织)?"),
        (Category.ENTERPRISE,),
    ),
    (
        re.compile(r"(?:[局厅委部][属直]|直属|所属|基层|二级)各?(?:有关)?单位|各(?:[局厅委部][属直]|直属|所属|二级)(?:单位|党组织)"),
        (Category.INSTITUTION, Category.ENTERPRISE),
    ),
)  # fmt: skip
# 各有关单位 are some of them, 机关党支部 may be one: likely, not certain.
_SOME = re.compile(r"有关|相关")
_EACH = re.compile(r"各|属|全体|全部|所有|二级|处室")
# 高速集团各支部: all below the one that is named.
_ALL_OF = re.compile(r"(?P<whose>.{2,}?)(?:所属|下属|直属)?(?:各|全体|所有)(?:基层)?(?:党支部|支部|党组织)")
# Members and secretaries answer through their branches; that every branch is meant is likely, not certain.
_PEOPLE = re.compile(r"(?:全体|全部|各)?(?:党员(?:干部)?|(?:党组织|党支部|支部)(?:书记|委员)|党务干部)")
_PARTY_SUFFIX = re.compile(
    r"(?:机关)?(?:党支部委员会|总?支部委员会|党总支委员会|党总支部|党支部|支部|党总支|总支|党委会|党委|委员会|党组)$"
)
_NOISE = re.compile(r"[\s　“”\"'（）()《》]|^中共|(?:负责人|主要负责同志|负责同志|全体同志)$")
_KINDS = (
    (re.compile(r"支部(?:委员会)?$"), Kind.BRANCH),
    (re.compile(r"总支(?:部|委员会)?$"), Kind.GENERAL_BRANCH),
    (re.compile(r"党委(?:会)?$|党组$"), Kind.COMMITTEE),
)
_LIKE = 0.6
_CANDIDATES = 5
_NEAR = 0.25


def match_name(name: str, table: NameTable) -> Match:
    """Match one name: collective names first, then exact names, then likeness, which is never more than unsure."""
    plain = _NOISE.sub("", name)
    if not plain:
        return Match(name, "none")
    collective = _collective(name, plain, table.tree)
    if collective is not None:
        return collective
    whole = _ALL_OF.fullmatch(plain)
    owners = [node for node in _exact(whole["whose"], table) if table.tree.below(node)] if whole else []
    if len(owners) == 1:
        return Match(name, "sure", (f"under:{owners[0].pk}",))
    exact = _exact(plain, table)
    if len(exact) == 1:
        node = exact[0]
        if node.kind == Kind.BRANCH or not table.tree.below(node):
            return Match(name, "sure", (f"organisation:{node.pk}",))
        return Match(name, "unsure", _ways(node, table.tree))
    if exact:
        return Match(
            name, "unsure", tuple(way for node in exact[:_CANDIDATES] for way in _ways(node, table.tree))
        )
    like = tuple(target for node in _like(plain, table) for target in _ways(node, table.tree))
    return Match(name, "unsure" if like else "none", like)


def _collective(name: str, plain: str, tree: Tree) -> Match | None:
    some, plain = _SOME.search(plain) is not None, _SOME.sub("", plain)
    if _EVERYBODY.fullmatch(plain) or (some and plain in ("支部", "党支部", "单位", "部门", "党组织")):
        return Match(name, "unsure" if some else "sure", (ALL,))
    each = _EACH.search(plain) is not None and not some
    for pattern, categories in _CATEGORIES:
        if pattern.fullmatch(plain) and len(plain) > 1:
            targets = tuple(target for c in categories if tree.knows(target := f"category:{c.value}"))
            if targets:
                return Match(
                    name, "sure" if each and len(targets) == len(categories) == 1 else "unsure", targets
                )
            return Match(name, "unsure", (ALL,))
    return Match(name, "unsure", (ALL,)) if _PEOPLE.fullmatch(plain) else None


def _ways(node: Node, tree: Tree) -> tuple[str, ...]:
    """A unit with branches of its own may mean each of its branches or its committee: only a person knows."""
    return (*([f"under:{node.pk}"] if tree.below(node) else []), f"organisation:{node.pk}")


def _exact(plain: str, table: NameTable) -> list[Node]:
    """Organisations called exactly so, by their own name or their unit's."""
    kind = next((kind for pattern, kind in _KINDS if pattern.search(plain)), None)
    bare = _PARTY_SUFFIX.sub("", plain) or plain
    return [
        node
        for node, names in table.called
        if (plain in names or bare in names) and (kind is None or node.kind == kind)
    ]


def _like(plain: str, table: NameTable) -> list[Node]:
    bare = _PARTY_SUFFIX.sub("", plain) or plain
    scored = [
        (score, -len(node.path), node)
        for node, names in table.called
        if (score := max((_likeness(bare, other) for other in names), default=0)) >= _LIKE
    ]
    scored.sort(key=lambda one: (one[0], one[1], -one[2].pk), reverse=True)
    return [node for score, _, node in scored if score >= scored[0][0] - _NEAR][:_CANDIDATES]


def _likeness(one: str, other: str) -> float:
    if len(one) >= 2 and len(other) >= 2 and (one in other or other in one):
        return 0.8 + 0.2 * min(len(one), len(other)) / max(len(one), len(other))
    # A cheap bound spares the comparison with nearly every organisation of a large tree.
    if 2 * len(set(one) & set(other)) < (_LIKE - 0.15) * (len(one) + len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _names_of(node: Node, unit: tuple[str, ...]) -> Iterator[str]:
    """Its names, with and without what says that it is an organisation of the Party; a joint branch has each unit's."""
    for name in (node.name, node.short_name, *unit):
        plain = _NOISE.sub("", name)
        bare = _PARTY_SUFFIX.sub("", plain) or plain
        yield from (plain, bare)
        if bare.endswith("联合"):
            yield from bare.removesuffix("联合").split("、")
