"""On random records, the live page and the closed quarter say the same of every organisation."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.queries import live_results
from zhibu.rules.periods import Period

KINDS = ("theme_day", "member_assembly", "committee_meeting", "party_lecture", "group_meeting", "heart_talk")
Q4 = Period.parse("2026Q4")


def scatter(house: House, random: Random) -> None:
    """Activities of any kind on any day of the year, anywhere; some branches declare a quarter or its months."""
    places = [*house.branches, house.group]
    for _ in range(random.randrange(5, 40)):
        day = date(2026, 1, 1) + timedelta(days=random.randrange(365))
        house.hold(random.choice(places), random.choice(KINDS), day)
    for branch in house.branches:
        for period in random.sample(["2026", "2026Q4", "2026-10", "2026-11", "2026-12"], random.randrange(4)):
            house.declare(branch, period)


@pytest.mark.parametrize("seed", range(6))
def test_live_and_closed_agree_on_the_fourth_quarter_and_the_year(house: House, seed: int) -> None:
    scatter(house, Random(seed))
    after = NOW.replace(year=2027, month=1)
    closing = close_period(house.root, Q4, actor=house.office, now=after)
    for place in (*house.branches, house.group):
        closed = set(closing.results.filter(organisation=place).values_list("indicator", "period", "verdict"))
        live = {(one.indicator.id, str(one.period), one.verdict) for one in live_results(place, Q4)}
        assert closed == live
