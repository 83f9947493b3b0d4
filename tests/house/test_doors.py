"""Every address of the site is in the table of doors, and the table names nothing that does not exist."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from zhibu.domain.access.permissions import PERMISSIONS
from zhibu.web.doors import DOORS


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Full names of all addresses; an unnamed one appears as its pattern and so fails the test."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield namespace + (entry.name or str(entry.pattern))


def web_addresses() -> set[str]:
    # The API has its own table (tests/api): its addresses live in a namespace of their own.
    return {name for name in names(get_resolver()) if not name.startswith("api")}


def test_every_address_has_a_door() -> None:
    assert web_addresses() - {door.name for door in DOORS} == set()


def test_every_door_leads_somewhere() -> None:
    assert {door.name for door in DOORS} - web_addresses() == set()


def test_a_door_asks_for_a_permission_of_the_catalogue() -> None:
    assert {door.permission for door in DOORS if door.permission} - set(PERMISSIONS) == set()


def test_no_address_has_two_doors() -> None:
    listed = [door.name for door in DOORS]
    assert sorted(listed) == sorted(set(listed))
