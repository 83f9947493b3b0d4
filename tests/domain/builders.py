"""Rows that single tests need on top of the world."""

from datetime import date
from typing import Any
from uuid import uuid4

from tests.world import NOW
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import RecordSpec
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender, Status
from zhibu.domain.people.models import Membership, Person
from zhibu.domain.tasks.actions import TaskSpec, issue_task
from zhibu.domain.tasks.models import Assignment

LONG_AGO = date(2020, 1, 1)


def administrator(role: Role, organisation: Organisation, name: str = "") -> User:
    """An account with one role over one organisation."""
    user = User.objects.create_user(name or role.value, display_name=Role(role).label)
    Grant.objects.create(user=user, role=role, organisation=organisation, since=LONG_AGO)
    return user


def admit(branch: Organisation, name: str, **membership: Any) -> Person:
    """A member of `branch`, full and since long ago unless said otherwise."""
    person = Person.objects.create(name=name, gender=Gender.FEMALE, joined_on=LONG_AGO)
    Membership.objects.create(
        person=person, organisation=branch, **{"status": Status.FULL, "since": LONG_AGO, **membership}
    )
    return person


def add_group(branch: Organisation, name: str = "第一党小组") -> Organisation:
    group = Organisation(
        name=name, short_name=name, kind=Kind.GROUP, category=branch.category, established_on=LONG_AGO
    )
    Organisation.objects.add_child(Organisation.objects.get(pk=branch.pk), instance=group)
    return group


def record(**words: Any) -> RecordSpec:
    """What a recorder typed about a theme day held the day before."""
    typed = {"kind": "theme_day", "title": "3月主题党日", "held_on": date(2026, 3, 9), "present": []}
    return RecordSpec(**{"token": uuid4(), **typed, **words})


def assign(asker: User, at: Organisation, to: Organisation, title: str = "报送计划") -> Assignment:
    """A task that `at` asked of `to`."""
    task = issue_task(
        at, TaskSpec(title=title, responsible=[to], due_on=date(2026, 3, 31)), actor=asker, now=NOW
    )
    return task.assignments.get()


def last_entry() -> Entry:
    """The journal's newest row."""
    return Entry.objects.latest("number")
