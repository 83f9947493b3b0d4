"""What a score sheet (评分表) is. Every item type of the YAML form is spelt out as a formula when the pack is loaded.

So there is one way to compute an item, one trace, and one thing to compile: `Item.points`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zhibu.rules.citations import Citation
from zhibu.rules.facts import Subject
from zhibu.rules.formula.nodes import Applies, Node
from zhibu.rules.marks import Mark
from zhibu.rules.periods import Size
from zhibu.rules.values import Kind

ItemType = Literal[
    "base", "constraint", "incentive", "per_occurrence", "ratio", "thresholds", "panel", "manual", "formula"
]
IfNotApplicable = Literal["full", "zero", "scaled"]
Counts = Literal["sum", "highest"]


@dataclass(frozen=True)
class Panel:
    """How grades become points: points of each grade, weight of each group of raters (the weights sum to 1)."""

    grades: Mapping[str, Fraction]
    raters: Mapping[str, Fraction]


@dataclass(frozen=True)
class Input:
    """Something that a person states for the sheet: a number within [least, most], yes or no, or a panel's grades.

    With `evidence` it is unknown until it names evidence; with `reason` until it gives a reason.
    """

    id: str
    title: str
    kind: Kind
    least: Fraction | None
    most: Fraction | None
    evidence: bool
    reason: bool
    panel: Panel | None


@dataclass(frozen=True)
class Note:
    """A note (备注) that changes the rule: while `when` is true the item's points are `points` instead."""

    when: Node
    points: Node
    text: str


@dataclass(frozen=True)
class Item:
    """One line of a sheet. `points` is clamped to [least, most] (None: no bound), then times `weight`."""

    id: str
    title: str
    type: ItemType
    requirement: str
    applies: tuple[Applies, ...]
    if_not_applicable: IfNotApplicable
    points: Node
    least: Fraction | None
    most: Fraction | None
    weight: Fraction
    zero_when: Applies | None
    notes: tuple[Note, ...]
    citation: Citation
    mark: Mark


@dataclass(frozen=True)
class Group:
    """Items that are added up (or of which the highest counts), within [least, most], then times `weight`."""

    id: str
    title: str
    counts: Counts
    least: Fraction | None
    most: Fraction | None
    weight: Fraction
    zero_when: Applies | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class SharedCap:
    """A cap that several items, of one group or of many, share."""

    title: str
    items: tuple[str, ...]
    most: Fraction


@dataclass(frozen=True)
class Band:
    """A grade of the total: reached with at least so many points. Bands are listed from the highest down."""

    title: str
    at_least: Fraction | None


@dataclass(frozen=True)
class Sanction:
    """While `when` is true: the band drops by `bands` steps, and the total is at most `total_at_most` if that is given.

    `when` may also look at the points of items and groups. One-vote veto (一票否决) is a sanction that drops
    to the lowest band (`bands` is the number of bands less one).
    """

    id: str
    title: str
    when: Node
    bands: int
    total_at_most: Fraction | None


@dataclass(frozen=True)
class Sheet:
    """A score sheet for organisations of some kinds and categories (分类指导), or for persons."""

    id: str
    title: str
    subject: Subject
    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    period: Size
    start: Fraction
    inputs: Mapping[str, Input]
    groups: tuple[Group, ...]
    caps: tuple[SharedCap, ...]
    sanctions: tuple[Sanction, ...]
    bands: tuple[Band, ...]
    least: Fraction | None
    most: Fraction | None
    round_items: int
    round_total: int
    citation: Citation
    mark: Mark
