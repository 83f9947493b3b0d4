"""Facts are counted over a term of office by the same definitions as over a quarter."""

from datetime import date
from fractions import Fraction

import pytest

from tests.facts.strategies import pack_of
from tests.facts.tables import tables
from zhibu.facts import fact_values
from zhibu.rules.facts import Fact, Measure
from zhibu.rules.terms import Term

WAYS = pytest.mark.parametrize("on", ["duckdb", "reference"])
TERM = Term.between(date(2024, 5, 10), date(2026, 5, 9))
FACTS = [
    Fact("held", "次数", "organisation", "activity", Measure("count")),
    Fact("this_year", "次数", "organisation", "activity", Measure("count"), window="year_to_date"),
    Fact("months", "整月数", "organisation", "organisation", Measure("full_months")),
]


def held(*days: str, declared: tuple[str, ...] = (), on: str) -> dict[str, object]:
    kept = tables(
        organisation=[{"id": 1}],
        activity=[
            {"id": n, "organisation_id": 1, "held_on": date.fromisoformat(day)}
            for n, day in enumerate(days, 1)
        ],
        declaration=[
            {"id": n, "organisation_id": 1, "period": period, "declared_on": date(2026, 5, 9)}
            for n, period in enumerate(declared, 1)
        ],
    )
    return dict(fact_values(kept, [pack_of(FACTS, {})], TERM, [1], on=on)[1])


@WAYS
def test_a_term_is_counted_from_its_first_day_to_its_last(on: str) -> None:
    found = held("2024-05-09", "2024-05-10", "2025-08-01", "2026-05-09", "2026-05-10", on=on)
    assert found == {"held": Fraction(3), "this_year": Fraction(1), "months": Fraction(23)}


@WAYS
def test_a_term_without_records_is_unknown_until_every_month_is_declared(on: str) -> None:
    assert held(on=on)["held"] is None
    assert held(declared=("2024H1", "2024H2", "2025"), on=on)["held"] is None
    assert held(declared=("2024H1", "2024H2", "2025", "2026Q1", "2026-04", "2026-05"), on=on)["held"] == 0
