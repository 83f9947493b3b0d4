"""What people state for score sheets: by whom, whole or refused, superseded and never overwritten."""

from fractions import Fraction

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.assessment.errors import (
    InputUnknown,
    NotAsked,
    NothingStated,
    StatedTooEarly,
    StatedTooLate,
    StatementUnfit,
)
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.queries import input_of, subjects, wanted
from zhibu.domain.assessment.stated import Superior, stated_within
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.sheets.given import Given

Q3, Q4, YEAR = Period.parse("2026Q3"), Period.parse("2026Q4"), Period.parse("2026")


def points(number: str, *, evidence: str = "经验材料", reason: str = "已推广") -> Given:
    return Given(Fraction(number), evidence=(evidence,) if evidence else (), reason=reason)


def innovation(
    house: House, organisation: Organisation, given: Given, actor: User | None = None
) -> Statement:
    [row] = state(
        "branch_points", "innovation", Q3, [Said(organisation, given)], actor=actor or house.office, now=NOW
    )
    return row


def test_a_later_statement_supersedes_the_earlier_and_keeps_it(house: House) -> None:
    first = innovation(house, house.branches[0], points("2"))
    second = innovation(house, house.branches[0], points("2.5"))
    first.refresh_from_db()
    assert (first.value, first.superseded_at) == ("2", NOW)
    assert (second.value, second.superseded_at) == ("2.5", None)
    entry = Entry.objects.filter(act="assessment.state").latest("number")
    assert (entry.detail["before"], entry.detail["value"]) == ("2", "2.5")


def test_the_statement_comes_back_as_it_was_given(house: House) -> None:
    given = points("2.5")
    assert innovation(house, house.branches[0], given).given == given


def test_nobody_states_the_score_of_their_own_organisation(house: House) -> None:
    with pytest.raises(Forbidden):
        innovation(house, house.branches[0], points("2"), house.secretary)
    clerk = house.grant(User.objects.create(username="clerk"), "office", house.branches[0])
    with pytest.raises(Forbidden):
        innovation(house, house.branches[0], points("2"), clerk)
    with pytest.raises(Hidden):
        innovation(house, house.branches[1], points("2"), clerk)
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (points("6"), "应在0到5之间"),
        (points("2", evidence=""), "尚未写明佐证材料"),
        (points("2", reason=""), "尚未写明理由"),
        (points("1/3"), "小数超过六位"),
        (Given(True, evidence=("甲",), reason="乙"), "要填数"),
        (Given(grades={"党员": {"好": Fraction(3)}}), "尚未写明佐证材料"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(house: House, given: Given, why: str) -> None:
    with pytest.raises(StatementUnfit, match=f"第1支部：.*{why}"):
        innovation(house, house.branches[0], given)
    assert not Statement.objects.exists()


def test_one_line_that_does_not_fit_keeps_all_from_being_saved(house: House) -> None:
    said = [Said(house.branches[0], points("2")), Said(house.branches[1], points("9"))]
    with pytest.raises(StatementUnfit, match="第2支部"):
        state("branch_points", "innovation", Q3, said, actor=house.office, now=NOW)
    assert not Statement.objects.exists()


def test_ballots_may_come_one_group_of_raters_after_the_other(house: House) -> None:
    given = Given(grades={"党员": {"好": Fraction(12), "差": Fraction(1)}})
    [row] = state(
        "branch_standardisation",
        "satisfaction",
        YEAR,
        [Said(house.branches[0], given)],
        actor=house.office,
        now=NOW,
    )
    assert row.grades == {"党员": {"好": 12, "差": 1}}
    with pytest.raises(StatementUnfit, match="没有评议人“群众”"):
        given = Given(grades={"群众": {"好": Fraction(1)}})
        state(
            "branch_standardisation",
            "satisfaction",
            YEAR,
            [Said(house.branches[0], given)],
            actor=house.office,
            now=NOW,
        )


def test_a_closed_period_is_changed_with_a_reason_only(house: House) -> None:
    later = NOW.replace(year=2027, month=1)
    close_period(house.root, Q4, actor=house.office, now=later)

    def honour(reason: str) -> None:
        given = Given(Fraction(1), evidence=("证书",), reason=reason)
        said = [Said(house.branches[0], given)]
        state("branch_standardisation", "honours", YEAR, said, actor=house.office, now=later)

    with pytest.raises(StatedTooLate, match="再次结账"):
        honour("")
    honour("补报证书")
    assert Statement.objects.get().reason == "补报证书"


def test_a_period_to_come_cannot_be_stated(house: House) -> None:
    with pytest.raises(StatedTooEarly):
        state(
            "branch_points",
            "innovation",
            Q4.next(),
            [Said(house.branches[0], points("1"))],
            actor=house.office,
            now=NOW,
        )


def test_a_sheet_is_stated_for_those_it_scores_and_for_its_own_period(house: House) -> None:
    with pytest.raises(NotAsked):
        innovation(house, house.root, points("1"))
    with pytest.raises(NotAsked):
        innovation(house, house.group, points("1"))
    with pytest.raises(PeriodError):
        state(
            "branch_points",
            "innovation",
            YEAR,
            [Said(house.branches[0], points("1"))],
            actor=house.office,
            now=NOW,
        )


def test_nothing_and_unknown_inputs_are_refused(house: House) -> None:
    with pytest.raises(NothingStated):
        state("branch_points", "innovation", Q3, [], actor=house.office, now=NOW)
    with pytest.raises(InputUnknown):
        state(
            "branch_points", "haste", Q3, [Said(house.branches[0], points("1"))], actor=house.office, now=NOW
        )


def test_a_branch_states_of_its_own_members_and_of_no_others(house: House) -> None:
    branch, other = house.branches[0], house.branches[2]
    mine, theirs = house.people[branch.pk][0], house.people[other.pk][0]
    given = points("3")

    def contribution(organisation: Organisation, person: Person) -> None:
        said = [Said(organisation, given, person)]
        state("member_points", "contribution", Q3, said, actor=house.secretary, now=NOW)

    contribution(branch, mine)
    with pytest.raises(NotAsked):
        contribution(branch, theirs)
    with pytest.raises(Hidden):
        contribution(other, theirs)
    assert Statement.objects.get().person == mine


def test_the_office_is_told_what_is_still_to_be_stated(house: House) -> None:
    innovation(house, house.branches[0], points("2"))
    found = {
        one.input.id: (one.asked, one.stated)
        for one in wanted(house.office, house.root, Q3, today=NOW.date())
        if one.sheet.id == "branch_points"
    }
    assert found == {"innovation": (3, 1)}


def test_the_lines_to_fill_in_are_those_the_viewer_may_state(
    house: House, django_assert_max_num_queries
) -> None:
    sheet, _ = input_of("branch_points", "innovation")
    innovation(house, house.branches[1], points("2"))
    with django_assert_max_num_queries(3):
        found = subjects(house.office, house.root, sheet, "innovation", Q3, today=NOW.date())
        lines = found.lines(found.rows[:50])
    with django_assert_max_num_queries(1):
        assert found.missing() == 2
    assert [line.statement.value if line.statement else None for line in lines] == [None, "2", None]
    assert [line.organisation for line in found.unstated()] == [house.branches[0], house.branches[2]]
    own = subjects(house.secretary, house.branches[0], sheet, "innovation", Q3, today=NOW.date())
    assert not own.rows


def test_the_members_to_fill_in_are_those_of_whom_the_viewer_may_state(house: House) -> None:
    branch, sheet = house.branches[0], input_of("member_points", "contribution")[0]
    mine = house.people[branch.pk]
    said = [Said(branch, points("3"), mine[1])]
    state("member_points", "contribution", Q3, said, actor=house.secretary, now=NOW)

    found = subjects(house.secretary, house.root, sheet, "contribution", Q3, today=NOW.date())
    lines = found.lines(found.rows)
    assert {line.person for line in lines} == set(mine)
    assert {line.person for line in lines if line.statement} == {mine[1]}
    assert found.missing() == len(mine) - 1
    assert {line.person for line in found.unstated()} == {*mine} - {mine[1]}


def test_the_lines_are_searched_by_name(house: House) -> None:
    sheet, _ = input_of("branch_points", "innovation")
    name = house.branches[1].name
    found = subjects(house.office, house.root, sheet, "innovation", Q3, today=NOW.date(), words=name)
    assert list(found.rows) == [house.branches[1]]


def test_the_filter_of_whom_one_may_state_is_the_right_at_the_superior(house: House) -> None:
    places = list(Organisation.objects.all())
    for viewer in (house.office, house.secretary):
        allowed = {one for one in places if allows(viewer, "assessment.state", Superior(one))}
        assert set(Organisation.objects.filter(stated_within(viewer, "assessment.state"))) == allowed
