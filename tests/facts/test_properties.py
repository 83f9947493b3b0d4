"""What must hold of every figure whatever the records and the rules."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.records import PERIOD, records
from tests.facts.strategies import PERIODS, pack_of, packs, ways
from tests.facts.tables import tables as build
from zhibu.facts import evaluate, fact_values, schema, snapshot
from zhibu.rules.facts import Condition, Fact, Measure
from zhibu.rules.model import Pack

picky = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
few = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
slow = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))

COUNTED = [
    Fact("held", "次数", "organisation", "activity", Measure("count"), over="with_groups"),
    Fact("months", "月数", "organisation", "activity", Measure("months"), window="year_to_date"),
    Fact(
        "present",
        "到会",
        "organisation",
        "attendance",
        Measure("count"),
        (Condition("status", "is", ("present",)),),
    ),
    Fact("minutes", "分钟", "organisation", "activity", Measure("sum", "minutes")),
    Fact("kinds", "种类", "organisation", "activity", Measure("distinct", "kind")),
    Fact("often", "种类", "organisation", "activity", Measure("distinct", "kind", 2), over="with_groups"),
    Fact("quarters", "季度", "organisation", "activity", Measure("quarters"), window="year_to_date"),
    Fact("filled", "整月", "organisation", "activity", Measure("own_months", None, 1)),
    Fact("full", "整月", "organisation", "activity", Measure("own_months", None, 2), over="groups"),
    Fact("seasons", "整季", "organisation", "activity", Measure("own_quarters", None, 1)),
    Fact("whole", "整季", "organisation", "activity", Measure("own_quarters", None, 2), over="groups"),
    Fact("below", "次数", "organisation", "activity", Measure("count"), over="subtree"),
]
COUNTING = pack_of(COUNTED, {})


def organisations(tables: dict[str, pa.Table]) -> list[int]:
    ids: list[int] = tables["organisation"]["id"].to_pylist()
    return ids


def without(tables: dict[str, pa.Table], *names: str) -> dict[str, pa.Table]:
    return tables | {name: schema.empty(name) for name in names}


def complete(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The same, every organisation having declared its records of the year complete."""
    declared = [
        {"id": number, "organisation_id": one, "period": "2026", "declared_on": PERIOD.end}
        for number, one in enumerate(organisations(tables), 1)
    ]
    return tables | {"declaration": build(declaration=declared)["declaration"]}


@slow
@given(records(), ways)
def test_no_records_and_no_declaration_are_unknown_and_never_zero(
    tables: dict[str, pa.Table], on: str
) -> None:
    silent = without(tables, "activity", "attendance", "declaration")
    for values in fact_values(silent, [COUNTING], PERIOD, organisations(tables), on=on).values():
        counted = {id_: value for id_, value in values.items() if id_ != "below"}
        assert set(counted.values()) == {None}


@slow
@given(records(), ways)
def test_a_declaration_turns_unknown_into_zero(tables: dict[str, pa.Table], on: str) -> None:
    silent = without(tables, "activity", "attendance")
    for values in fact_values(complete(silent), [COUNTING], PERIOD, organisations(tables), on=on).values():
        assert set(values.values()) == {Fraction(0)}


@slow
@given(records(), st.data(), ways)
def test_one_more_record_never_lowers_a_count(
    tables: dict[str, pa.Table], data: st.DataObject, on: str
) -> None:
    tables = complete(tables)  # So that every count is known, those that are zero too.
    held = tables["activity"].to_pylist()
    more: dict[str, Any] = {
        "id": len(held) + 1,
        "organisation_id": data.draw(st.sampled_from(organisations(tables))),
        "kind": "theme_day",
        "held_on": PERIOD.start,
        "minutes": 30,
        "recorded_on": PERIOD.end,
    }
    before = fact_values(tables, [COUNTING], PERIOD, organisations(tables), on=on)
    richer = tables | {"activity": pa.Table.from_pylist([*held, more], schema.TABLES["activity"])}
    after = fact_values(richer, [COUNTING], PERIOD, organisations(tables), on=on)
    for subject, values in before.items():
        for id_, value in values.items():
            later = after[subject][id_]
            if id_ == "minutes" and value is None:  # Of some record it is not known how long it took.
                continue
            assert isinstance(later, Fraction)
            assert isinstance(value, Fraction)
            assert later >= value


def shuffled(tables: dict[str, pa.Table], random: Any) -> dict[str, pa.Table]:
    """The same rows, each table in an order of its own."""
    found = {}
    for name, table in tables.items():
        order = list(range(len(table)))
        random.shuffle(order)
        found[name] = table.take(pa.array(order, pa.int64()))
    return found


PICKING = pack_of(
    [
        Fact("state", "所选", "organisation", "assignment", Measure("value_of", "state"), window="to_date"),
        Fact("task", "所选", "organisation", "assignment", Measure("value_of", "task_id"), window="at_end"),
        Fact("post", "所选", "organisation", "post", Measure("value_of", "kind"), window="at_end"),
    ],
    {},
)
"""What is made of one row among several."""


def crowded(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The same assignments and posts, all of the first organisation and from one day on: nothing but their number
    tells which is the later."""
    found = dict(tables)
    for name, column in (("assignment", "due_on"), ("post", "since")):
        rows = [row | {"organisation_id": 1, column: PERIOD.start} for row in tables[name].to_pylist()]
        found[name] = pa.Table.from_pylist(rows, schema.TABLES[name])
    return found


@slow
@given(records(), packs(), st.randoms(use_true_random=False))
def test_the_order_of_records_never_changes_a_result(
    tables: dict[str, pa.Table], pack: Pack, random: Any
) -> None:
    assert (
        evaluate(shuffled(tables, random), [pack], PERIOD).digest == evaluate(tables, [pack], PERIOD).digest
    )


@picky
@given(records(), st.randoms(use_true_random=False), ways)
def test_the_order_of_records_never_decides_which_one_is_picked(
    tables: dict[str, pa.Table], random: Any, on: str
) -> None:
    tables = crowded(tables)
    asked = ([PICKING], PERIOD, organisations(tables))
    found = fact_values(tables, *asked, on=on)
    assert fact_values(shuffled(tables, random), *asked, on=on) == found


@few
@given(records(), packs())
def test_evaluating_again_gives_the_same_whatever_was_asked_between(
    tables: dict[str, pa.Table], pack: Pack
) -> None:
    first = evaluate(tables, [pack], PERIOD)
    counted = [
        fact_values(tables, [pack], period, organisations(tables), on=on)
        for period in PERIODS
        for on in ("reference", "duckdb", "duckdb")
    ]
    assert counted[0::3] == counted[1::3] == counted[2::3]
    again = evaluate(tables, [pack], PERIOD)
    assert (again.digest, again.table) == (first.digest, first.table)


@slow
@given(records(), packs())
def test_the_closed_quarter_has_the_verdicts_of_the_live_page(
    tmp_path_factory: Any, tables: dict[str, pa.Table], pack: Pack
) -> None:
    directory: Path = tmp_path_factory.mktemp("closed") / "snapshot"
    snapshot.write(directory, str(PERIOD), tables)
    live = evaluate(tables, [pack], PERIOD)
    assert evaluate(directory, [pack], PERIOD).digest == live.digest
    assert evaluate(directory, [pack], PERIOD).table == live.table
