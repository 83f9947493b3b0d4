"""A quarter that is known to the last record: three branches, of which the third recorded nothing."""

from datetime import date

import pytest

from tests.judged import House, make_house


@pytest.fixture
def house(db: None) -> House:
    """The first branch declared the quarter complete, the second recorded and did not, the third is silent."""
    house = make_house()
    first, second, third = house.branches
    house.hold(first, "theme_day", date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
    house.hold(first, "member_assembly", date(2026, 7, 20))
    house.hold(first, "party_lecture", date(2026, 8, 20))
    house.hold(second, "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    house.hold(first, "theme_day", date(2026, 4, 8), date(2026, 5, 13))
    house.hold(second, "theme_day", date(2026, 4, 8))
    house.hold(third, "theme_day", date(2026, 6, 10))
    house.declare(first, "2026Q3")
    return house
