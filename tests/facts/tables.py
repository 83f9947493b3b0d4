"""Small snapshots written by hand: rows as dicts, everything not said gets a plain value."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from zhibu.facts import schema

PLAIN: dict[str, dict[str, Any]] = {
    "organisation": {
        "parent_id": None,
        "kind": "branch",
        "category": "organ",
        "is_joint": False,
        "established_on": date(2020, 1, 1),
        "dissolved_on": None,
    },
    "membership": {"group_id": None, "status": "full", "since": date(2020, 1, 1), "until": None},
    "post": {"kind": "secretary", "since": date(2020, 1, 1), "until": None},
    "activity": {"kind": "theme_day", "minutes": 60},
    "attendance": {"status": "present", "reason": None},
    "term": {"elected_on": date(2024, 7, 1), "expires_on": date(2027, 6, 30)},
    "assignment": {"task_id": 1, "due_on": None, "state": "assigned", "submitted_on": None, "done_on": None},
    "finding": {"scope": "individual", "indicator": None, "due_on": None, "closed_on": None},
    "declaration": {},
    "statement": {"person_id": None, "bottom": 1},
}


def tables(**rows: list[dict[str, Any]]) -> dict[str, pa.Table]:
    """Arrow tables of the whole schema; `tables(activity=[{...}])` fills one, the others stay empty."""
    return {name: _table(name, rows.get(name, [])) for name in schema.TABLES}


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([_row(name, row) for row in rows], schema.TABLES[name])


def _row(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    row = {**PLAIN[name], **given}
    if name == "organisation":
        row.setdefault("name", f"第{row['id']}支部")
        row.setdefault("path", f"{row['id']:04}")
    if name == "activity":
        row.setdefault("recorded_on", row["held_on"])
    return row
