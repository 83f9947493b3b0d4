"""The guard: may this user do this, there?"""

import pytest

from tests.world import World
from zhibu.domain.access.permissions import PERMISSIONS, UnknownPermission
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import allows, paths_for, require


def test_a_right_holds_at_its_organisation_and_below(world: World) -> None:
    assert allows(world.office, "tasks.assign", world.root)
    assert allows(world.office, "tasks.assign", world.other)
    assert allows(world.secretary, "activities.record", world.own)


def test_a_right_holds_neither_above_nor_beside(world: World) -> None:
    assert not allows(world.secretary, "activities.record", world.organ)
    assert not allows(world.secretary, "activities.record", world.other)


def test_what_may_be_seen_but_not_done_is_forbidden_with_a_reason(world: World) -> None:
    with pytest.raises(Forbidden, match="权限") as refusal:
        require(world.secretary, "tasks.assign", world.own, view="organisations.view")
    assert PERMISSIONS["tasks.assign"] in str(refusal.value)


def test_what_may_not_be_seen_is_hidden(world: World) -> None:
    with pytest.raises(Hidden):
        require(world.secretary, "tasks.assign", world.other, view="organisations.view")


def test_without_a_grant_nothing_is_allowed(world: World) -> None:
    assert all(paths_for(world.stranger, permission) == () for permission in PERMISSIONS)


def test_a_superuser_flag_opens_nothing(world: World) -> None:
    world.stranger.is_superuser = world.stranger.is_staff = True
    assert not allows(world.stranger, "organisations.view", world.root)


def test_a_closed_account_has_no_rights(world: World) -> None:
    world.office.is_active = False
    assert paths_for(world.office, "tasks.assign") == ()


def test_a_permission_outside_the_catalogue_is_a_mistake(world: World) -> None:
    with pytest.raises(UnknownPermission):
        paths_for(world.office, "tasks.destroy")


def test_asking_again_within_a_request_costs_no_query(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        for permission in PERMISSIONS:
            paths_for(world.office, permission)
