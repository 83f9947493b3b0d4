"""The rows of each table, one by one, each from one query, in order of id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from zhibu.domain.activities.models import Attendance, Declaration
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.stated import STATED, amounts
from zhibu.domain.assessment.tables.scope import Scope
from zhibu.domain.organisations.models import Organisation, Term
from zhibu.domain.people.models import Membership, Post
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.models import Assignment

BATCH = 20_000
Row = tuple[Any, ...]


def _values(rows: QuerySet[Any, Model], columns: Sequence[str]) -> Iterator[Row]:
    found: Iterator[Row] = rows.order_by("pk").values_list(*columns).iterator(chunk_size=BATCH)
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


def _activities(scope: Scope) -> Iterator[Row]:
    for row in _values(scope.held(), ("id", "organisation_id", "kind", "held_on", "minutes", "recorded_at")):
        yield (*row[:-1], _day(row[-1]))


def _attendance(scope: Scope) -> Iterator[Row]:
    rows = Attendance.objects.filter(activity__in=scope.held())
    columns = ("id", "activity_id", "person_id", "activity__organisation_id", "status", "reason")
    return ((*row[:-1], row[-1] or None) for row in _values(rows, columns))


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


READERS: Mapping[str, Callable[[Scope], Iterator[Row]]] = {
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
