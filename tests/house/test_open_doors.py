"""Each address answers each role as the table of doors says, and sends whoever is not signed in to sign in."""

from http import HTTPStatus

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.rooms import Rooms
from tests.house.table import ROLES, TABLE, Row
from tests.world import build_world
from zhibu.domain.accounts.models import User
from zhibu.web.doors import DOORS

SIGNS = {HTTPStatus.FORBIDDEN: "-", HTTPStatus.NOT_FOUND: "."}


@pytest.fixture
def rooms(db: None) -> Rooms:
    return Rooms(build_world())


def ask(row: Row, address: str, user: User | None = None) -> HttpResponse:
    """What the site answers; what the request changes is taken back."""
    client = Client()
    with transaction.atomic():
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answer = getattr(client, row.method)(address, row.data())
        transaction.set_rollback(True)
    return answer


def sign(answer: HttpResponse) -> str:
    assert answer.status_code < 500
    assert answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED
    return SIGNS.get(HTTPStatus(answer.status_code), "+")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_door_opens_to_those_it_should_and_leads_strangers_to_the_entrance(row: Row, rooms: Rooms) -> None:
    address = reverse(row.name, args=row.arguments(rooms))
    unknown = ask(row, address)
    assert unknown.status_code == HTTPStatus.FOUND
    assert unknown["Location"].startswith(reverse("sign_in"))
    signs = "".join(sign(ask(row, address, rooms.users[role])) for role in ROLES)
    assert dict(zip(ROLES, signs, strict=True)) == dict(zip(ROLES, row.signs, strict=True))


def test_the_table_has_every_door_but_the_entrance() -> None:
    assert {door.name for door in DOORS} - {row.name for row in TABLE} == {"sign_in"}
    assert len(TABLE) == len({row.name for row in TABLE})


def test_every_door_opens_to_somebody() -> None:
    assert [row.name for row in TABLE if "+" not in row.signs] == []
