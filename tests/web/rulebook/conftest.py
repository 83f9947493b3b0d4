"""The world at the pages of the rules, with nothing remembered of the rules that another test put in force."""

from collections.abc import Iterator

import pytest

from tests.world import World, build_world
from zhibu.domain.rulebook import library


@pytest.fixture(autouse=True)
def rules_as_installed() -> Iterator[None]:
    """Nothing is remembered of the rules that another test put in force, nor of this one's."""
    library.forget()
    yield
    library.forget()


@pytest.fixture
def world(db: None) -> World:
    return build_world()
