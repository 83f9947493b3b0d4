"""What one person has to do now for one organisation, in one list by deadline. The room keeps nothing of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Declaration, Draft
from zhibu.domain.activities.queries import drafts_of
from zhibu.domain.assessment.queries import Owed, owed
from zhibu.domain.desk.choices import Urgency
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import ContactPoint
from zhibu.domain.people.queries import current
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import Waiting, open_at, waiting_by_task
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Item:
    """Something to do: a duty of the rules (the organisation's or one of its groups'), or an assignment somebody gave.

    Exactly one of the two is set."""

    due_on: date | None
    duty: Owed | None = None
    assignment: Assignment | None = None


@dataclass(frozen=True)
class Desk:
    """The desk of one viewer. `groups`: urgencies with at least one item, the most urgent first.

    `to_check`: submitted work that waits for the viewer, by task. `to_declare`: the ended quarter whose records the
    branch has not yet confirmed complete.
    """

    groups: list[tuple[Urgency, list[Item]]]
    to_check: list[Waiting]
    to_declare: Period | None
    drafts: list[Draft]
    contact_points: list[ContactPoint]

    @property
    def waiting(self) -> int:
        """How many submissions wait in all."""
        return sum(one.count for one in self.to_check)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left for this month, and nobody waits for the viewer."""
        return not self.to_check and all(urgency == Urgency.LATER for urgency, _ in self.groups)


def desk(viewer: User, organisation: Organisation, *, on: date) -> Desk:
    """Everything `viewer` has to do at `organisation` on the day `on`. A constant number of queries."""
    keeps_records = allows(viewer, "activities.record", organisation)
    items = [Item(one.due_on, assignment=one) for one in open_at(viewer, organisation)]
    if keeps_records:
        duties = owed(organisation, on=on, with_groups=True)
        items += [Item(one.due_on, duty=one) for one in duties if one.state != "done"]
    return Desk(
        groups=grouped(items, on=on),
        to_check=waiting_by_task(viewer),
        to_declare=to_declare(organisation, on=on) if keeps_records else None,
        drafts=list(drafts_of(viewer, organisation)[:5]) if keeps_records else [],
        contact_points=[] if keeps_records else list(_contact_points(viewer, on)),
    )


def grouped(items: list[Item], *, on: date) -> list[tuple[Urgency, list[Item]]]:
    """Items by urgency, within each the earliest deadline first and those without one last."""
    ordered = sorted(items, key=lambda item: (item.due_on is None, item.due_on or on))
    groups = [
        (urgency, [one for one in ordered if urgency_of(one.due_on, on=on) == urgency]) for urgency in Urgency
    ]
    return [(urgency, members) for urgency, members in groups if members]


def urgency_of(due_on: date | None, *, on: date) -> Urgency:
    """This week ends on Sunday; a week that reaches into the next month counts as this week first."""
    if due_on is None:
        return Urgency.LATER
    if due_on < on:
        return Urgency.OVERDUE
    if due_on <= on + timedelta(days=6 - on.weekday()):
        return Urgency.WEEK
    return Urgency.MONTH if due_on <= Period.containing(on, "month").end else Urgency.LATER


def to_declare(organisation: Organisation, *, on: date) -> Period | None:
    """The quarter just ended, while the branch has not confirmed its records complete; None for other kinds."""
    if organisation.kind != Kind.BRANCH:
        return None
    ended = Period.containing(on, "quarter").previous()
    if organisation.established_on > ended.end:
        return None
    declared = Declaration.objects.filter(organisation=organisation, period=str(ended)).exists()
    return None if declared else ended


def _contact_points(viewer: User, on: date) -> models.QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(current(on), person__user=viewer).select_related("organisation")
