"""Months that each organisation must fill by itself: one group's meetings never stand for another's."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.facts.strategies import pack_of
from tests.facts.tables import tables
from zhibu.facts import fact_values
from zhibu.rules.facts import Condition, Fact, Measure
from zhibu.rules.indicators import judge
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

WAYS = pytest.mark.parametrize("on", ["duckdb", "reference"])
QUARTER = Period.parse("2026Q3")
SHIPPED = load_all(Path(__file__).resolve().parents[2] / "packs")["branch-life"]
MEETING = (Condition("kind", "is", ("group_meeting",)),)


def months(activity: list[tuple[int, str]], least: int = 1, on: str = "duckdb") -> Fraction:
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
    value = fact_values(kept, [pack_of([fact], {})], QUARTER, [1], on=on)[1]["months"]
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
@WAYS
def test_each_group_fills_its_own_whole_months(activity: list[tuple[int, str]], filled: int, on: str) -> None:
    assert months(activity, on=on) == filled


@WAYS
def test_a_month_needs_as_many_meetings_as_are_asked(on: str) -> None:
    assert months([(2, "2026-07-01"), (2, "2026-07-31"), (2, "2026-08-15")], least=2, on=on) == 1


BY_MONTH = ("committee_meeting", "theme_day", "own_group_meeting")


def verdicts(place: str, held: list[str], on: str) -> dict[str, str]:
    """The monthly duties of one set up on 10 August by the shipped rules, judged of the third quarter."""
    kind = "group_meeting" if place == "group" else None
    kinds = [kind] if kind else ["committee_meeting", "theme_day"]
    branch = {"id": 1, "path": "0001", "kind": place, "established_on": date(2026, 8, 10)}
    kept = tables(
        organisation=[branch],
        membership=[{"id": n, "person_id": n, "organisation_id": 1} for n in range(1, 8)],
        activity=[
            {"id": 2 * n + at, "organisation_id": 1, "kind": one, "held_on": date.fromisoformat(day)}
            for n, day in enumerate(held, 1)
            for at, one in enumerate(kinds)
        ],
    )
    values = fact_values(kept, [SHIPPED], QUARTER, [1], on=on)[1]
    judged = [SHIPPED.indicators[id_] for id_ in BY_MONTH if place in SHIPPED.indicators[id_].kinds]
    return {one.id: judge(one, SHIPPED, values, QUARTER).verdict for one in judged}


@WAYS
@pytest.mark.parametrize("place", ["branch", "group"])
def test_a_meeting_in_the_month_of_the_founding_stands_for_no_full_month(place: str, on: str) -> None:
    assert set(verdicts(place, ["2026-08-10", "2026-08-31"], on).values()) == {"not_met"}
    assert set(verdicts(place, ["2026-08-20", "2026-09-01"], on).values()) == {"met"}
    assert set(verdicts(place, ["2026-09-01"], on).values()) == {"met"}
    assert set(verdicts(place, [], on).values()) == {"unknown"}
