"""Months that each organisation must fill by itself: one group's meetings never stand for another's."""

from datetime import date
from fractions import Fraction

import pytest

from tests.facts.strategies import pack_of
from tests.facts.tables import tables
from zhibu.facts import fact_values
from zhibu.rules.facts import Condition, Fact, Measure
from zhibu.rules.periods import Period

QUARTER = Period.parse("2026Q3")
MEETING = (Condition("kind", "is", ("group_meeting",)),)


def months(activity: list[tuple[int, str]], least: int = 1) -> Fraction:
    """The months that the two groups of a branch (1) filled, the second of which was set up on 10 August."""
    fact = Fact(
        "months",
        "月数",
        "organisation",
        "activity",
        Measure("own_months", None, least),
        MEETING,
        over="groups",
    )
    kept = tables(
        organisation=[
            {"id": 1, "path": "0001"},
            {"id": 2, "path": "00010001", "kind": "group", "parent_id": 1},
            {
                "id": 3,
                "path": "00010002",
                "kind": "group",
                "parent_id": 1,
                "established_on": date(2026, 8, 10),
            },
        ],
        activity=[
            {
                "id": n,
                "organisation_id": organisation,
                "kind": "group_meeting",
                "held_on": date.fromisoformat(day),
            }
            for n, (organisation, day) in enumerate(activity, 1)
        ],
    )
    value = fact_values(kept, [pack_of([fact], {})], QUARTER, [1])[1]["months"]
    assert isinstance(value, Fraction)
    return value


@pytest.mark.parametrize(
    ("activity", "filled"),
    [
        ([(2, "2026-07-01"), (2, "2026-07-31"), (2, "2026-08-15")], 2),
        ([(2, "2026-07-01"), (2, "2026-08-01"), (2, "2026-09-01"), (3, "2026-09-30")], 4),
        ([(2, "2026-07-01"), (3, "2026-08-20")], 1),
        ([(2, "2026-07-01"), (1, "2026-08-01"), (1, "2026-09-01")], 1),
    ],
    ids=["twice in a month is one", "both groups", "no whole month yet", "the branch itself is no group"],
)
def test_each_group_fills_its_own_whole_months(activity: list[tuple[int, str]], filled: int) -> None:
    assert months(activity) == filled


def test_a_month_needs_as_many_meetings_as_are_asked() -> None:
    assert months([(2, "2026-07-01"), (2, "2026-07-31"), (2, "2026-08-15")], least=2) == 1
