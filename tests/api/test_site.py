"""The API answers what the pages answer, to the same people."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World, add_branches, build_world
from zhibu.api.site import PAGE
from zhibu.domain.accounts.models import User


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_health_is_told_to_anybody(db: None) -> None:
    assert Client().get(reverse("api:health")).json()["ok"] is True


def test_nothing_else_is_told_to_strangers(world: World) -> None:
    for address in (reverse("api:organisations"), reverse("api:organisation", args=[world.own.pk])):
        assert Client().get(address).status_code == 401


def test_a_secretary_reads_the_own_branch_and_no_other(world: World) -> None:
    client = signed_in(world.secretary)
    assert [one["id"] for one in client.get(reverse("api:organisations")).json()] == [world.own.pk]
    assert client.get(reverse("api:organisation", args=[world.own.pk])).json()["name"] == world.own.name
    assert client.get(reverse("api:organisation", args=[world.other.pk])).status_code == 404


def test_a_long_list_comes_in_pages(world: World) -> None:
    add_branches(world.company, PAGE)
    client, address = signed_in(world.office), reverse("api:organisations")
    first = client.get(address).json()
    second = client.get(address, {"after": first[-1]["id"]}).json()
    ids = [one["id"] for one in first + second]
    assert len(first) == PAGE
    assert ids == sorted(set(ids))
    assert client.get(address, {"after": ids[-1]}).json() == []
