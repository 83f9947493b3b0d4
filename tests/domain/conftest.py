"""The world of tests/world.py for every room."""

from collections.abc import Iterator

import pytest

from tests.world import World, build_world
from zhibu.domain.rulebook import library


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def rules_as_installed() -> Iterator[None]:
    """Nothing is remembered of the rules that another test put in force, nor of this one's."""
    library.forget()
    yield
    library.forget()
