"""Reporting progress on an assignment with records as evidence."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.errors import NotItsOwn
from zhibu.domain.activities.models import Activity, Evidence
from zhibu.domain.tasks.actions import submit_assignment
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.errors import ReturnedUnanswered
from zhibu.domain.tasks.models import Assignment


@transaction.atomic
def report_progress(
    assignment: Assignment, *, report: str, activities: Sequence[Activity], actor: User, now: datetime
) -> Assignment:
    """Link records of the same organisation as evidence and submit the assignment for checking.

    Raises NotItsOwn for another organisation's or a withdrawn record, ReturnedUnanswered, NothingToSubmit, WrongState;
    Hidden, Forbidden.
    """
    require(actor, "tasks.report", assignment.organisation, view="tasks.view")
    for activity in activities:
        if activity.organisation_id != assignment.organisation_id or activity.withdrawn_at is not None:
            raise NotItsOwn
    if _is_unchanged(assignment, report, activities):
        raise ReturnedUnanswered(assignment.verdict)
    Evidence.objects.bulk_create(
        [
            Evidence(assignment=assignment, activity=activity, added_by=actor, added_at=now)
            for activity in activities
        ],
        ignore_conflicts=True,
    )
    has_evidence = assignment.evidence.filter(activity__withdrawn_at__isnull=True).exists()
    return submit_assignment(assignment, report=report, has_evidence=has_evidence, actor=actor, now=now)


def _is_unchanged(assignment: Assignment, report: str, activities: Sequence[Activity]) -> bool:
    """Whether a returned assignment comes back as it was: the same words and no further record."""
    if assignment.state != State.RETURNED or report.strip() != assignment.report:
        return False
    known = set(assignment.evidence.values_list("activity_id", flat=True))
    return {activity.pk for activity in activities} <= known
