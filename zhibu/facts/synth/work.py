"""Terms of office, assigned tasks, findings, declarations, and what was stated for score sheets."""

import numpy as np
import pyarrow as pa

from zhibu.facts.snapshot import Rows
from zhibu.facts.synth.columns import Integers, day_number, days, numbered, words
from zhibu.facts.synth.people import People
from zhibu.facts.synth.tree import BRANCH, GROUP, Tree
from zhibu.rules.periods import Period

STATES = ("assigned", "submitted", "returned", "done")
_TASKS = 6
_TERM_DAYS = 1095
_STATED = (("branch_points", "innovation", 5), ("member_points", "contribution", 10))
"""Of a sheet of branches and one of members an input that is stated of every second, and the most it takes."""


def draw_work(random: np.random.Generator, tree: Tree, people: People, period: Period) -> dict[str, Rows]:
    branches, end = tree.of_kind(BRANCH), day_number(period.end)
    with_term = np.flatnonzero(tree.kind != GROUP) + 1
    elected = end - random.integers(30, _TERM_DAYS + 100, len(with_term))
    return {
        "term": numbered(
            "term",
            len(with_term),
            organisation_id=with_term,
            elected_on=days(elected),
            expires_on=days(elected + _TERM_DAYS),
        ),
        "assignment": _assignments(random, branches, end),
        "finding": _findings(random, branches, end),
        "declaration": _declarations(random, branches, period),
        "statement": _statements(random, branches, people, period),
    }


def _assignments(random: np.random.Generator, branches: Integers, end: int) -> pa.Table:
    organisation = np.tile(branches, _TASKS)
    count = len(organisation)
    due = end - random.integers(0, 365, count)
    state = random.choice(len(STATES), count, p=[0.1, 0.05, 0.05, 0.8])
    done = due + random.integers(-20, 10, count)
    return numbered(
        "assignment",
        count,
        task_id=np.repeat(np.arange(1, _TASKS + 1), len(branches)),
        organisation_id=organisation,
        due_on=days(due),
        state=words(state, STATES),
        submitted_on=days(done - 2, state == 0),
        done_on=days(done, state != len(STATES) - 1),
    )


def _findings(random: np.random.Generator, branches: Integers, end: int) -> pa.Table:
    organisation = branches[random.random(len(branches)) < 0.3]
    count = len(organisation)
    opened = end - random.integers(0, 365, count)
    return numbered(
        "finding",
        count,
        organisation_id=organisation,
        scope=words(random.integers(0, 2, count), ("common", "individual")),
        indicator=pa.nulls(count, pa.string()),
        opened_on=days(opened),
        due_on=days(opened + 60),
        closed_on=days(opened + random.integers(5, 90, count), random.random(count) < 0.3),
    )


def _declarations(random: np.random.Generator, branches: Integers, period: Period) -> pa.Table:
    organisation = branches[random.random(len(branches)) < 0.3]
    count = len(organisation)
    return numbered(
        "declaration",
        count,
        organisation_id=organisation,
        period=[str(period)] * count,
        declared_on=days(np.full(count, day_number(period.end))),
    )


def _statements(random: np.random.Generator, branches: Integers, people: People, period: Period) -> pa.Table:
    branches = branches[random.random(len(branches)) < 0.5]
    members = people.membership.filter(random.random(people.membership.num_rows) < 0.5)
    stated = np.repeat([0, 1], [len(branches), len(members)])
    return numbered(
        "statement",
        len(stated),
        organisation_id=np.concatenate([branches, members["organisation_id"].to_numpy()]),
        person_id=pa.concat_arrays(
            [pa.nulls(len(branches), pa.int64()), members["person_id"].combine_chunks()]
        ),
        sheet=words(stated, [sheet for sheet, _, _ in _STATED]),
        input=words(stated, [input_ for _, input_, _ in _STATED]),
        period=[str(period)] * len(stated),
        top=random.integers(0, np.array([most for _, _, most in _STATED])[stated] + 1),
        bottom=np.ones(len(stated), np.int64),
    )
