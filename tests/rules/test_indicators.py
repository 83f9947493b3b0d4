from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.conftest import PACKS, SMALL, WritePack
from zhibu.rules import packs
from zhibu.rules.citations import Citation, Clause, Source, Status
from zhibu.rules.facts import Fact
from zhibu.rules.indicators import closing, judge
from zhibu.rules.marks import Mark
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.values import Kind, Value

BRANCH_LIFE = packs.load(PACKS / "branch-life")
Q3 = Period.parse("2026Q3")
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    "number": st.integers(0, 60).map(Fraction),
    "boolean": st.booleans(),
    "text": st.sampled_from(["organ", "enterprise"]),
    "date": st.dates(),
}


def values_of(facts: dict[str, Fact]) -> st.SearchStrategy[dict[str, Value | None]]:
    """Any value or unknown for each fact."""
    return st.fixed_dictionaries({id: st.none() | VALUES[fact.kind] for id, fact in facts.items()})


INDICATORS = st.sampled_from(list(BRANCH_LIFE.indicators.values()))
FACTS = values_of(dict(BRANCH_LIFE.facts))


def judged(indicator: Indicator, facts: dict[str, Value | None], pack: Pack = BRANCH_LIFE) -> str:
    return judge(indicator, pack, facts, Period.containing(Q3.end, indicator.period)).verdict


def test_the_trace_gives_rule_clause_parameter_with_its_date_and_facts() -> None:
    facts: dict[str, Value | None] = {"full_months": Fraction(3), "member_assemblies": Fraction(1)}
    result = judge(BRANCH_LIFE.indicators["member_assembly"], BRANCH_LIFE, facts, Q3)
    assert (result.verdict, result.value, result.required) == ("met", 1, 1)
    assert result.trace.citation is not None
    assert result.trace.citation.text == "《中国共产党支部工作条例（试行）》第十一条"
    parameter = next(step for step in result.trace.walk() if step.step == "parameter")
    assert parameter.in_force_from is not None
    assert (parameter.value, parameter.in_force_from.isoformat()) == (1, "2018-10-28")
    assert parameter.citation is not None
    assert parameter.citation.status == "V"
    assert result.trace.facts() == {"full_months": 3, "member_assemblies": 1}


def test_a_clause_number_that_is_not_verified_is_not_shown_as_verified() -> None:
    citation = BRANCH_LIFE.indicators["committee_established"].citation
    assert citation.status == "V-c"
    assert citation.text.endswith("第二十条（条号待核）")


@pytest.mark.parametrize(
    ("number", "status", "shown"),
    [
        ("第十一条", "V", "《条例》第十一条"),
        ("第十六条", "V-w", "《条例》第十六条（仅见转述，待核）"),
        (None, "V", "《条例》"),
        (None, "V-c", "《条例》（条号待核）"),
        (None, "V-w", "《条例》（仅见转述，待核）"),
        (None, "U", "《条例》（未核实）"),
        (None, "X", "《条例》（未查到）"),
        (None, "L", "《条例》"),
    ],
)
def test_a_clause_is_named_with_how_far_it_is_verified_also_without_a_number(
    number: str | None, status: Status, shown: str
) -> None:
    source = Source("work", "《条例》", "某机关", None, None, {}, Mark("sources.yaml", 1))
    assert Citation(source, Clause("BR", number, "每季度一次", status)).text == shown


def test_a_period_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(PeriodError, match="这里要按季度计算"):
        judge(BRANCH_LIFE.indicators["theme_day"], BRANCH_LIFE, {}, Period.parse("2026-07"))


def test_closing_a_quarter_judges_what_ends_with_it() -> None:
    third = {indicator.id: str(period) for indicator, period in closing(BRANCH_LIFE, Q3)}
    fourth = {indicator.id: str(period) for indicator, period in closing(BRANCH_LIFE, Period.parse("2026Q4"))}
    assert third["theme_day"] == "2026Q3"
    assert "organisation_life" not in third
    assert (fourth["theme_day"], fourth["organisation_life"]) == ("2026Q4", "2026")


@given(INDICATORS)
def test_knowing_nothing_is_never_a_verdict(indicator: Indicator) -> None:
    assert judged(indicator, {}) == "unknown"


@given(INDICATORS, FACTS)
def test_judging_again_gives_the_same_result(indicator: Indicator, facts: dict[str, Value | None]) -> None:
    period = Period.containing(Q3.end, indicator.period)
    assert judge(indicator, BRANCH_LIFE, facts, period) == judge(indicator, BRANCH_LIFE, facts, period)


@given(INDICATORS, FACTS, st.data())
def test_a_verdict_that_holds_with_unknowns_holds_however_they_turn_out(
    indicator: Indicator, facts: dict[str, Value | None], data: st.DataObject
) -> None:
    """Unknown never stands for any particular value, zero least of all."""
    verdict = judged(indicator, facts)
    if verdict == "unknown":
        return
    filled = dict(facts)
    for id, value in facts.items():
        if value is None:
            filled[id] = data.draw(VALUES[BRANCH_LIFE.facts[id].kind])
    assert judged(indicator, filled) == verdict


@given(st.integers(0, 10), st.integers(0, 10))
def test_holding_one_more_meeting_never_worsens_a_verdict(months: int, meetings: int) -> None:
    indicator = BRANCH_LIFE.indicators["party_lecture"]
    order = ["not_applicable", "not_met", "met"]
    before, after = (
        judged(indicator, {"full_months": Fraction(months), "party_lectures": Fraction(count)})
        for count in (meetings, meetings + 1)
    )
    assert order.index(after) >= order.index(before)


def test_a_new_value_of_a_parameter_leaves_older_periods_as_they_were(write_pack: WritePack) -> None:
    old = packs.load(write_pack())
    values = (
        SMALL["parameters/times.yaml"] + "    - {in_force_from: 2026-08-15, value: 2, clause: rule/one}\n"
    )
    new = packs.load(write_pack({"parameters/times.yaml": values}))
    facts: dict[str, Value | None] = {"lectures": Fraction(1)}
    verdicts = [
        judge(pack.indicators["lecture"], pack, facts, Period.parse(period)).verdict
        for pack in (old, new)
        for period in ("2026Q2", "2026Q3", "2026Q4")
    ]
    assert verdicts == ["met", "met", "met", "met", "met", "not_met"]


def test_before_a_parameter_takes_effect_the_verdict_is_unknown(write_pack: WritePack) -> None:
    pack = packs.load(write_pack())
    result = judge(pack.indicators["lecture"], pack, {"lectures": Fraction(5)}, Period.parse("2019Q4"))
    assert result.verdict == "unknown"
    assert "2019-10-01 没有生效的值" in [step.note for step in result.trace.walk()]
