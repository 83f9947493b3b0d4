"""A list shows exactly the objects that the guard would open one by one: for every role, table and place."""

from datetime import date
from typing import Any

import pytest
from django.db import models

from tests.domain.builders import add_group, administrator, admit, assign, record
from tests.world import NOW, World
from zhibu.domain.access.permissions import PERMISSIONS, ROLE_PERMISSIONS, Role
from zhibu.domain.access.scope import organisation_for, organisations_for, within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import record_activity
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activities_for, activity_for
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Membership
from zhibu.domain.people.queries import register
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import assignment_for, assignments_for


@pytest.fixture
def users(world: World) -> list[User]:
    """One account for each role, at different heights of the tree, and one without any."""
    add_group(world.own)
    places = [world.root, world.highway, world.own, world.other]
    made = [
        administrator(role, place, f"{role.value}-{number}")
        for role in Role
        for number, place in enumerate(places)
    ]
    return [*made, world.stranger]


@pytest.fixture
def rows(world: World) -> dict[str, list[Any]]:
    """A record, an assignment and a member in each branch."""
    for branch in world.branches:
        admit(branch, "某党员")
        record_activity(branch, record(), actor=world.office, now=NOW)
        assign(world.office, world.root, branch)
    return {
        "activity": list(Activity.objects.select_related("organisation")),
        "assignment": list(Assignment.objects.select_related("organisation")),
        "membership": list(Membership.objects.select_related("organisation")),
    }


def keys(rows: models.QuerySet) -> set[int]:
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_organisations_listed_are_those_allowed(users: list[User], permission: str) -> None:
    everything = list(Organisation.objects.all())
    for user in users:
        allowed = {row.pk for row in everything if allows(user, permission, row)}
        assert keys(organisations_for(user, permission)) == allowed, user.username


def test_records_tasks_and_members_listed_are_those_allowed(
    users: list[User], rows: dict[str, list[Any]], world: World
) -> None:
    for user in users:
        lists = {
            "activity": ("activities.view", activities_for(user)),
            "assignment": ("tasks.view", assignments_for(user)),
            "membership": ("people.view", register(user, world.root, on=date(2026, 3, 10))),
        }
        for table, (permission, listed) in lists.items():
            allowed = {row.pk for row in rows[table] if allows(user, permission, row.organisation)}
            assert keys(listed) == allowed, f"{user.username} {table}"


def test_what_is_not_listed_does_not_open(users: list[User], rows: dict[str, list[Any]]) -> None:
    for user in users:
        for table, get, listed in (
            ("activity", activity_for, activities_for(user)),
            ("assignment", assignment_for, assignments_for(user)),
        ):
            shown = keys(listed)
            for row in rows[table]:
                if row.pk in shown:
                    assert get(user, row.pk) == row
                else:
                    with pytest.raises(Hidden):
                        get(user, row.pk)


def test_an_organisation_out_of_sight_is_hidden_like_one_that_never_was(world: World) -> None:
    assert organisation_for(world.secretary, world.own.pk) == world.own
    for pk in (world.other.pk, world.root.pk, 10**9):
        with pytest.raises(Hidden):
            organisation_for(world.secretary, pk)


def test_nobody_without_a_grant_sees_any_row(world: World) -> None:
    assert not Organisation.objects.filter(within(world.stranger, "organisations.view", "path")).exists()


def test_each_role_has_only_permissions_of_the_catalogue() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(PERMISSIONS)
