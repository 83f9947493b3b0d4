"""The world of tests/world.py with its people signed in, for the pages of every room."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.domain.builders import admit
from tests.world import World, build_world
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import RecordSpec, record_activity
from zhibu.domain.activities.models import Activity
from zhibu.domain.people.models import Person


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A client signed in as a user."""

    def run(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return run


@pytest.fixture
def office(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.office)


@pytest.fixture
def secretary(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.secretary)


@pytest.fixture
def secretary2(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.secretary2)


@pytest.fixture
def member(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.member)


@pytest.fixture
def stranger(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.stranger)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def people(world: World) -> list[Person]:
    """Three members of the secretary's branch."""
    return [admit(world.own, name) for name in ("陈一", "李二", "王三")]


@pytest.fixture
def recorded(world: World, people: list[Person], today: date) -> Activity:
    """A theme day of the secretary's branch, held today: two were there, one was ill."""
    first, second, third = people
    spec = RecordSpec(
        token=uuid4(),
        kind="theme_day",
        title="学习换届规定",
        held_on=today,
        present=[first.pk, second.pk],
        absent={third.pk: "sick"},
        minutes=90,
    )
    return record_activity(world.own, spec, actor=world.secretary, now=timezone.now())
