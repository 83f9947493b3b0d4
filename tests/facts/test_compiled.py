"""What the engine computes for all organisations at once is what the rules say for each one alone."""

from fractions import Fraction

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.records import PERIOD, PERSONS, records
from tests.facts.strategies import PERIODS, facts, pack_of, packs
from zhibu.facts import evaluate, fact_values, lineage
from zhibu.facts.asked import Question
from zhibu.facts.compiled.formulas import OPERATIONS
from zhibu.facts.reference import Counting, Records
from zhibu.facts.results import text
from zhibu.rules.facts import Fact
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.indicators import judge
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
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
@given(records(), packs(indicators=0), st.sampled_from(PERIODS))
def test_a_compiled_fact_is_what_the_reference_counts_row_by_row(
    tables: dict[str, pa.Table], pack: Pack, period: Period
) -> None:
    asked = (tables, [pack], period, [*organisations(tables), 9999])
    assert fact_values(*asked, on="duckdb") == fact_values(*asked, on="reference")


@slow
@given(records(), st.lists(facts("f", "person"), min_size=1, max_size=1), st.sampled_from(PERIODS))
def test_a_compiled_fact_about_a_person_is_what_the_reference_counts(
    tables: dict[str, pa.Table], known: list[Fact], period: Period
) -> None:
    asked = (tables, [pack_of(known, {})], period, list(PERSONS))
    compiled = fact_values(*asked, subject="person", on="duckdb")
    assert compiled == fact_values(*asked, subject="person", on="reference")


@slow
@given(records(), packs())
def test_a_compiled_verdict_is_the_reference_verdict(tables: dict[str, pa.Table], pack: Pack) -> None:
    values = fact_values(tables, [pack], PERIOD, organisations(tables), on="reference")
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
@given(records(), packs(indicators=0), st.sampled_from(PERIODS), st.data())
def test_lineage_lists_exactly_the_rows_that_were_counted(
    tables: dict[str, pa.Table], pack: Pack, period: Period, data: st.DataObject
) -> None:
    parameters = Question.of([pack], period).parameters
    counting = Counting(Records(tables), period, parameters)
    fact = data.draw(st.sampled_from(sorted(pack.facts.values(), key=lambda one: one.id)))
    subject = data.draw(st.sampled_from(organisations(tables)))
    counted = sorted(row["id"] for row in counting.rows(fact, subject))
    assert lineage(tables, [pack], fact, subject, period, on="duckdb") == counted


def test_every_operator_of_the_rules_is_compiled() -> None:
    assert {*OPERATIONS, "round"} == set(OPERATORS)
