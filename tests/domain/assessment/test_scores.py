"""The score of one organisation: from its records and what was stated, now and as it was closed."""

from datetime import date
from fractions import Fraction

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.actions import Said, state
from zhibu.domain.assessment.queries import Scored, scored, scored_item, sheets_for
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.sheets.given import Given

Q3 = Period.parse("2026Q3")
MONTHLY = (date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))


def score_now(house: House) -> Scored:
    return scored(house.secretary, house.branches[0].pk, "branch_points", Q3, live_only=True)


def lines(found: Scored) -> dict[str, object]:
    return {line.score.item.id: line for line in found.items}


def work(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY[:2])
    house.hold(house.branches[0], "party_lecture", MONTHLY[0])
    house.hold(house.branches[0], "visit", MONTHLY[0])


def grant_innovation(house: House, number: int) -> None:
    given = Given(Fraction(number), evidence=("经验材料",), reason="已推广")
    state(
        "branch_points",
        "innovation",
        Q3,
        [Said(house.branches[0], given)],
        actor=house.office,
        now=NOW,
    )


def test_items_have_their_points_what_is_lacking_and_why(house: House) -> None:
    work(house)
    found = {line.score.item.id: line for line in score_now(house).items}
    assert (found["lecture"].score.points, found["lecture"].lacking) == (20, None)
    assert found["theme"].score.points == Fraction("13.33")
    assert found["theme"].lacking == Fraction("6.67")
    assert found["theme"].percent == 66
    assert found["innovation"].score.points is None
    assert found["innovation"].why == ["“创新做法加分”尚未填报"]
    assert found["innovation"].stated == {"innovation"}
    assert not found["theme"].stated


def test_the_total_is_unknown_until_what_people_state_is_there(house: House) -> None:
    work(house)
    before = score_now(house)
    assert (before.score.total, before.score.band, before.unknown) == (None, None, 1)
    grant_innovation(house, 4)
    after = score_now(house)
    assert after.score.total == before.known_points + 4
    assert after.score.band == "三档"


def test_without_records_nothing_is_zero(house: House) -> None:
    found = scored(house.office, house.branches[2].pk, "branch_points", Q3)
    theme = next(line for line in found.items if line.score.item.id == "theme")
    assert theme.score.points is None
    assert any("没有记录，也没有确认报全" in why for why in theme.why)


def test_groups_are_shown_with_their_own_points(house: House) -> None:
    work(house)
    grant_innovation(house, 5)
    found = {line.group.id: line.points for line in score_now(house).groups}
    assert found["extra"] == 7
    assert found["basic"] == Fraction("33.33")


def test_an_item_opens_to_the_records_it_was_counted_from(house: House) -> None:
    work(house)
    found = scored_item(house.secretary, house.branches[0].pk, "branch_points", "service", Q3)
    assert [record.label for one in found.behind for record in one.records] == ["活动3"]


def test_a_score_is_hidden_where_results_are(house: House) -> None:
    with pytest.raises(Hidden):
        scored(house.secretary, house.branches[1].pk, "branch_points", Q3)
    with pytest.raises(Hidden):
        scored(house.office, house.root.pk, "branch_points", Q3)
    with pytest.raises(Hidden):
        scored_item(house.secretary, house.branches[0].pk, "branch_points", "nothing", Q3)
    with pytest.raises(PeriodError):
        scored(house.office, house.branches[0].pk, "branch_points", Period.parse("2026"))


def test_each_sheet_comes_with_its_own_period(house: House) -> None:
    found = {sheet.id: str(period) for sheet, period in sheets_for(house.branches[0], Q3)}
    assert found == {"branch_points": "2026Q3", "branch_standardisation": "2026"}
    assert sheets_for(house.group, Q3) == []


def test_a_score_costs_the_same_queries_whatever_the_records(
    house: House, django_assert_max_num_queries
) -> None:
    work(house)
    with django_assert_max_num_queries(14) as asked:
        score_now(house)
    house.hold(house.branches[0], "volunteer", *MONTHLY)
    with django_assert_max_num_queries(len(asked.captured_queries)):
        score_now(house)


def test_the_reckoning_leaves_out_what_changed_nothing(house: House) -> None:
    work(house)
    theme = next(line for line in score_now(house).items if line.score.item.id == "theme")
    assert [step.id for step in theme.reckoning.walk() if step.step == "operation"] == [
        "all",
        "at_least",
        "round",
        "multiply",
        "divide",
    ]
    assert theme.reckoning.facts() == theme.score.trace.facts()
