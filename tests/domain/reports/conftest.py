"""The house of tests/judged.py for this room."""

import pytest

from tests.judged import House, make_house


@pytest.fixture
def house(db: None) -> House:
    return make_house()
