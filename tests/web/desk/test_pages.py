"""The desk as a page: what each role finds on it, and confirming a quarter with one tap."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.domain.builders import admit, assign
from tests.world import World, add_branches, build_world
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Declaration


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_stranger_is_told_that_rights_are_missing(world: World) -> None:
    assert "还没有授权范围" in signed_in(world.stranger).get("/").content.decode()


def test_the_secretarys_desk_leads_to_the_record_form_of_a_duty(world: World) -> None:
    for number in range(8):
        admit(world.own, f"党员{number}")
    text = signed_in(world.secretary).get("/").content.decode()
    assert f'href="/record/{world.own.pk}/theme_day/' in text
    assert "主题党日" in text


def test_a_member_without_anything_to_do_is_told_so(world: World) -> None:
    assert "本月应办事项已全部办结" in signed_in(world.member).get("/").content.decode()


def test_a_quarter_is_confirmed_once_however_often_the_button_is_pressed(world: World) -> None:
    client = signed_in(world.secretary)
    for _ in range(2):
        assert client.post(f"/declare/{world.own.pk}/2025Q4/").status_code == 302
    assert Declaration.objects.filter(organisation=world.own, period="2025Q4").count() == 1


def test_a_quarter_that_is_not_over_and_another_branchs_are_not_confirmed(world: World) -> None:
    client = signed_in(world.secretary)
    answer = client.post(f"/declare/{world.own.pk}/2099Q4/", follow=True)
    assert "还没有结束" in answer.content.decode()
    assert client.post(f"/declare/{world.other.pk}/2025Q4/").status_code == 404
    assert client.post(f"/declare/{world.own.pk}/nonsense/").status_code == 404
    assert not Declaration.objects.exists()


def test_the_whole_page_stays_under_twelve_queries_at_any_size(
    world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(8):
        admit(world.own, f"党员{number}")
    for branch in [world.own, *add_branches(world.company, 30)]:
        assign(world.office, world.root, branch, f"报送{branch}")
    for user in (world.secretary, world.office, world.leader):
        client = signed_in(user)
        client.get("/")
        with django_assert_max_num_queries(11):
            client.get("/")
