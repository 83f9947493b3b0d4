"""Indicators by term of office: each organisation is judged over its own term, live and never at a closing."""

from datetime import date

import pytest

from tests.judged import BY_TERM, NOW, TERM, House, activate
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.queries import explain, live_results, without_term
from zhibu.domain.organisations.models import Organisation, Term
from zhibu.rules.indicators import Result
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.terms import Term as TermPeriod

Q3 = Period.parse("2026Q3")


pytestmark = pytest.mark.usefixtures("rules_as_installed")


@pytest.fixture
def judged(house: House) -> House:
    """The first branch is in a term, with a lecture before it and two in it."""
    activate(house, "branch-life", BY_TERM)
    branch = house.branches[0]
    Term.objects.create(organisation=branch, elected_on=date(2024, 3, 1), expires_on=date(2027, 2, 28))
    house.hold(branch, "party_lecture", date(2024, 2, 29), date(2024, 3, 1), date(2026, 7, 8))
    return house


def over_the_term(organisation: Organisation) -> list[Result]:
    return [one for one in live_results(organisation, Q3) if one.indicator.id == "term_lectures"]


def test_a_branch_is_judged_over_its_own_term_beside_the_quarter(judged: House) -> None:
    [found] = over_the_term(judged.branches[0])
    assert (found.verdict, found.value, str(found.period)) == ("met", 2, TERM)
    assert any(str(one.period) == "2026Q3" for one in live_results(judged.branches[0], Q3))


def test_what_happened_before_the_election_counts_for_the_term_before(judged: House) -> None:
    branch = judged.branches[0]
    Term.objects.create(organisation=branch, elected_on=date(2026, 7, 1), expires_on=date(2029, 6, 30))
    [found] = over_the_term(branch)
    assert (found.verdict, found.value) == ("not_met", 1)


def test_without_a_registered_term_nothing_is_judged_and_the_page_can_say_so(judged: House) -> None:
    branch = judged.branches[1]
    assert over_the_term(branch) == []
    assert [one.id for one in without_term(branch, Q3)] == ["term_lectures"]
    assert without_term(judged.branches[0], Q3) == []
    assert without_term(judged.root, Q3) == []


def test_a_verdict_over_a_term_is_explained_with_its_records(judged: House) -> None:
    found = explain(judged.office, judged.branches[0].pk, "term_lectures", TermPeriod.parse(TERM))
    assert (found.closing, found.now, found.result.verdict) == (None, None, "met")
    assert [len(one.records) for one in found.behind] == [2]


def test_days_that_were_no_term_of_the_organisation_are_hidden_and_a_wrong_size_is_told(
    judged: House,
) -> None:
    branch = judged.branches[0].pk
    with pytest.raises(Hidden):
        explain(judged.office, branch, "term_lectures", TermPeriod.parse("2024-03-01~2027-02-27"))
    with pytest.raises(PeriodError, match="任期"):
        explain(judged.office, branch, "term_lectures", Q3)
    with pytest.raises(PeriodError, match="一届任期"):
        explain(judged.office, branch, "party_lecture", TermPeriod.parse(TERM))


def test_a_closing_judges_no_term(judged: House) -> None:
    closing = close_period(judged.root, Q3, actor=judged.office, now=NOW)
    assert not closing.results.filter(indicator="term_lectures").exists()
