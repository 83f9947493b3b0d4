"""The tables of a source in memory, by the organisation that a row belongs to; each is read when first asked for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import pyarrow as pa

from zhibu.rules.facts import Over

Row: TypeAlias = dict[str, Any]
"""Column -> value, by the names that `zhibu.rules.facts.TABLES` gives them."""


class Records:
    """Rows of one source; every period and every fact that is counted from it reads them here."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._rows: dict[str, list[Row]] = {}
        self._by_organisation: dict[str, dict[int, list[Row]]] = {}
        self._reached: dict[tuple[Over, int], tuple[int, ...]] = {}

    def rows(self, table: str) -> list[Row]:
        """All rows of a table; a line of attendance with the columns of its activity, where that is held."""
        if table not in self._rows:
            found = _rows(self._tables[table])
            self._rows[table] = self._attended(found) if table == "attendance" else found
        return self._rows[table]

    def of(self, table: str, organisation: int) -> Sequence[Row]:
        """The rows that belong to one organisation (point 2); a membership may belong to a branch and to a group."""
        if table not in self._by_organisation:
            found: dict[int, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                for one in belongs(table, row):
                    found[one].append(row)
            self._by_organisation[table] = found
        return self._by_organisation[table].get(organisation, ())

    @cached_property
    def organisations(self) -> dict[int, Row]:
        return {row["id"]: row for row in self.rows("organisation")}

    def reached(self, over: Over, subject: int) -> tuple[int, ...]:
        """The organisations whose rows count for a subject (point 2)."""
        key = (over, subject)
        if key not in self._reached:
            self._reached[key] = tuple(self._reach(over, subject))
        return self._reached[key]

    def _reach(self, over: Over, subject: int) -> list[int]:
        if over == "own":
            return [subject]
        if over == "subtree":
            above = self.organisations[subject]["path"]
            return [id_ for id_, row in self.organisations.items() if row["path"].startswith(above)]
        groups = [
            id_
            for id_, row in self.organisations.items()
            if row["kind"] == "group" and row["parent_id"] == subject
        ]
        return groups if over == "groups" else [subject, *groups]

    def _attended(self, rows: list[Row]) -> list[Row]:
        activities = {row["id"]: row for row in self.rows("activity")}
        found = []
        for row in rows:
            activity = activities.get(row["activity_id"])
            if activity is not None:
                row["activity.kind"] = activity["kind"]
                row["activity.held_on"] = activity["held_on"]
                row["activity.minutes"] = activity["minutes"]
                found.append(row)
        return found


def belongs(table: str, row: Row) -> Collection[int]:
    """The organisations that a row belongs to."""
    if table == "organisation":
        return (row["id"],)
    if table == "membership" and row["group_id"] is not None:
        return {row["organisation_id"], row["group_id"]}
    return (row["organisation_id"],)


def _rows(table: pa.Table) -> list[Row]:
    names = table.column_names
    columns = [column.to_pylist() for column in table.columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
