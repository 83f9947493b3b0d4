"""Reading records, always scoped by the viewer."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db import models

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.choices import Presence
from zhibu.domain.activities.models import Activity, Attendance, Draft
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.models import Task
from zhibu.domain.tasks.queries import assignments_for

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Counts(TypedDict):
    """How many were there, of how many expected."""

    present: int
    expected: int


def activities_for(viewer: User) -> models.QuerySet[Activity]:
    """Records in force (not withdrawn) that `viewer` may see, the newest first."""
    return (
        Activity.objects.filter(within(viewer, "activities.view"), withdrawn_at__isnull=True)
        .select_related("organisation", "recorded_by")
        .order_by("-held_on", "-pk")
    )


def recorded_between(
    viewer: User, organisation: Organisation, kind: str, *, since: date, until: date
) -> models.QuerySet[Activity]:
    """What an organisation has on record of one kind between two days, both included, for whoever is about to record
    it again."""
    return activities_for(viewer).filter(organisation=organisation, kind=kind, held_on__range=(since, until))


def activity_for(viewer: User, pk: int) -> Activity:
    """One record that `viewer` may see, withdrawn or not, else Hidden."""
    found = (
        Activity.objects.filter(within(viewer, "activities.view"), pk=pk)
        .select_related("organisation", "recorded_by", "host", "replaces")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def with_attendance(
    activities: models.QuerySet[Activity],
) -> "models.QuerySet[WithAnnotations[Activity, Counts]]":
    """The rows of a list, in its order, with `present` and `expected` counts. Give it the slice that is shown: the rest
    is then never read, however long the list."""
    here = models.Q(attendance__status=Presence.PRESENT)
    return (
        Activity.objects.filter(pk__in=activities.values("pk"))
        .select_related("organisation", "recorded_by")
        .order_by(*activities.query.order_by)
        .annotate(present=models.Count("attendance", filter=here), expected=models.Count("attendance"))
    )


def attendance_of(activity: Activity) -> models.QuerySet[Attendance]:
    """Who was there and who was not, the absent first. The caller has scoped the activity."""
    return activity.attendance.select_related("person").order_by("status", "person__name")


def attended_by(person: Person, *, since: date, until: date) -> models.QuerySet[Attendance]:
    """A person's lines in activities held between two days, both included, the newest first."""
    return (
        Attendance.objects.filter(
            person=person, activity__withdrawn_at__isnull=True, activity__held_on__range=(since, until)
        )
        .select_related("activity", "activity__organisation")
        .order_by("-activity__held_on")
    )


def drafts_of(user: User, organisation: Organisation | None = None) -> models.QuerySet[Draft]:
    """One's own drafts, the newest first."""
    drafts = Draft.objects.filter(user=user).select_related("organisation")
    return drafts if organisation is None else drafts.filter(organisation=organisation)


@dataclass(frozen=True)
class Followed:
    """A task that was sent out from a resolution (`words`): its assignments that the viewer may see, one of them, and
    how many are done."""

    words: str
    task: Task
    first: int
    count: int
    done: int


def followed(viewer: User, activity: Activity) -> list[Followed]:
    """The tasks sent out from a record of which the viewer may see something. Two queries."""
    links = {one.task_id: one for one in activity.resolved_tasks.select_related("task")}
    rows = (
        assignments_for(viewer)
        .filter(task__in=links)
        .order_by("task")
        .values("task")
        .annotate(
            first=models.Min("pk"),
            count=models.Count("pk"),
            done=models.Count("pk", filter=models.Q(state=State.DONE)),
        )
    )
    return [
        Followed(links[row["task"]].words, links[row["task"]].task, row["first"], row["count"], row["done"])
        for row in rows
    ]


def resolved_in(viewer: User, task: Task) -> Activity | None:
    """The record whose resolution a task was sent out from, where the viewer may see it."""
    rows = Activity.objects.filter(within(viewer, "activities.view"), resolved_tasks__task=task)
    return rows.select_related("organisation").first()
