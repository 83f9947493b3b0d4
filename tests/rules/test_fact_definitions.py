"""What may be counted: every way to write a fact, and what is refused."""

from fractions import Fraction

import pytest

from tests.rules.conftest import SMALL, WritePack
from zhibu.rules import packs
from zhibu.rules.facts import By, Condition, Fact, Measure, ParameterValue

HEAD = "made: {title: 数, subject: organisation, "


def fact(write_pack: WritePack, written: str) -> Fact:
    return packs.load(write_pack({"facts/made.yaml": HEAD + written + "}\n"})).facts["made"]


@pytest.mark.parametrize(
    ("written", "measure", "kind"),
    [
        ("table: activity, measure: count", Measure("count"), "number"),
        ("table: activity, measure: exists", Measure("exists"), "boolean"),
        ("table: activity, measure: months", Measure("months"), "number"),
        ("table: activity, measure: quarters", Measure("quarters"), "number"),
        ("table: activity, measure: {own_months: 2}", Measure("own_months", None, 2), "number"),
        ("table: activity, measure: {own_quarters: 1}", Measure("own_quarters", None, 1), "number"),
        (
            "table: activity, measure: {own_months: {parameter: times}}",
            Measure("own_months", None, ParameterValue("times")),
            "number",
        ),
        ("table: activity, measure: {sum: minutes}", Measure("sum", "minutes"), "number"),
        ("table: term, measure: {latest: expires_on}", Measure("latest", "expires_on"), "date"),
        ("table: term, measure: {earliest: elected_on}", Measure("earliest", "elected_on"), "date"),
        ("table: organisation, measure: {value_of: category}", Measure("value_of", "category"), "text"),
        ("table: organisation, measure: full_months", Measure("full_months"), "number"),
        ("table: organisation, measure: full_quarters", Measure("full_quarters"), "number"),
        (
            "table: membership, measure: {distinct: group_id, each_at_least: 3}",
            Measure("distinct", "group_id", 3),
            "number",
        ),
    ],
)
def test_a_measure_is_read_with_the_kind_of_its_value(
    write_pack: WritePack, written: str, measure: Measure, kind: str
) -> None:
    made = fact(write_pack, written)
    assert (made.measure, made.kind) == (measure, kind)


@pytest.mark.parametrize(
    ("where", "condition"),
    [
        ("kind: party_lecture", Condition("kind", "is", ("party_lecture",))),
        ("kind: [visit, research]", Condition("kind", "one_of", ("visit", "research"))),
        ("kind: {is_not: visit}", Condition("kind", "is_not", ("visit",))),
        ("minutes: {at_least: 45}", Condition("minutes", "at_least", (Fraction(45),))),
        (
            "minutes: {at_most: {parameter: times}}",
            Condition("minutes", "at_most", (ParameterValue("times"),)),
        ),
        ("minutes: {known: false}", Condition("minutes", "known", (False,))),
    ],
)
def test_a_condition_on_a_column_is_read(write_pack: WritePack, where: str, condition: Condition) -> None:
    assert fact(write_pack, f"table: activity, measure: count, where: {{{where}}}").where == (condition,)


def test_facts_of_activities_need_coverage_and_facts_of_the_register_do_not(write_pack: WritePack) -> None:
    assert fact(write_pack, "table: activity, measure: count").needs_coverage
    assert not fact(write_pack, "table: membership, measure: count").needs_coverage


def test_a_fact_takes_its_own_days_where_it_names_them(write_pack: WritePack) -> None:
    overdue = fact(
        write_pack, "table: finding, measure: count, interval: [due_on, closed_on], window: at_end"
    )
    assert (overdue.days, overdue.day) == (("due_on", "closed_on"), "opened_on")
    assert fact(write_pack, "table: finding, measure: count, date: closed_on").day == "closed_on"


def test_persons_are_chosen_by_post_and_membership(write_pack: WritePack) -> None:
    made = fact(write_pack, "table: attendance, measure: count, by: {posts: [leader], members: true}")
    assert made.by == By(("leader",), True)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("table: activity, measure: {sum: kind}", "“kind”不是数，不能这样用。"),
        ("table: term, measure: {latest: organisation_id}", "“organisation_id”不是日期，不能这样用。"),
        ("table: activity, measure: {distinct: nothing}", "表 activity 没有“nothing”这一列"),
        ("table: activity, measure: {sum: minutes, each_at_least: 3}", "each_at_least 只与 distinct 同用"),
        ("table: activity, measure: {distinct: id, each_at_least: many}", "each_at_least 只与 distinct 同用"),
        ("table: activity, measure: {distinct: id, sum: minutes}", "measure 里要恰好有一个"),
        ("table: activity, measure: full_months", "full_months 只用于表 organisation"),
        ("table: activity, measure: full_quarters", "full_quarters 只用于表 organisation"),
        ("table: term, measure: {own_quarters: 1}", "own_quarters 只用于表 activity，并且按组织计算"),
        ("table: activity, measure: {own_quarters: 0}", "每季度至少几次：一个不小于1的整数"),
        ("table: term, measure: {own_months: 1}", "own_months 只用于表 activity，并且按组织计算"),
        ("table: activity, measure: {own_months: 0}", "一个不小于1的整数"),
        ("table: activity, measure: {own_months: 1.5}", "一个不小于1的整数"),
        ("table: activity, measure: {own_months: often}", "这里要写数"),
        ("table: activity, measure: [count]", "measure 要写成 count"),
        ("table: activity, measure: count, where: {kind: [visit, 3]}", "这里要写文字"),
        (
            "table: activity, measure: count, where: {kind: {at_least: visit}}",
            "“kind”不是数或日期，不能比大小",
        ),
        ("table: activity, measure: count, where: {minutes: {atleast: 3}}", "没有“atleast”这种条件"),
        (
            "table: activity, measure: count, where: {minutes: {parameter: nothing}}",
            "{parameter: 一个同类的参数}",
        ),
        ("table: activity, measure: count, where: [kind]", "where 要写成列名和条件"),
        ("table: activity, measure: count, date: kind", "“kind”不是日期，不能这样用。"),
        ("table: finding, measure: count, interval: [due_on, scope]", "“scope”不是日期，不能这样用。"),
        ("table: activity, measure: count, by: {members: true}", "表 activity 里没有人员，不能写 by。"),
    ],
)
def test_what_a_table_cannot_give_is_refused(write_pack: WritePack, written: str, message: str) -> None:
    found = packs.check(write_pack({"facts/made.yaml": HEAD + written + "}\n"}))
    assert any(message in issue.message for issue in found), found


def test_a_person_fact_counts_only_the_persons_own_rows(write_pack: WritePack) -> None:
    written = "made: {title: 数, subject: person, table: attendance, measure: count, over: subtree}\n"
    (issue,) = packs.check(write_pack({"facts/made.yaml": written}))
    assert issue.message == "按党员计算时，over 只能是 own。"


def test_a_fact_of_another_subject_is_refused_in_a_formula(write_pack: WritePack) -> None:
    person = "mine: {title: 数, subject: person, table: attendance, measure: count}\n"
    uses = SMALL["indicators/lecture.yaml"].replace("{fact: lectures}", "{fact: mine}")
    (issue,) = packs.check(write_pack({"facts/mine.yaml": person, "indicators/lecture.yaml": uses}))
    assert issue.message == "“mine”是按党员计算的，这里是按组织。"
