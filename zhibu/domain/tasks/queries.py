"""Reading tasks, always scoped by the viewer."""

from datetime import date

from django.db import models

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.tasks.choices import OPEN, State
from zhibu.domain.tasks.models import Assignment, Finding, Plan


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


def counts_by_state(assignments: models.QuerySet[Assignment], *, on: date) -> dict[str, int]:
    """How many are open, overdue, submitted and done in a list of assignments. One query."""
    return assignments.order_by().aggregate(
        open=models.Count("pk", filter=models.Q(state__in=OPEN)),
        overdue=models.Count("pk", filter=models.Q(state__in=OPEN, due_on__lt=on)),
        submitted=models.Count("pk", filter=models.Q(state=State.SUBMITTED)),
        done=models.Count("pk", filter=models.Q(state=State.DONE)),
    )


def findings_for(viewer: User, organisation: Organisation | None = None) -> models.QuerySet[Finding]:
    """Problems with how many organisations have put them right, the newest first.

    A viewer sees a problem when at least one organisation concerned is in their scope; the counts are over those.
    """
    concerned = within(viewer, "tasks.view", "task__assignments__organisation__path")
    if organisation is not None:
        concerned &= subtree(organisation.path, "task__assignments__organisation__path")
    return (
        Finding.objects.filter(concerned)
        .select_related("task", "organisation")
        .annotate(
            concerned=models.Count("task__assignments", distinct=True),
            closed=models.Count(
                "task__assignments", filter=models.Q(task__assignments__state=State.DONE), distinct=True
            ),
        )
        .order_by("-opened_on", "scope", "pk")
    )


def plans_for(viewer: User) -> models.QuerySet[Plan]:
    """Plans whose issuer lies in the viewer's scope, or that gave the viewer's organisations a task; newest first."""
    return (
        Plan.objects.filter(
            within(viewer, "tasks.view")
            | within(viewer, "tasks.view", "tasks__assignments__organisation__path")
        )
        .distinct()
        .select_related("organisation", "document", "published_by")
    )
