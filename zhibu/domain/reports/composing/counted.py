"""What reports count in the rows of one snapshot, each by its key: a number and the rows behind it have one filter."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zhibu.rules.periods import MONTHS_IN, Period

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Table -> its rows (COLUMNS), of one organisation and all below it."""

COLUMNS = {
    "organisation": ["id", "parent_id", "path", "kind", "name", "dissolved_on"],
    "membership": ["id", "organisation_id", "status", "since", "until"],
    "activity": ["id", "organisation_id", "kind", "held_on"],
    "declaration": ["organisation_id", "period"],
    "finding": ["id", "organisation_id", "indicator", "opened_on", "closed_on"],
    "assignment": ["id", "organisation_id", "due_on", "state"],
}


def places(rows: Rows, period: Period) -> list[Row]:
    """Organisations on the last day of the period."""
    last = period.end  # Worked out once, here and below: there are many rows.
    return [row for row in rows["organisation"] if holds(row["dissolved_on"], last)]


def branches(rows: Rows, period: Period) -> list[Row]:
    return [row for row in places(rows, period) if row["kind"] == "branch"]


def groups(rows: Rows, period: Period) -> list[Row]:
    return [row for row in places(rows, period) if row["kind"] == "group"]


def declared(rows: Rows, period: Period) -> list[Row]:
    """Branches that gave their word that every month of the period is complete."""
    said: dict[int, set[str]] = defaultdict(set)
    for row in rows["declaration"]:
        said[row["organisation_id"]].add(row["period"])
    wanted = [{str(Period.containing(month.start, size)) for size in MONTHS_IN} for month in period.months()]
    return [
        row for row in branches(rows, period) if all(said.get(row["id"], set()) & month for month in wanted)
    ]


def silent(rows: Rows, period: Period) -> list[Row]:
    """Branches that recorded nothing, nor did their groups, and gave no word; in the order of the tree."""
    parents = {row["id"]: row["parent_id"] for row in groups(rows, period)}
    own = {row["organisation_id"] for row in held(rows, period)}
    told = own | {parents[pk] for pk in own if pk in parents}
    told |= {row["id"] for row in declared(rows, period)}
    return sorted(
        (row for row in branches(rows, period) if row["id"] not in told), key=lambda row: str(row["path"])
    )


def members(rows: Rows, period: Period, status: str = "") -> list[Row]:
    """Memberships on the last day of the period."""
    last = period.end
    return [row for row in rows["membership"] if holds(row["until"], last) and status in ("", row["status"])]


def held(rows: Rows, period: Period, kind: str = "") -> list[Row]:
    """Activities of the period."""
    first, last = period.start, period.end
    return [row for row in rows["activity"] if first <= row["held_on"] <= last and kind in ("", row["kind"])]


def due(rows: Rows, period: Period, state: str = "") -> list[Row]:
    """Assignments that fell due in the period."""
    first, last = period.start, period.end
    return [
        row
        for row in rows["assignment"]
        if row["due_on"] and first <= row["due_on"] <= last and state in ("", row["state"])
    ]


def overdue(rows: Rows, period: Period) -> list[Row]:
    """Assignments due by the end of the period and not done, whenever they fell due."""
    last = period.end
    return [
        row
        for row in rows["assignment"]
        if row["due_on"] and row["due_on"] <= last and row["state"] != "done"
    ]


def found(rows: Rows, period: Period) -> list[Row]:
    """Problems raised in the period."""
    return [row for row in rows["finding"] if within(row["opened_on"], period)]


def mended(rows: Rows, period: Period) -> list[Row]:
    """Problems closed in the period."""
    return [row for row in rows["finding"] if row["closed_on"] and within(row["closed_on"], period)]


def closed(rows: Rows, period: Period) -> list[Row]:
    """Problems closed by the end of the period."""
    return [row for row in rows["finding"] if row["closed_on"] and row["closed_on"] <= period.end]


def still_open(rows: Rows, period: Period) -> list[Row]:
    gone = {row["id"] for row in closed(rows, period)}
    return [row for row in rows["finding"] if row["id"] not in gone]


_KEYS: Mapping[str, tuple[str, Callable[..., list[Row]]]] = {
    "branches": ("organisation", branches),
    "groups": ("organisation", groups),
    "declared": ("organisation", declared),
    "silent": ("organisation", silent),
    "members": ("membership", members),
    "held": ("activity", held),
    "came": ("attendance", held),
    "due": ("assignment", due),
    "overdue": ("assignment", overdue),
    "raised": ("finding", lambda rows, _: list(rows["finding"])),
    "found": ("finding", found),
    "mended": ("finding", mended),
    "closed": ("finding", closed),
    "open": ("finding", still_open),
}


def ids_behind(key: str, rows: Rows, period: Period) -> tuple[str, list[int]]:
    """The table and the ids that a key such as `branches`, `held:theme_day`, `due:done` counts; of `came`, which counts
    attendances, the activities. Raises KeyError for what no report counts."""
    name, _, only = key.partition(":")
    table, select = _KEYS[name]
    chosen = select(rows, period, only) if only else select(rows, period)
    return table, [row["id"] for row in chosen]


def within(day: date, period: Period) -> bool:
    return period.start <= day <= period.end


def holds(until: date | None, day: date) -> bool:
    """Whether what ends on `until` still is on that day."""
    return until is None or until > day
