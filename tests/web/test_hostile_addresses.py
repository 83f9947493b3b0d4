"""Nonsense in an address narrows nothing or is refused; it never fails. PostgreSQL minds what SQLite lets pass."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.rooms import Rooms
from tests.house.table import TABLE, Row
from tests.world import build_world
from zhibu.domain.journal.models import Entry

PAGES = [row for row in TABLE if row.method == "get"]
NAMES = (
    *("q", "page", "period", "state", "kind", "origin", "organisation", "plan", "task", "unit", "verdict"),
    *(
        "since",
        "until",
        "who",
        "act",
        "for",
        "serves",
        "draft",
        "indicator",
        "status",
        "on",
        "after",
        "scope",
    ),
)
NONSENSE = ("\x00", "9" * 40, "-1", "１２", "'\"%<", "2026-02-30", "2026Q9", "\ud7ff\U0010ffff", "a" * 3000)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_nonsense_never_fails(row: Row, db: None) -> None:
    rooms = Rooms(build_world())
    address = reverse(row.name, args=row.arguments(rooms))
    viewer = next(role for role, sign in zip(rooms.users, row.signs, strict=True) if sign == "+")
    client = Client(raise_request_exception=False)
    client.force_login(rooms.users[viewer], backend="django.contrib.auth.backends.ModelBackend")
    failed = [
        nonsense
        for nonsense in NONSENSE
        if client.get(address, dict.fromkeys(NAMES, nonsense)).status_code >= 500
    ]
    assert failed == []


@pytest.mark.parametrize("row", [row for row in TABLE if row.method == "post"], ids=lambda row: row.name)
def test_no_form_takes_a_nul(row: Row, db: None) -> None:
    rooms = Rooms(build_world())
    address = reverse(row.name, args=row.arguments(rooms))
    viewer = next(role for role, sign in zip(rooms.users, row.signs, strict=True) if sign == "+")
    client = Client()
    client.force_login(rooms.users[viewer], backend="django.contrib.auth.backends.ModelBackend")
    rows = Entry.objects.count()
    assert client.post(address, {**row.data(), "note": "a\x00b"}).status_code == 400
    assert Entry.objects.count() == rows
