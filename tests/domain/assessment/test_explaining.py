"""Every verdict opens to its rule, its reckoning and its records, for those who may see them."""

from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import explain
from zhibu.rules.periods import Period, PeriodError

Q3 = Period.parse("2026Q3")


@pytest.fixture
def closing(house: House) -> Closing:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    house.hold(house.branches[0], "committee_meeting", date(2026, 7, 9))
    return close_period(house.root, Q3, actor=house.office, now=NOW)


def test_every_closed_result_is_explained_by_the_same_verdict_and_value(
    house: House, closing: Closing
) -> None:
    results = list(closing.results.select_related("organisation"))
    assert len(results) > 20
    for result in results:
        found = explain(house.office, result.organisation_id, result.indicator, Period.parse(result.period))
        assert (result.indicator, found.result.verdict) == (result.indicator, result.verdict)


def test_the_records_counted_are_listed(house: House, closing: Closing) -> None:
    found = explain(house.office, house.branches[0].pk, "theme_day", Q3)
    records = {one.fact.id: [record.label for record in one.records] for one in found.behind}
    assert records["theme_day_months"] == ["活动0", "活动1"]
    assert "2" in {step.value and str(step.value) for _, step in found.steps}


def test_the_reckoning_says_what_each_step_decides(house: House, closing: Closing) -> None:
    found = explain(house.office, house.branches[0].pk, "committee_meeting", Q3)
    assert [label for label, _ in found.steps] == ["适用条件", "适用条件", "实际", "要求", "判定"]


def test_not_applicable_has_its_reason_and_only_its_conditions(house: House, closing: Closing) -> None:
    found = explain(house.office, house.branches[1].pk, "committee_meeting", Q3)
    assert found.result.verdict == "not_applicable"
    assert "不足7人" in found.result.reason
    assert {label for label, _ in found.steps} == {"适用条件"}


def test_a_record_written_after_the_closing_shows_as_a_difference(house: House, closing: Closing) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    found = explain(house.office, house.branches[0].pk, "theme_day", Q3)
    assert found.result.verdict == "not_met"
    assert found.now is not None and found.now.verdict == "met"
    assert explain(house.office, house.branches[0].pk, "theme_day", Q3, live_only=True).closing is None


def test_a_secretary_sees_the_own_branch_and_no_other(house: House, closing: Closing) -> None:
    assert explain(house.secretary, house.branches[0].pk, "theme_day", Q3)
    with pytest.raises(Hidden):
        explain(house.secretary, house.branches[1].pk, "theme_day", Q3)


def test_an_indicator_that_does_not_exist_or_judges_other_kinds_is_hidden(
    house: House, closing: Closing
) -> None:
    for indicator in ("no_such_rule", "own_group_meeting"):
        with pytest.raises(Hidden):
            explain(house.office, house.branches[0].pk, indicator, Q3)


def test_a_period_of_the_wrong_size_is_refused(house: House, closing: Closing) -> None:
    with pytest.raises(PeriodError):
        explain(house.office, house.branches[0].pk, "theme_day", Period.parse("2026-09"))
