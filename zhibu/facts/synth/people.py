"""Members with dated memberships, and the posts that some of them hold. No names: numbers only."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zhibu.facts.snapshot import Rows
from zhibu.facts.synth.columns import Flags, Integers, day_number, days, numbered, words
from zhibu.facts.synth.tree import BRANCH, COMMITTEE, GROUP, Tree
from zhibu.rules.periods import Period

POSTS = (
    "secretary",
    "organisation_member",
    "publicity_member",
    "discipline_member",
    "deputy_secretary",
    "group_leader",
    "leader",
)
GROUP_LEADER, LEADER = 5, 6
_COMMITTEE_FROM = 7
_LEADERS = 3


@dataclass(frozen=True)
class People:
    """`first` and `count` give each organisation's people: persons first .. first + count - 1 (place = id - 1)."""

    first: Integers
    count: Integers
    membership: pa.Table
    post: pa.Table

    def tables(self) -> dict[str, Rows]:
        return {"membership": self.membership, "post": self.post}


def draw_people(random: np.random.Generator, tree: Tree, period: Period) -> People:
    branches = tree.of_kind(BRANCH)
    sizes = tree.members[branches - 1]
    first, count = np.ones(len(tree.kind), np.int64), tree.members.copy()
    first[branches - 1] = np.cumsum(sizes) - sizes + 1
    group = _seat_groups(tree, first, count, int(sizes.sum()))
    committees = tree.of_kind(COMMITTEE)
    first[committees - 1] = first[random.choice(branches, len(committees)) - 1]
    count[committees - 1] = _LEADERS
    end = day_number(period.end)
    membership = _memberships(random, np.repeat(branches, sizes), group, end)
    return People(first, count, membership, _posts(random, tree, first, end))


def _seat_groups(tree: Tree, first: Integers, count: Integers, persons: int) -> Integers:
    """Shares each branch's members among its groups in blocks; gives the group of every person, 0 for none."""
    group = np.zeros(persons, np.int64)
    groups = tree.of_kind(GROUP)
    for branch in np.unique(tree.parent[groups - 1]).tolist():
        own = groups[tree.parent[groups - 1] == branch]
        for seat, members in zip(
            own.tolist(), np.array_split(np.arange(count[branch - 1]), len(own)), strict=True
        ):
            first[seat - 1], count[seat - 1] = first[branch - 1] + members[0], len(members)
            group[first[seat - 1] - 1 : first[seat - 1] - 1 + len(members)] = seat
    return group


def _memberships(random: np.random.Generator, branch: Integers, group: Integers, end: int) -> pa.Table:
    persons = len(branch)
    left: Flags = random.random(persons) < 0.01
    return numbered(
        "membership",
        persons,
        person_id=np.arange(1, persons + 1),
        organisation_id=branch,
        group_id=pa.array(group, mask=group == 0),
        status=words((random.random(persons) < 0.03).astype(np.int64), ("full", "probationary")),
        since=days(end - random.integers(400, 12000, persons)),
        until=days(end - random.integers(0, 300, persons), ~left),
    )


def _posts(random: np.random.Generator, tree: Tree, first: Integers, end: int) -> pa.Table:
    """A secretary in nearly every branch, three more in a branch that must have a committee, and so on."""
    branches, groups, committees = tree.of_kind(BRANCH), tree.of_kind(GROUP), tree.of_kind(COMMITTEE)
    led = branches[random.random(len(branches)) < 0.99]
    large = branches[tree.members[branches - 1] >= _COMMITTEE_FROM]
    organisation = np.concatenate([led, *([large] * 3), groups, np.repeat(committees, _LEADERS)])
    kind = np.repeat(
        [0, 1, 2, 3, GROUP_LEADER, LEADER],
        [len(led), *([len(large)] * 3), len(groups), len(committees) * _LEADERS],
    )
    seat = np.where(kind < GROUP_LEADER, kind, 0)
    seat[kind == LEADER] = np.tile(np.arange(_LEADERS), len(committees))
    return numbered(
        "post",
        len(organisation),
        person_id=first[organisation - 1] + seat,
        organisation_id=organisation,
        kind=words(kind, POSTS),
        since=days(end - random.integers(30, 1000, len(organisation))),
        until=pa.nulls(len(organisation), pa.date32()),
    )
