"""Fact definitions: what may be counted from the snapshot's tables, as a closed grammar.

This file is the contract between the rules (which declare and use facts) and `zhibu.facts` (which compiles
them to set-based queries). Nothing here computes anything. A fact's value for one subject and one period is
found so:

1. *Rows.* Start from `table` (see TABLES). `attendance` is always joined to its activity; its columns read
   `activity.kind`, `activity.held_on`, `activity.minutes`.
2. *Whose rows* (`over`). Organisation subject: `own` = the row's organisation is the subject; `with_groups` =
   the subject or a group (kind `group`) directly below it; `groups` = such a group, not the subject;
   `subtree` = the row's organisation path starts with the subject's path, itself included. For `organisation`
   the row's organisation is the row itself (id); for `membership` it is `organisation_id` *or* `group_id` (so
   a group counts its own members). Person subject: `person_id` is the subject.
3. *When* (`window`). With `day` = the fact's `date` column and `period` the period asked for:
   `period` = period.start <= day <= period.end; `year_to_date` = 1 January of the period's year <= day <=
   period.end; `to_date` = day <= period.end; `at_end` = the row holds on the period's last day: with
   `interval` = (from, to), from <= period.end and (to is empty or to > period.end). So `to` is the first day
   on which it no longer holds; a row with an empty `from` does not hold. Rows whose `day` is empty are in no
   window.
4. *Which* (`where`). All conditions hold. A condition on an empty column is false, except `known: false`.
   A parameter in a condition takes its value in force on the period's first day.
5. *By whom* (`by`). `posts`: the row's person holds one of these posts, at whatever organisation, on the
   period's last day. `members`: the row's person is, on the period's last day, a member of the organisation
   that the row belongs to (membership.organisation_id or membership.group_id is the row's organisation, or
   the row's organisation is a group of the membership's branch).
6. *Measure.* See Measure.
7. *Coverage: unknown is not zero.* If `needs_coverage`, the value is unknown (NULL) for a subject without
   coverage of the fact's window (`period` or `year_to_date`; other windows: the period). An organisation is
   covered when at least one activity of its own or its groups is held in that window, or a declaration covers
   it; a group is covered also when its branch is; with `subtree` the subject is covered when every branch
   below it that existed on the period's last day is. A person is covered when the branch of the person's
   membership on the period's last day is.
"""

from dataclasses import dataclass
from typing import Final, Literal

from zhibu.rules.periods import Size
from zhibu.rules.values import Kind, Value

Subject = Literal["organisation", "person"]
Over = Literal["own", "with_groups", "groups", "subtree"]
Window = Literal["period", "year_to_date", "to_date", "at_end"]
Comparison = Literal["is", "is_not", "one_of", "at_least", "at_most", "known"]
MeasureName = Literal[
    "count",
    "exists",
    "distinct",
    "months",
    "quarters",
    "own_months",
    "own_quarters",
    "sum",
    "earliest",
    "latest",
    "value_of",
    "full_months",
    "full_quarters",
]


_OWN: Final[dict[str, Size]] = {"own_months": "month", "own_quarters": "quarter"}
_FULL: Final[dict[str, Size]] = {"full_months": "month", "full_quarters": "quarter"}


@dataclass(frozen=True)
class Table:
    """One table of the snapshot: its columns, the day a row belongs to, the days between which it holds."""

    columns: dict[str, Kind]
    date: str | None
    interval: tuple[str, str | None] | None
    needs_coverage: bool = False
    has_person: bool = False


TABLES: Final[dict[str, Table]] = {
    "organisation": Table(
        {
            "id": "number",
            "kind": "text",
            "category": "text",
            "is_joint": "boolean",
            "established_on": "date",
            "dissolved_on": "date",
        },
        "established_on",
        ("established_on", "dissolved_on"),
    ),
    "membership": Table(
        {
            "id": "number",
            "person_id": "number",
            "organisation_id": "number",
            "group_id": "number",
            "status": "text",
            "since": "date",
            "until": "date",
        },
        "since",
        ("since", "until"),
        has_person=True,
    ),
    "post": Table(
        {
            "id": "number",
            "person_id": "number",
            "organisation_id": "number",
            "kind": "text",
            "since": "date",
            "until": "date",
        },
        "since",
        ("since", "until"),
        has_person=True,
    ),
    "activity": Table(
        {
            "id": "number",
            "organisation_id": "number",
            "kind": "text",
            "held_on": "date",
            "minutes": "number",
            "recorded_on": "date",
        },
        "held_on",
        None,
        needs_coverage=True,
    ),
    "attendance": Table(
        {
            "id": "number",
            "activity_id": "number",
            "person_id": "number",
            "organisation_id": "number",
            "status": "text",
            "reason": "text",
            "activity.kind": "text",
            "activity.held_on": "date",
            "activity.minutes": "number",
        },
        "activity.held_on",
        None,
        needs_coverage=True,
        has_person=True,
    ),
    "term": Table(
        {"id": "number", "organisation_id": "number", "elected_on": "date", "expires_on": "date"},
        "elected_on",
        ("elected_on", "expires_on"),
    ),
    "assignment": Table(
        {
            "id": "number",
            "task_id": "number",
            "organisation_id": "number",
            "due_on": "date",
            "state": "text",
            "submitted_on": "date",
            "done_on": "date",
        },
        "due_on",
        ("due_on", "done_on"),
    ),
    "finding": Table(
        {
            "id": "number",
            "organisation_id": "number",
            "scope": "text",
            "indicator": "text",
            "opened_on": "date",
            "due_on": "date",
            "closed_on": "date",
        },
        "opened_on",
        ("opened_on", "closed_on"),
    ),
}


@dataclass(frozen=True)
class ParameterValue:
    """Stands in a condition for the value of a parameter in force on the period's first day."""

    parameter: str


Operand = Value | ParameterValue


@dataclass(frozen=True)
class Condition:
    """`column comparison operands`: one operand, but for `one_of` one or more, for `known` True or False."""

    column: str
    comparison: Comparison
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Measure:
    """What is made of the rows.

    count: how many rows. exists: whether there is one. distinct: how many different values of `column` (empty
    ones not counted), with `each_at_least` only values that stand in at least so many rows. months /
    quarters: in how many different calendar months / quarters the rows' `day` lies. own_months (table activity
    only, organisation subjects): of each organisation that rows belong to by itself, the whole calendar months
    during all of which it existed and in which at least `each_at_least` rows lie, added up; unknown while the
    parameter that stands for `each_at_least` has no value. own_quarters: as own_months by quarters. sum: the
    sum of `column`; unknown when it is empty in any of the rows; 0 of no rows. earliest / latest: the least /
    greatest date of `column`; unknown of no rows. value_of: the value of `column` in the one row, or where
    there are several the row with the latest interval start (then the greatest id); unknown of no rows.
    full_months (table organisation only, window `period`): summed over the rows, the whole calendar months of
    the period during all of which the organisation existed (established_on on or before the month's first day,
    dissolved_on empty or after its last day). full_quarters: as full_months by the quarters that lie in the
    period.
    """

    name: MeasureName
    column: str | None = None
    each_at_least: int | ParameterValue | None = None

    @property
    def own(self) -> Size | None:
        """The size of the periods that each organisation fills by itself, None where the measure asks for none."""
        return _OWN.get(self.name)

    @property
    def full(self) -> Size | None:
        """The size of the periods of full existence, None where the measure counts none."""
        return _FULL.get(self.name)


@dataclass(frozen=True)
class By:
    """Restricts rows by their person: see point 5 above."""

    posts: tuple[str, ...] = ()
    members: bool = False


@dataclass(frozen=True)
class Fact:
    """One fact; the same definition serves the live page and the closed quarter. `unit` is for display: 次, 人, 月."""

    id: str
    title: str
    subject: Subject
    table: str
    measure: Measure
    where: tuple[Condition, ...] = ()
    over: Over = "own"
    window: Window = "period"
    date: str | None = None
    interval: tuple[str, str | None] | None = None
    by: By | None = None
    unit: str = ""

    @property
    def needs_coverage(self) -> bool:
        """Whether the value is unknown for a subject without coverage (activity, attendance)."""
        return TABLES[self.table].needs_coverage

    @property
    def kind(self) -> Kind:
        """The kind of the fact's value."""
        if self.measure.name in ("earliest", "latest"):
            return "date"
        if self.measure.name == "exists":
            return "boolean"
        if self.measure.name == "value_of" and self.measure.column is not None:
            return TABLES[self.table].columns[self.measure.column]
        return "number"

    @property
    def day(self) -> str | None:
        """The column that says on which day a row happened: its own choice, else the table's."""
        return self.date or TABLES[self.table].date

    @property
    def days(self) -> tuple[str, str | None] | None:
        """The columns (from, to) between which a row holds: its own choice, else the table's."""
        return self.interval or TABLES[self.table].interval
