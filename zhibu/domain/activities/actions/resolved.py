"""Sending out what a meeting resolved as a task that leads back to the meeting."""

from datetime import datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.errors import AlreadyWithdrawn, NotResolved
from zhibu.domain.activities.models import Activity, Resolved
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions import TaskSpec, issue_task
from zhibu.domain.tasks.models import Task


@transaction.atomic
def issue_resolution(
    activity: Activity, words: str, organisation: Organisation, spec: TaskSpec, *, actor: User, now: datetime
) -> Task:
    """Issue, in the name of `organisation`, the task that a resolution of the record asks for.

    Raises NotResolved where the record has no such resolution, AlreadyWithdrawn; as issue_task otherwise.
    """
    require(actor, "activities.view", activity.organisation, view="activities.view")
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if locked.withdrawn_at is not None:
        raise AlreadyWithdrawn
    if words not in locked.resolved:
        raise NotResolved
    task = issue_task(organisation, spec, actor=actor, now=now)
    _, is_new = Resolved.objects.get_or_create(task=task, defaults={"activity": locked, "words": words})
    if is_new:
        place = activity.organisation.path
        write(
            "activities.issue_resolution",
            locked,
            place=place,
            actor=actor,
            now=now,
            task=task.pk,
            words=words,
        )
    return task
