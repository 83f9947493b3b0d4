"""Problems are proposed from results, confirmed by a person, and become tasks of the organisations concerned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.facts.strategies import CITATION, MARK, pack_of
from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.assessment.actions import Confirmed, close_period, confirm_findings
from zhibu.domain.assessment.errors import AlreadyRaised, DueTooEarly, NothingToRaise
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import Common, Proposal, Tally, common_from, proposals, scope_of
from zhibu.domain.journal.models import Entry
from zhibu.domain.tasks.models import Assignment
from zhibu.rules.parameters import DatedValue, Parameter
from zhibu.rules.periods import Period

DUE = date(2026, 11, 30)


def close(house: House, period: str) -> Closing:
    return close_period(house.root, Period.parse(period), actor=house.office, now=NOW)


def proposed(house: House, closing: Closing) -> dict[str, Proposal]:
    return {one.indicator.id: one for one in proposals(house.office, closing)}


def confirmed(proposal: Proposal) -> Confirmed:
    return Confirmed(
        proposal,
        "主题党日没有按月开展",
        "补开",
        proposal.scope,
        proposal.organisations,
    )


def raise_theme_days(house: House, closing: Closing, due_on: date = DUE) -> None:
    confirm_findings(
        closing,
        [confirmed(proposed(house, closing)["theme_day"])],
        due_on=due_on,
        actor=house.office,
        now=NOW,
    )


def test_three_branches_make_a_common_problem_and_one_an_individual_one(house: House) -> None:
    for branch in house.branches:
        house.declare(branch, "2026Q3")
    house.hold(house.branches[0], "party_lecture", date(2026, 7, 8))
    house.hold(house.branches[1], "party_lecture", date(2026, 7, 8))
    found = proposed(house, close(house, "2026Q3"))
    assert (found["theme_day"].scope, len(found["theme_day"].organisations)) == ("common", 3)
    assert (found["party_lecture"].scope, len(found["party_lecture"].organisations)) == ("individual", 1)


def test_three_of_many_branches_are_still_individual(houses: Callable[..., House]) -> None:
    house = houses(branches=40, members=3)
    for number, branch in enumerate(house.branches):
        house.declare(branch, "2026Q3")
        if number > 2:
            house.hold(branch, "party_lecture", date(2026, 7, 8))
    assert proposed(house, close(house, "2026Q3"))["party_lecture"].scope == "individual"


def common(organisations: str, share: str = "[]") -> Common:
    """What rules say whose two numbers have these dated values."""
    parameters = {
        "common_problem_from": Parameter(
            "common_problem_from", "个数", "number", "个", dated(organisations), True, MARK
        ),
        "common_problem_share": Parameter(
            "common_problem_share", "比例", "number", "", dated(share), True, MARK
        ),
    }
    return common_from((replace(pack_of([], {}), parameters=parameters),), Period.parse("2026Q3"))


def dated(values: str) -> tuple[DatedValue, ...]:
    """From `2026-01-01: 3, 2026-07-02: 5`."""
    pairs = (one.split(": ") for one in values.split(", ") if ": " in one)
    return tuple(DatedValue(date.fromisoformat(day), Fraction(value), CITATION) for day, value in pairs)


def test_from_when_a_problem_is_common_is_a_number_of_the_rules_of_its_time() -> None:
    old = common("2026-01-01: 3, 2026-07-02: 5", "2026-01-01: 0.1")
    assert old == Common(Fraction(3), Fraction(1, 10))
    assert scope_of(3, Tally(met=27, not_met=3), old) == "common"
    assert scope_of(3, Tally(met=28, not_met=3), old) == "individual"
    assert scope_of(2, Tally(met=0, not_met=2), old) == "individual"


def test_where_the_rules_say_nothing_every_problem_is_proposed_as_individual() -> None:
    assert scope_of(30, Tally(not_met=30), common("2027-01-01: 3", "2026-01-01: 0.1")) == "individual"


def test_a_branch_without_data_is_not_a_problem(house: House) -> None:
    assert "theme_day" not in proposed(house, close(house, "2026Q3"))


def test_a_confirmed_problem_is_a_task_of_each_organisation_left_in_it(house: House) -> None:
    for branch in house.branches:
        house.declare(branch, "2026Q3")
    closing = close(house, "2026Q3")
    proposal = proposed(house, closing)["theme_day"]
    kept = Confirmed(proposal, "主题党日没有按月开展", "补开", "common", [house.branches[1].pk])
    [finding] = confirm_findings(closing, [kept], due_on=DUE, actor=house.office, now=NOW)
    owed = Assignment.objects.get(task=finding.task)
    assert (owed.organisation, owed.due_on) == (house.branches[1], DUE)
    assert (finding.snapshot, finding.indicator) == (closing.digest, "theme_day")
    assert Entry.objects.filter(act="assessment.confirm_findings").count() == 1


def test_what_was_raised_the_quarter_before_comes_first(house: House) -> None:
    for branch in house.branches:
        house.declare(branch, "2026Q2")
        house.declare(branch, "2026Q3")
    raise_theme_days(house, close(house, "2026Q2"))
    found = proposals(house.office, close(house, "2026Q3"))
    assert found[0].indicator.id == "theme_day"
    assert found[0].recurring == {branch.pk for branch in house.branches}


def test_the_same_problem_is_not_raised_twice(house: House) -> None:
    house.declare(house.branches[0], "2026Q3")
    closing = close(house, "2026Q3")
    raise_theme_days(house, closing)
    assert proposed(house, closing)["theme_day"].raised
    with pytest.raises(AlreadyRaised):
        raise_theme_days(house, closing)


def test_nothing_ticked_and_a_past_deadline_are_refused(house: House) -> None:
    house.declare(house.branches[0], "2026Q3")
    closing = close(house, "2026Q3")
    with pytest.raises(NothingToRaise):
        confirm_findings(closing, [], due_on=DUE, actor=house.office, now=NOW)
    with pytest.raises(DueTooEarly):
        raise_theme_days(house, closing, due_on=NOW.date())


def test_a_leader_sees_proposals_and_may_not_raise_them(house: House) -> None:
    house.declare(house.branches[0], "2026Q3")
    closing = close(house, "2026Q3")
    leader = house.grant(type(house.office).objects.create(username="leader"), "leader", house.root)
    proposal = next(one for one in proposals(leader, closing) if one.indicator.id == "theme_day")
    with pytest.raises(Forbidden):
        confirm_findings(closing, [confirmed(proposal)], due_on=DUE, actor=leader, now=NOW)


def test_proposals_cost_the_same_queries_whatever_the_size(
    houses: Callable[..., House], django_assert_max_num_queries
) -> None:
    house = houses(branches=30, members=3)
    for branch in house.branches:
        house.declare(branch, "2026Q3")
    closing = close(house, "2026Q3")
    with django_assert_max_num_queries(6):
        proposals(house.office, closing)
