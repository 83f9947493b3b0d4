"""The snapshot's tables (zhibu.facts.schema) read from the records, for the live page and the closed period alike.

What is read is the organisation's life as it stood on the last day of the period: rows that began later are left out,
an assignment finished later is still open. So a period closed again from the same records gives the same bytes.
Each table is one query, whatever the size of the tree, streamed in batches in order of id.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from zhibu.domain.activities.models import Activity, Attendance, Declaration
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.stated import STATED, amounts
from zhibu.domain.organisations.models import Organisation, Term
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.people.models import Membership, Post
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.models import Assignment
from zhibu.facts import schema

_BATCH = 20_000
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Scope:
    """The subtree at `path` as it stood on the day `until`.

    `beyond` adds the posts that its members hold elsewhere, which a live page needs; a snapshot holds only what is its
    own, so that the snapshots of neighbours can be merged. `whole` says that there is nothing but this subtree.
    """

    path: str
    until: date
    beyond: bool = False
    whole: bool = False

    def holds(self, field: str = "organisation__") -> Q:
        """Filter for rows of organisations of the subtree that were founded by the day."""
        return subtree(self.path, f"{field}path") & Q(**{f"{field}established_on__lte": self.until})

    def holds_activities(self, field: str) -> Q:
        """As `holds`, for the two large tables: in a whole tree none of their rows needs to be asked where it belongs,
        as no activity is older than its organisation."""
        return Q() if self.whole else self.holds(field)


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see the database as at one moment, and keep no writer waiting."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def streams(scope: Scope, names: Iterable[str] = schema.TABLES) -> dict[str, pa.RecordBatchReader]:
    """Table name -> its rows, read while they are consumed, in order of id."""
    return {
        name: pa.RecordBatchReader.from_batches(schema.TABLES[name], _batches(name, _READERS[name](scope)))
        for name in names
    }


def tables(scope: Scope, names: Iterable[str] = schema.TABLES) -> dict[str, pa.Table]:
    """Table name -> its rows in memory, for the live page; tables not named are empty and cost no query."""
    wanted = set(names)
    read = {name: reader.read_all() for name, reader in streams(scope, wanted).items()}
    return {name: read.get(name, schema.empty(name)) for name in schema.TABLES}


def _batches(name: str, rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    shape, iterator = schema.TABLES[name], iter(rows)
    while chunk := list(islice(iterator, _BATCH)):
        columns = zip(*chunk, strict=True)
        yield pa.record_batch(
            [pa.array(column, field.type) for column, field in zip(columns, shape, strict=True)], schema=shape
        )


def _values(rows: QuerySet[Any, Model], columns: Sequence[str]) -> Iterator[Row]:
    found: Iterator[Row] = rows.order_by("pk").values_list(*columns).iterator(chunk_size=_BATCH)
    return found


def _organisations(scope: Scope) -> Iterator[Row]:
    rows = list(
        _values(
            Organisation.objects.filter(scope.holds("")),
            ("id", "path", "kind", "category", "short_name", "is_joint", "established_on", "dissolved_on"),
        )
    )
    ids = {row[1]: row[0] for row in rows}
    for row in rows:
        yield (row[0], ids.get(row[1][: -Organisation.steplen]), *row[1:])


def _memberships(scope: Scope) -> Iterator[Row]:
    rows = Membership.objects.filter(scope.holds(), since__lte=scope.until)
    columns = ("id", "person_id", "organisation_id", "group_id", "status", "since", "until")
    for row in _values(rows, columns):
        yield (*row[:-1], _day_after(row[-1]))


def _posts(scope: Scope) -> Iterator[Row]:
    whose = scope.holds()
    if scope.beyond:
        members = Membership.objects.filter(scope.holds()).values("person_id")
        whose |= Q(person_id__in=members)
    rows = Post.objects.filter(whose, since__lte=scope.until)
    for row in _values(rows, ("id", "person_id", "organisation_id", "kind", "since", "until")):
        yield (*row[:-1], _day_after(row[-1]))


def _held(scope: Scope) -> QuerySet[Activity, Activity]:
    return Activity.objects.filter(
        scope.holds_activities("organisation__"), held_on__lte=scope.until, withdrawn_at__isnull=True
    )


def _activities(scope: Scope) -> Iterator[Row]:
    for row in _values(_held(scope), ("id", "organisation_id", "kind", "held_on", "minutes", "recorded_at")):
        yield (*row[:-1], _day(row[-1]))


def _attendance(scope: Scope) -> Iterator[Row]:
    if scope.whole:
        return _whole_attendance(scope)
    rows = Attendance.objects.filter(activity__in=_held(scope))
    columns = ("id", "activity_id", "person_id", "activity__organisation_id", "status", "reason")
    return ((*row[:-1], row[-1] or None) for row in _values(rows, columns))


def _whole_attendance(scope: Scope) -> Iterator[Row]:
    """The rows as they lie: a database that joins them to the activities sorts many millions of them afterwards."""
    held: dict[int, int] = dict(_values(_held(scope), ("id", "organisation_id")))
    rows = _values(Attendance.objects.all(), ("id", "activity_id", "person_id", "status", "reason"))
    for id_, activity, person, status, reason in rows:
        if activity in held:
            yield id_, activity, person, held[activity], status, reason or None


def _terms(scope: Scope) -> Iterator[Row]:
    rows = Term.objects.filter(scope.holds(), elected_on__lte=scope.until)
    return _values(rows, ("id", "organisation_id", "elected_on", "expires_on"))


_STATE_COLUMNS = ("state", "submitted_at", "checked_at")


def _assignments(scope: Scope) -> Iterator[Row]:
    rows = Assignment.objects.filter(scope.holds(), task__issued_at__lt=_midnight_after(scope.until))
    for row in _values(rows, ("id", "task_id", "organisation_id", "due_on", *_STATE_COLUMNS)):
        yield (*row[:4], *_state_on(scope.until, *row[4:]))


def _findings(scope: Scope) -> Iterator[Row]:
    """A common problem is one row for each organisation that has to put it right."""
    rows = Assignment.objects.filter(scope.holds(), task__finding__opened_on__lte=scope.until)
    columns = (
        "id",
        "organisation_id",
        *(f"task__finding__{name}" for name in ("scope", "indicator", "opened_on")),
    )
    for row in _values(rows, (*columns, "due_on", *_STATE_COLUMNS)):
        _, _, closed_on = _state_on(scope.until, *row[6:])
        yield (*row[:3], row[3] or None, row[4], row[5], closed_on)


def _declarations(scope: Scope) -> Iterator[Row]:
    """Every declaration of a period that begins by the day, whenever it was made: it says something of that period."""
    rows = Declaration.objects.filter(scope.holds(), period__lte=f"{scope.until.year}~")
    for row in _values(rows, ("id", "organisation_id", "period", "declared_at")):
        yield (*row[:-1], _day(row[-1]))


def _statements(scope: Scope) -> Iterator[Row]:
    """The statements in force of every period that begins by the day, whenever they were made, as declarations are."""
    rows = Statement.objects.filter(
        scope.holds(), period__lte=f"{scope.until.year}~", superseded_at__isnull=True
    )
    inputs = {sheet.id: sheet.inputs for sheet, _ in governing.sheets(governing.installed())}
    columns = ("id", "organisation_id", "person_id", "sheet", "input", "period", *STATED)
    for row in _values(rows, columns):
        wanted = inputs.get(row[3], {}).get(row[4])
        if wanted is not None:
            yield (*row[:6], *amounts(wanted, *row[6:]))


def _state_on(
    day: date, state: str, submitted_at: datetime | None, checked_at: datetime | None
) -> tuple[str, date | None, date | None]:
    """(state, submitted on, done on) of an assignment as they were on `day`."""
    submitted_on = _day(submitted_at) if submitted_at else None
    checked_on = _day(checked_at) if checked_at else None
    if submitted_on and submitted_on > day:
        return State.ASSIGNED.value, None, None
    if checked_on and checked_on > day:
        return State.SUBMITTED.value, submitted_on, None
    return state, submitted_on, checked_on if state == State.DONE else None


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _day_after(last: date | None) -> date | None:
    """The register keeps the last day on which a row holds, the snapshot the first on which it no longer does."""
    return last + timedelta(days=1) if last else None


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


_READERS: Mapping[str, Callable[[Scope], Iterator[Row]]] = {
    "organisation": _organisations,
    "membership": _memberships,
    "post": _posts,
    "activity": _activities,
    "attendance": _attendance,
    "term": _terms,
    "assignment": _assignments,
    "finding": _findings,
    "declaration": _declarations,
    "statement": _statements,
}
