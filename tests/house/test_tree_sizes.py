"""No page asks more questions of the database where the tree is ten times as large."""

from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.domain.builders import LONG_AGO
from tests.house.rooms import Rooms
from tests.house.table import TABLE
from tests.world import World, add_branches, build_world
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender, Status
from zhibu.domain.people.models import Membership, Person
from zhibu.domain.tasks.actions import TaskSpec, issue_task

SIZES = (30, 300)
PAGES = [row for row in TABLE if row.method == "get"]
ONCE_IN_SECONDS = 1
"""Which rules are in force is asked again once in a few seconds, whatever the page."""


def test_no_page_asks_more_of_a_larger_tree(db: None) -> None:
    rooms = Rooms(build_world())
    addresses = {row.name: reverse(row.name, args=row.arguments(rooms)) for row in PAGES}
    counts = []
    for size in SIZES:
        grow(rooms.world, size)
        for viewer in ("office", "secretary"):
            counts.append(asked(addresses, rooms.users[viewer]))
    grown = {
        name: (few[name], many[name])
        for few, many in zip(counts[:2], counts[2:], strict=True)
        for name in addresses
        if many[name] > few[name] + ONCE_IN_SECONDS
    }
    assert grown == {}


def asked(addresses: dict[str, str], user: User) -> dict[str, int]:
    """Queries of each page, asked a second time, when what is kept in the process is known."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    counts = {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts[name] = len(queries)
    return counts


def grow(world: World, size: int) -> None:
    """So many organisations in all, each new branch with a member, a record of today and an open assignment."""
    branches = add_branches(world.company, size - Organisation.objects.count())
    today, now = timezone.localdate(), timezone.now()
    people = Person.objects.bulk_create(
        Person(name=f"党员{branch.pk}", gender=Gender.FEMALE, joined_on=LONG_AGO) for branch in branches
    )
    Membership.objects.bulk_create(
        Membership(person=person, organisation=branch, status=Status.FULL, since=LONG_AGO)
        for person, branch in zip(people, branches, strict=True)
    )
    Activity.objects.bulk_create(
        Activity(
            organisation=branch,
            token=uuid4(),
            kind="theme_day",
            title="主题党日",
            held_on=today,
            recorded_by=world.secretary,
            recorded_at=now,
        )
        for branch in branches
    )
    issue_task(world.root, TaskSpec("报送计划", branches, due_on=today), actor=world.office, now=now)
