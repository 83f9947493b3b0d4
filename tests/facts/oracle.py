"""The meaning of a fact, row by row in plain Python: what the compiled queries are held against.

Slow and literal on purpose; it follows the numbered points of `zhibu.rules.facts` one after the other.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa

from zhibu.rules.facts import Condition, Fact, ParameterValue
from zhibu.rules.periods import Period
from zhibu.rules.values import Value

Row = dict[str, Any]


class Oracle:
    def __init__(
        self, tables: Mapping[str, pa.Table], period: Period, parameters: Mapping[str, Value | None]
    ) -> None:
        self.tables = {name: table.to_pylist() for name, table in tables.items()}
        self.organisations = {row["id"]: row for row in self.tables["organisation"]}
        self.period = period
        self.parameters = parameters

    def value(self, fact: Fact, subject: int) -> Value | None:
        if fact.needs_coverage and not self.covered(fact, subject):
            return None
        return self.measured(fact, self.rows(fact, subject))

    def rows(self, fact: Fact, subject: int) -> list[Row]:
        return [
            row
            for row in self.tables[fact.table]
            if self.counts_for(fact, row, subject)
            and self.in_window(fact, row)
            and all(self.holds(condition, row) for condition in fact.where)
            and self.by_whom(fact, row)
        ]

    # whose rows

    def belongs(self, fact: Fact, row: Row) -> set[int]:
        if fact.table == "organisation":
            return {row["id"]}
        if fact.table == "membership":
            return {row["organisation_id"], row["group_id"]} - {None}
        return {row["organisation_id"]}

    def counts_for(self, fact: Fact, row: Row, subject: int) -> bool:
        if fact.subject == "person":
            return row["person_id"] == subject
        return any(self.reaches(fact.over, subject, one) for one in self.belongs(fact, row))

    def reaches(self, over: str, subject: int, organisation: int) -> bool:
        one = self.organisations[organisation]
        if over == "own":
            return subject == organisation
        group = one["kind"] == "group" and one["parent_id"] == subject
        if over == "groups":
            return group
        if over == "with_groups":
            return subject == organisation or group
        return one["path"].startswith(self.organisations[subject]["path"])

    # when

    def in_window(self, fact: Fact, row: Row) -> bool:
        if fact.measure.name == "full_months":
            return True
        if fact.window == "at_end":
            assert fact.days is not None
            return self.at_end(row, *fact.days)
        assert fact.day is not None
        day = self.cell(row, fact.day)
        starts = {
            "period": self.period.start,
            "year_to_date": date(self.period.year, 1, 1),
            "to_date": date.min,
        }
        return day is not None and starts[fact.window] <= day <= self.period.end

    def at_end(self, row: Row, since: str, until: str | None) -> bool:
        begun = row[since] is not None and row[since] <= self.period.end
        return begun and (until is None or row[until] is None or row[until] > self.period.end)

    # which

    def cell(self, row: Row, column: str) -> Any:
        if not column.startswith("activity."):
            return row[column]
        activity = next(one for one in self.tables["activity"] if one["id"] == row["activity_id"])
        return activity[column.removeprefix("activity.")]

    def holds(self, condition: Condition, row: Row) -> bool:
        cell = self.cell(row, condition.column)
        if condition.comparison == "known":
            return (cell is not None) == condition.operands[0]
        operands = [
            self.parameters[one.parameter] if isinstance(one, ParameterValue) else one
            for one in condition.operands
        ]
        if cell is None or None in operands:
            return False
        first: Any = operands[0]
        return {
            "is": lambda: cell == first,
            "is_not": lambda: cell != first,
            "one_of": lambda: cell in operands,
            "at_least": lambda: cell >= first,
            "at_most": lambda: cell <= first,
        }[condition.comparison]()

    # by whom

    def by_whom(self, fact: Fact, row: Row) -> bool:
        by = fact.by
        if by is None:
            return True
        posts = [post for post in self.tables["post"] if self.at_end(post, "since", "until")]
        if by.posts and not any(p["person_id"] == row["person_id"] and p["kind"] in by.posts for p in posts):
            return False
        return not by.members or any(
            membership["person_id"] == row["person_id"] and self.is_member(membership, organisation)
            for membership in self.tables["membership"]
            if self.at_end(membership, "since", "until")
            for organisation in self.belongs(fact, row)
        )

    def is_member(self, membership: Row, organisation: int) -> bool:
        one = self.organisations[organisation]
        of_branch = one["kind"] == "group" and one["parent_id"] == membership["organisation_id"]
        return organisation in (membership["organisation_id"], membership["group_id"]) or of_branch

    # what is made of them

    def measured(self, fact: Fact, rows: list[Row]) -> Value | None:
        measure = fact.measure
        cells = [self.cell(row, measure.column) for row in rows] if measure.column else []
        known = [cell for cell in cells if cell is not None]
        days = [self.cell(row, fact.day) for row in rows] if fact.day else []
        match measure.name:
            case "count":
                return Fraction(len(rows))
            case "exists":
                return bool(rows)
            case "distinct":
                least = measure.each_at_least or 1
                assert isinstance(least, int)
                return Fraction(sum(1 for times in Counter(known).values() if times >= least))
            case "months":
                return Fraction(len({(day.year, day.month) for day in days}))
            case "own_months":
                return self.own_months(rows, measure.each_at_least)
            case "quarters":
                return Fraction(len({(day.year, (day.month + 2) // 3) for day in days}))
            case "sum":
                return None if len(known) < len(cells) else Fraction(sum(known))
            case "earliest":
                return min(known, default=None)
            case "latest":
                return max(known, default=None)
            case "full_months":
                return Fraction(
                    sum(self.existed(row, month) for row in rows for month in self.period.months())
                )
        return self.picked(fact, rows)

    def own_months(self, rows: list[Row], each: int | ParameterValue | None) -> Value | None:
        least: Any = self.parameters[each.parameter] if isinstance(each, ParameterValue) else each
        if least is None:
            return None
        found = Counter(
            (row["organisation_id"], str(Period.containing(row["held_on"], "month"))) for row in rows
        )
        whole = [
            times >= least and self.existed(self.organisations[organisation], Period.parse(month))
            for (organisation, month), times in found.items()
        ]
        return Fraction(sum(whole))

    def picked(self, fact: Fact, rows: list[Row]) -> Value | None:
        since = fact.days[0] if fact.days else "id"
        last = max(rows, key=lambda row: (row[since] is not None, row[since], row["id"]), default=None)
        cell = self.cell(last, str(fact.measure.column)) if last else None
        return Fraction(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell

    def existed(self, row: Row, month: Period) -> bool:
        whole = row["established_on"] <= month.start
        return whole and (row["dissolved_on"] is None or row["dissolved_on"] > month.end)

    # coverage

    def covered(self, fact: Fact, subject: int) -> bool:
        start = date(self.period.year, 1, 1) if fact.window == "year_to_date" else self.period.start
        if fact.subject == "person":
            return any(
                membership["person_id"] == subject and self.is_covered(membership["organisation_id"], start)
                for membership in self.tables["membership"]
                if self.at_end(membership, "since", "until")
            )
        if fact.over != "subtree":
            return self.is_covered(subject, start)
        return all(
            self.is_covered(one["id"], start)
            for one in self.organisations.values()
            if one["kind"] == "branch" and self.reaches("subtree", subject, one["id"])
            if self.at_end(one, "established_on", "dissolved_on")
        )

    def is_covered(self, organisation: int, start: date) -> bool:
        recorded = any(
            start <= activity["held_on"] <= self.period.end
            and self.reaches("with_groups", organisation, activity["organisation_id"])
            for activity in self.tables["activity"]
        )
        one = self.organisations[organisation]
        from_branch = one["kind"] == "group" and one["parent_id"] and self.is_covered(one["parent_id"], start)
        return recorded or self.declared(organisation, start) or bool(from_branch)

    def declared(self, organisation: int, start: date) -> bool:
        mine = [
            Period.parse(d["period"])
            for d in self.tables["declaration"]
            if d["organisation_id"] == organisation
        ]
        months = [m for m in Period(self.period.year, "year").months() if start <= m.start <= self.period.end]
        return all(any(own.start <= month.start <= own.end for own in mine) for month in months)
