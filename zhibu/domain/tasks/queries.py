"""Reading tasks, always scoped by the viewer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import models
from django.db.models.functions import Substr

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.tasks.choices import OPEN, State
from zhibu.domain.tasks.models import Assignment, Finding, Plan

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class FindingCounts(TypedDict):
    """What findings_for adds to each problem."""

    concerned: int
    closed: int
    recurred: bool


def assignments_for(viewer: User, permission: str = "tasks.view") -> models.QuerySet[Assignment]:
    """Assignments of organisations in which `viewer` holds `permission`, the earliest deadline first."""
    return (
        Assignment.objects.filter(within(viewer, permission))
        .select_related("task", "task__organisation", "task__plan", "organisation")
        .order_by(models.F("due_on").asc(nulls_last=True), "pk")
    )


def assignment_for(viewer: User, pk: int) -> Assignment:
    """One assignment that `viewer` may see, else Hidden."""
    found = (
        assignments_for(viewer)
        .select_related("submitted_by", "checked_by", "task__finding")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Hidden
    return found


def open_at(viewer: User, organisation: Organisation) -> models.QuerySet[Assignment]:
    """What `organisation` itself still has to do."""
    return assignments_for(viewer).filter(organisation=organisation, state__in=OPEN)


def to_check(viewer: User) -> models.QuerySet[Assignment]:
    """Submitted assignments that `viewer` may check: in scope, and not their own work."""
    return assignments_for(viewer, "tasks.check").filter(state=State.SUBMITTED).exclude(submitted_by=viewer)


def next_to_check(viewer: User, after: Assignment) -> tuple[Assignment | None, int]:
    """What `viewer` checks next after one assignment, another organisation's work on the same task before other tasks,
    and how many wait in all."""
    waiting = to_check(viewer)
    same = models.Case(models.When(task=after.task_id, then=0), default=1, output_field=models.IntegerField())
    return waiting.order_by(same, "submitted_at", "pk").first(), waiting.count()


def overdue_on(day: date, prefix: str = "") -> models.Q:
    """Filter for assignments whose deadline has passed while the branch still has the next move."""
    return models.Q(**{f"{prefix}state__in": OPEN, f"{prefix}due_on__lt": day})


@dataclass(frozen=True)
class Waiting:
    """Submitted work on one task: how many organisations wait, since when, and the assignment that waits longest."""

    task_id: int
    title: str
    count: int
    since: datetime
    first: int


def waiting_by_task(viewer: User) -> list[Waiting]:
    """What `viewer` may check, a line for each task, the longest waiting first. One query."""
    rows = (
        to_check(viewer)
        .order_by()
        .values("task_id", title=models.F("task__title"))
        .annotate(count=models.Count("pk"), since=models.Min("submitted_at"), first=models.Min("pk"))
        .order_by("since", "task_id")
    )
    return [Waiting(**row) for row in rows]


def counts_by_state(assignments: models.QuerySet[Assignment], *, on: date) -> dict[str, int]:
    """How many are open, overdue, submitted and done in a list of assignments. One query."""
    return assignments.order_by().aggregate(
        open=models.Count("pk", filter=models.Q(state__in=OPEN)),
        overdue=models.Count("pk", filter=overdue_on(on)),
        returned=models.Count("pk", filter=models.Q(state=State.RETURNED)),
        submitted=models.Count("pk", filter=models.Q(state=State.SUBMITTED)),
        done=models.Count("pk", filter=models.Q(state=State.DONE)),
    )


def findings_for(
    viewer: User, organisation: Organisation | None = None
) -> "models.QuerySet[WithAnnotations[Finding, FindingCounts]]":
    """Problems with how many organisations have put them right, the newest first.

    A viewer sees a problem when at least one organisation concerned is in their scope; the counts are over those.
    `recurred`: an organisation concerned had a problem with the same indicator in an earlier period.
    """
    concerned = within(viewer, "tasks.view", "task__assignments__organisation__path")
    if organisation is not None:
        concerned &= subtree(organisation.path, "task__assignments__organisation__path")
    before = "organisation__assignments__task__finding"
    again = Assignment.objects.filter(
        **{
            f"{before}__indicator": models.OuterRef("indicator"),
            f"{before}__period__lt": models.OuterRef("period"),
        },
        task=models.OuterRef("task"),
    )
    return (
        Finding.objects.filter(concerned)
        .select_related("task", "organisation")
        .annotate(
            concerned=models.Count("task__assignments", distinct=True),
            closed=models.Count(
                "task__assignments", filter=models.Q(task__assignments__state=State.DONE), distinct=True
            ),
            recurred=models.Exists(again) & ~models.Q(indicator=""),
        )
        .order_by("-opened_on", "scope", "pk")
    )


def finding_for(viewer: User, pk: int) -> "WithAnnotations[Finding, FindingCounts]":
    """One problem that `viewer` may see, else Hidden."""
    found = findings_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def plans_for(viewer: User) -> models.QuerySet[Plan]:
    """Plans whose issuer lies in the viewer's scope, or that gave the viewer's organisations a task; newest first."""
    return (
        Plan.objects.filter(
            within(viewer, "tasks.view")
            | within(viewer, "tasks.view", "tasks__assignments__organisation__path")
        )
        .distinct()
        .select_related("organisation", "document", "published_by")
        .order_by("-published_at", "-pk")
    )


def plan_for(viewer: User, pk: int) -> Plan:
    """One plan that `viewer` may see, else Hidden."""
    found = plans_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def with_progress(rows: models.QuerySet[Any], viewer: User, *, on: date, prefix: str) -> models.QuerySet[Any]:
    """Plans or tasks with their total, done, submitted, open and overdue assignments in the viewer's scope, and the
    earliest deadline among them.

    `prefix` leads from the row to its assignments.
    """
    seen = within(viewer, "tasks.view", f"{prefix}organisation__path")
    key = f"{prefix}pk"

    def count(condition: models.Q) -> models.Count:
        return models.Count(key, filter=seen & condition, distinct=True)

    return rows.annotate(
        total=count(models.Q(**{f"{key}__isnull": False})),
        done=count(models.Q(**{f"{prefix}state": State.DONE})),
        submitted=count(models.Q(**{f"{prefix}state": State.SUBMITTED})),
        open=count(models.Q(**{f"{prefix}state__in": OPEN})),
        overdue=count(overdue_on(on, prefix)),
        due_on=models.Min(f"{prefix}due_on", filter=seen),
    )


@dataclass(frozen=True)
class Standing:
    """How far one organisation and all below it are with a list of assignments."""

    organisation: Organisation
    total: int
    done: int
    submitted: int
    overdue: int


def standings(assignments: models.QuerySet[Assignment], above: Organisation, *, on: date) -> list[Standing]:
    """How far each organisation directly below `above` (or `above` itself) is, in tree order. Two queries."""
    length = len(above.path) + Organisation.steplen
    rows = (
        assignments.order_by()
        .values(place=Substr("organisation__path", 1, length))
        .annotate(
            total=models.Count("pk"),
            done=models.Count("pk", filter=models.Q(state=State.DONE)),
            submitted=models.Count("pk", filter=models.Q(state=State.SUBMITTED)),
            overdue=models.Count("pk", filter=overdue_on(on)),
        )
        .order_by("place")
    )
    counts = {row["place"]: row for row in rows}
    places = Organisation.objects.filter(path__in=counts).order_by("path")
    return [
        Standing(place, row["total"], row["done"], row["submitted"], row["overdue"])
        for place in places
        for row in [counts[place.path]]
    ]
