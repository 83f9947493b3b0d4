"""Which rows a fact is made of (points 1 to 5 of `zhibu.rules.facts`), and whose records are complete (point 7)."""

from collections.abc import Iterable
from datetime import date

from zhibu.facts.asked import Parameters, RowSource, window_start
from zhibu.facts.reference.conditions import holds
from zhibu.facts.reference.records import Records, Row
from zhibu.rules.facts import By, Fact, Subject, Window
from zhibu.rules.periods import MONTHS_IN, Period, months_of


class Counting:
    """The rows of some records that count in one period. What several facts share is found once."""

    def __init__(self, records: Records, period: Period, parameters: Parameters) -> None:
        self.records = records
        self.period = period
        self.parameters = parameters
        self._shared: dict[tuple[RowSource, int], list[Row]] = {}
        self._covered: dict[tuple[Window, int], bool] = {}
        self._members: dict[int, set[int]] = {}
        self._holders: dict[tuple[str, ...], set[int]] = {}

    def subjects(self, subject: Subject) -> set[int]:
        """Who can be asked about: every organisation, or who is a member on the period's last day."""
        if subject == "organisation":
            return set(self.records.organisations)
        return {row["person_id"] for row in self.records.rows("membership") if self._is_current(row)}

    def rows(self, fact: Fact, subject: int) -> list[Row]:
        """The rows that the fact's value for a subject is made of."""
        source = RowSource.of(fact)
        key = (source, subject)
        if key not in self._shared:
            self._shared[key] = list(self._within(source, subject))
        return [
            row
            for row in self._shared[key]
            if all(holds(condition, row, self.parameters) for condition in fact.where)
        ]

    def covers(self, fact: Fact, subject: int) -> bool:
        """Whether no rows of the fact mean zero for the subject, and not that nothing is known."""
        window: Window = "year_to_date" if fact.window == "year_to_date" else "period"
        if fact.subject == "person":
            memberships = (row for row in self.records.rows("membership") if row["person_id"] == subject)
            return any(
                self._is_covered(row["organisation_id"], window)
                for row in memberships
                if self._is_current(row)
            )
        if fact.over != "subtree":
            return self._is_covered(subject, window)
        below = (self.records.organisations[one] for one in self.records.reached("subtree", subject))
        return all(
            self._is_covered(row["id"], window)
            for row in below
            if row["kind"] == "branch" and self._at_end(row, ("established_on", "dissolved_on"))
        )

    # whose rows, when, by whom

    def _within(self, source: RowSource, subject: int) -> Iterable[Row]:
        found: dict[int, Row] = {}
        for organisation, row in self._whose(source, subject):
            if self._in_window(row, source) and (
                source.by is None or self._by(source.by, row["person_id"], organisation)
            ):
                found[row["id"]] = row
        return found.values()

    def _whose(self, source: RowSource, subject: int) -> Iterable[tuple[int, Row]]:
        """(an organisation that the row belongs to, the row)."""
        if source.subject == "person":
            organisations: Iterable[int] = self.records.organisations
        else:
            organisations = self.records.reached(source.over, subject)
        for organisation in organisations:
            for row in self.records.of(source.table, organisation):
                if source.subject == "organisation" or row["person_id"] == subject:
                    yield organisation, row

    def _in_window(self, row: Row, source: RowSource) -> bool:
        if source.window == "at_end":
            if source.days is None:
                raise ValueError(f"facts on table {source.table} have no interval, so no window at_end")
            return self._at_end(row, source.days)
        if source.day is None:
            raise ValueError(f"facts on table {source.table} have no date, so no window {source.window}")
        day: date | None = row[source.day]
        if day is None or day > self.period.end:
            return False
        return source.window == "to_date" or day >= window_start(source.window, self.period)

    def _at_end(self, row: Row, days: tuple[str, str | None]) -> bool:
        since, until = row[days[0]], row[days[1]] if days[1] else None
        last = self.period.end
        return since is not None and since <= last and (until is None or until > last)

    def _is_current(self, row: Row) -> bool:
        return self._at_end(row, ("since", "until"))

    def _by(self, by: By, person: int, organisation: int) -> bool:
        if by.posts and person not in self._in_posts(by.posts):
            return False
        return not by.members or person in self._in(organisation)

    def _in_posts(self, kinds: tuple[str, ...]) -> set[int]:
        if kinds not in self._holders:
            posts = (row for row in self.records.rows("post") if row["kind"] in kinds)
            self._holders[kinds] = {row["person_id"] for row in posts if self._is_current(row)}
        return self._holders[kinds]

    def _in(self, organisation: int) -> set[int]:
        if organisation not in self._members:
            self._members[organisation] = self._members_of(organisation)
        return self._members[organisation]

    def _members_of(self, organisation: int) -> set[int]:
        """Who belongs to it on the last day: to the branch, to the group, or to the branch that a group is of."""
        found = {
            row["person_id"] for row in self.records.of("membership", organisation) if self._is_current(row)
        }
        one = self.records.organisations.get(organisation)
        if one is not None and one["kind"] == "group" and one["parent_id"] is not None:
            found |= {
                row["person_id"]
                for row in self.records.of("membership", one["parent_id"])
                if row["organisation_id"] == one["parent_id"] and self._is_current(row)
            }
        return found

    # whose records are complete

    def _is_covered(self, organisation: int, window: Window) -> bool:
        """It recorded an activity or declared its records complete, itself or as a group of a branch that did."""
        key = (window, organisation)
        if key not in self._covered:
            one = self.records.organisations.get(organisation)
            above = one["parent_id"] if one is not None and one["kind"] == "group" else None
            self._covered[key] = self._reported(organisation, window) or (
                above is not None and self._reported(above, window)
            )
        return self._covered[key]

    def _reported(self, organisation: int, window: Window) -> bool:
        start = window_start(window, self.period)
        recorded = any(
            start <= row["held_on"] <= self.period.end
            for one in self.records.reached("with_groups", organisation)
            for row in self.records.of("activity", one)
        )
        return recorded or self._declared(organisation, start)

    def _declared(self, organisation: int, start: date) -> bool:
        """Whether its declarations together cover every month from `start` on."""
        declared = {row["period"] for row in self.records.of("declaration", organisation)}
        return bool(declared) and all(
            any(str(Period.containing(month.start, size)) in declared for size in MONTHS_IN)
            for month in months_of(start, self.period.end)
        )
