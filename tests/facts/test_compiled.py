"""What the engine computes for all organisations at once is what the rules say for each one alone."""

from fractions import Fraction

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.oracle import Oracle
from tests.facts.records import PERIOD, PERSONS, records
from tests.facts.strategies import facts, pack_of, packs
from zhibu.facts import evaluate, fact_values, lineage
from zhibu.facts.compiled.formulas import OPERATIONS
from zhibu.facts.results import text
from zhibu.rules.facts import Fact
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.indicators import judge
from zhibu.rules.model import Pack
from zhibu.rules.values import Value, number_text

slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def organisations(tables: dict[str, pa.Table]) -> list[int]:
    ids: list[int] = tables["organisation"]["id"].to_pylist()
    return ids


def written(value: Value | None) -> str | None:
    if value is None:
        return None
    return number_text(value) if isinstance(value, Fraction) else text(value)


@slow
@given(records(), packs())
def test_a_fact_is_what_its_definition_says_row_by_row(tables: dict[str, pa.Table], pack: Pack) -> None:
    oracle = Oracle(tables, PERIOD, {})
    values = fact_values(tables, [pack], PERIOD, organisations(tables))
    for subject in organisations(tables):
        expected = {fact.id: oracle.value(fact, subject) for fact in pack.facts.values()}
        assert values[subject] == expected


@slow
@given(records(), st.lists(facts("f", "person"), min_size=1, max_size=1))
def test_a_fact_about_a_person_is_what_its_definition_says(
    tables: dict[str, pa.Table], known: list[Fact]
) -> None:
    oracle = Oracle(tables, PERIOD, {})
    members = {
        row["person_id"] for row in oracle.tables["membership"] if oracle.at_end(row, "since", "until")
    }
    values = fact_values(tables, [pack_of(known, {})], PERIOD, list(PERSONS), subject="person")
    assert values == {one: {"f": oracle.value(known[0], one)} for one in members}


@slow
@given(records(), packs())
def test_a_compiled_verdict_is_the_reference_verdict(tables: dict[str, pa.Table], pack: Pack) -> None:
    values = fact_values(tables, [pack], PERIOD, organisations(tables))
    kinds = dict(zip(organisations(tables), tables["organisation"]["kind"].to_pylist(), strict=True))
    expected = []
    for indicator in sorted(pack.indicators.values(), key=lambda one: one.id):
        for subject in sorted(kinds):
            if kinds[subject] in indicator.kinds:
                result = judge(indicator, pack, values[subject], PERIOD)
                value, required = written(result.value), written(result.required)
                expected.append(
                    (subject, indicator.id, result.verdict, value, required, indicator.citation.text)
                )
    assert [tuple(row) for row in evaluate(tables, [pack], PERIOD)] == expected


@slow
@given(records(), packs(indicators=0), st.data())
def test_lineage_lists_exactly_the_rows_that_were_counted(
    tables: dict[str, pa.Table], pack: Pack, data: st.DataObject
) -> None:
    oracle = Oracle(tables, PERIOD, {})
    fact = data.draw(st.sampled_from(sorted(pack.facts.values(), key=lambda one: one.id)))
    subject = data.draw(st.sampled_from(organisations(tables)))
    assert lineage(tables, [pack], fact, subject, PERIOD) == [row["id"] for row in oracle.rows(fact, subject)]


def test_every_operator_of_the_rules_is_compiled() -> None:
    assert {*OPERATIONS, "round"} == set(OPERATORS)
