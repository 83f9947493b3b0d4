"""Random trees of organisations with random records."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from tests.facts.tables import tables
from zhibu.rules.periods import Period

PERIOD = Period.parse("2026Q3")
PERSONS = range(101, 107)
DAYS = [
    date(2025, 11, 30),
    date(2026, 1, 1),
    date(2026, 6, 30),
    date(2026, 10, 1),
    *(date(2026, 7, 1) + timedelta(days=offset) for offset in (0, 13, 30, 31, 61, 62, 91)),
]
WORDS: dict[tuple[str, str], list[str]] = {
    ("activity", "kind"): ["theme_day", "party_lecture"],
    ("attendance", "status"): ["present", "absent"],
    ("attendance", "reason"): ["出差", "病假"],
    ("attendance", "activity.kind"): ["theme_day", "party_lecture"],
    ("membership", "status"): ["full", "probationary"],
    ("post", "kind"): ["secretary", "committee_member"],
    ("assignment", "state"): ["assigned", "done"],
    ("finding", "scope"): ["common", "individual"],
    ("finding", "indicator"): ["a", "b"],
    ("organisation", "kind"): ["branch", "group", "committee"],
    ("organisation", "category"): ["organ", "enterprise"],
}
days = st.sampled_from(DAYS)
perhaps_day = st.none() | days
anyone = st.sampled_from(PERSONS)


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One committee, branches below it, groups below some of them."""
    rows: list[dict[str, Any]] = [{"id": 1, "kind": "committee", "path": "0001"}]
    for place in range(1, draw(st.integers(1, 3)) + 1):
        branch = {"id": len(rows) + 1, "parent_id": 1, "path": f"0001{place:04}", "kind": "branch"}
        rows.append(branch)
        for below in range(1, draw(st.integers(0, 2)) + 1):
            rows.append(
                {
                    "id": len(rows) + 1,
                    "parent_id": branch["id"],
                    "kind": "group",
                    "path": f"{branch['path']}{below:04}",
                }
            )
    for row in rows:
        row |= {
            "category": draw(st.sampled_from(["organ", "enterprise"])),
            "is_joint": draw(st.booleans()),
            "established_on": draw(days),
            "dissolved_on": draw(st.none() | st.none() | days),
        }
    return rows


@st.composite
def records(draw: st.DrawFn) -> dict[str, pa.Table]:
    """All tables of the schema for one random tree."""
    tree = draw(trees())
    anywhere = st.sampled_from([row["id"] for row in tree])
    activities = draw(
        _rows(
            6,
            organisation_id=anywhere,
            kind=word("activity", "kind"),
            held_on=days,
            minutes=st.none() | st.integers(0, 200),
        )
    )
    return tables(
        organisation=tree,
        activity=activities,
        attendance=draw(_attendances(activities)),
        membership=draw(_memberships(tree)),
        **{name: draw(_rows(4, organisation_id=anywhere, **columns)) for name, columns in _PLAIN.items()},
    )


@st.composite
def _attendances(draw: st.DrawFn, activities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    status, reason = word("attendance", "status"), st.none() | word("attendance", "reason")
    rows = draw(_rows(8, person_id=anyone, status=status, reason=reason)) if activities else []
    for row in rows:
        activity = draw(st.sampled_from(activities))
        row |= {"activity_id": activity["id"], "organisation_id": activity["organisation_id"]}
    return rows


@st.composite
def _memberships(draw: st.DrawFn, tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    branches = st.sampled_from([row["id"] for row in tree if row["kind"] == "branch"])
    groups = [row for row in tree if row["kind"] == "group"]
    status = word("membership", "status")
    rows = draw(
        _rows(6, person_id=anyone, organisation_id=branches, status=status, since=days, until=perhaps_day)
    )
    for row in rows:
        own = [group["id"] for group in groups if group["parent_id"] == row["organisation_id"]]
        row["group_id"] = draw(st.none() | st.sampled_from(own)) if own else None
    return rows


def word(table: str, column: str) -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS[table, column])


@st.composite
def _rows(draw: st.DrawFn, most: int, **columns: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
    rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=most))
    return [{"id": number, **row} for number, row in enumerate(rows, 1)]


_PLAIN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "post": {"person_id": anyone, "kind": word("post", "kind"), "since": days, "until": perhaps_day},
    "term": {"elected_on": days, "expires_on": days},
    "assignment": {
        "task_id": st.integers(1, 3),
        "due_on": perhaps_day,
        "state": word("assignment", "state"),
        "done_on": perhaps_day,
    },
    "finding": {
        "scope": word("finding", "scope"),
        "opened_on": days,
        "indicator": st.none() | word("finding", "indicator"),
        "closed_on": perhaps_day,
    },
    "declaration": {
        "declared_on": days,
        "period": st.sampled_from(["2026", "2026H1", "2026Q3", "2026-07", "2026-08", "2026-09", "2026Q1"]),
    },
}
"""The tables whose rows need nothing but an organisation: column -> what may stand in it."""
