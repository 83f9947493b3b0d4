"""Quarters that a branch must fill: those during all of which it existed, each by a meeting of its own."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.facts.tables import tables
from zhibu.facts import evaluate_sheets, fact_values
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

SHIPPED = load_all(Path(__file__).resolve().parents[2] / "packs")["branch-standardisation"]
YEAR = Period.parse("2026")
FOUNDED, DISSOLVED = date(2026, 2, 10), date(2026, 11, 20)


def kept(held: list[str], founded: date, dissolved: date | None):
    place = {"id": 1, "path": "0001", "established_on": founded, "dissolved_on": dissolved}
    activity = [
        {"id": n, "organisation_id": 1, "kind": "member_assembly", "held_on": date.fromisoformat(day)}
        for n, day in enumerate(held, 1)
    ]
    return tables(organisation=[place], activity=activity)


@pytest.mark.parametrize(
    ("held", "founded", "dissolved", "owed", "filled"),
    [
        (["2026-02-10", "2026-05-01", "2026-09-30"], FOUNDED, None, 3, 2),
        (["2026-05-01", "2026-05-02", "2026-08-01"], FOUNDED, DISSOLVED, 2, 2),
        (["2026-03-31", "2026-11-01"], FOUNDED, DISSOLVED, 2, 0),
        (["2026-04-01"], date(2026, 4, 1), None, 3, 1),
        (["2026-04-30"], date(2026, 4, 2), None, 2, 0),
        (["2026-05-30"], date(2015, 1, 1), date(2026, 7, 1), 2, 1),
        (["2026-05-30"], date(2015, 1, 1), date(2026, 6, 30), 1, 0),
    ],
)
@pytest.mark.parametrize("on", ["duckdb", "reference"])
def test_a_quarter_counts_that_the_branch_existed_all_through(
    held: list[str], founded: date, dissolved: date | None, owed: int, filled: int, on: str
) -> None:
    values = fact_values(kept(held, founded, dissolved), [SHIPPED], YEAR, [1], on=on)[1]
    assert (values["full_quarters"], values["member_assembly_quarters"]) == (owed, filled)


@pytest.mark.parametrize("on", ["duckdb", "reference"])
def test_no_quarter_lies_within_a_month(on: str) -> None:
    month = Period.parse("2026-05")
    values = fact_values(kept([], date(2015, 1, 1), None), [SHIPPED], month, [1], on=on)[1]
    assert values["full_quarters"] == 0


def test_the_founding_assembly_stands_for_no_quarter_of_the_yearly_sheet() -> None:
    def points(*held: str) -> str | None:
        rows = kept(list(held), FOUNDED, None)
        score = next(iter(evaluate_sheets(rows, [SHIPPED], YEAR)))
        return next(item.points for item in score.items if item.item == "assemblies")

    assert points("2026-05-01", "2026-08-01", "2026-11-01") == "12"
    assert points("2026-02-10", "2026-05-01", "2026-08-01") == str(Fraction(9))
