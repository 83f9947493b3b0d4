"""The house of tests/judged.py for this room."""

from collections.abc import Callable

import pytest

from tests.judged import House, make_house


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def houses(db: None) -> Callable[..., House]:
    """A house of any size, once a test."""
    return make_house
