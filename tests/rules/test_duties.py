from fractions import Fraction

import pytest

from zhibu.rules.duties import facts_of, owed, state
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.values import Value

JULY = Period.parse("2026-07")


def known(**facts: int) -> dict[str, Value | None]:
    return {name: Fraction(number) for name, number in facts.items()}


def test_a_branch_owes_monthly_duties_in_a_month_and_quarterly_ones_in_a_quarter(branch_life: Pack) -> None:
    monthly = [duty.title for duty in owed(branch_life, JULY, "organisation", "branch")]
    quarterly = [duty.title for duty in owed(branch_life, Period.parse("2026Q3"), "organisation", "branch")]
    assert monthly == ["召开支委会", "开展主题党日"]
    assert quarterly == ["召开党员大会", "上党课"]
    assert [duty.title for duty in owed(branch_life, JULY, "organisation", "group")] == ["召开党小组会"]


def test_a_duty_says_what_is_due_until_when_and_on_which_clause(branch_life: Pack) -> None:
    duty = branch_life.duties["committee_meeting_duty"]
    found = state(duty, branch_life, known(full_members=9, full_months=1, committee_meetings=0), JULY)
    assert found.is_open
    assert (found.text, found.deadline.isoformat()) == ("本月应召开支委会1次", "2026-07-31")
    assert duty.citation.text == "《中国共产党支部工作条例（试行）》第十二条"


@pytest.mark.parametrize(
    ("facts", "verdict", "reason"),
    [
        (known(full_members=9, full_months=1, committee_meetings=1), "met", ""),
        (known(full_members=9, full_months=1, committee_meetings=0), "not_met", ""),
        (known(full_members=9, full_months=1), "unknown", ""),
        (known(full_members=6), "not_applicable", "正式党员不足7人，不设支部委员会"),
        (known(full_members=9, full_months=0), "not_applicable", "在本期内没有存在满一个月，不作要求"),
    ],
)
def test_a_duty_is_done_owed_unknown_or_not_owed(
    branch_life: Pack, facts: dict[str, Value | None], verdict: str, reason: str
) -> None:
    found = state(branch_life.duties["committee_meeting_duty"], branch_life, facts, JULY)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_month_without_records_stays_on_the_desk(branch_life: Pack) -> None:
    found = state(branch_life.duties["theme_day_duty"], branch_life, known(full_months=1), JULY)
    assert found.is_open


def test_a_duty_names_the_facts_that_it_needs(branch_life: Pack) -> None:
    needed = facts_of(branch_life.duties["committee_meeting_duty"])
    assert needed == {"full_members", "full_months", "committee_meetings"}


def test_a_duty_refuses_a_period_of_the_wrong_size(branch_life: Pack) -> None:
    with pytest.raises(PeriodError, match="这里要按月计算"):
        state(branch_life.duties["theme_day_duty"], branch_life, {}, Period.parse("2026Q3"))
