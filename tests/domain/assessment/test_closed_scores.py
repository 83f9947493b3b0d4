"""Scores and persons in a closed quarter: stored, equal to the reckoning of one, and each in its own hands."""

import json
from datetime import date
from fractions import Fraction

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.assessment.models import Closing, Score
from zhibu.domain.assessment.queries import Member, member_closed, scored, snapshot_of
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given
from zhibu.rules.values import number_text

Q3, Q4 = Period.parse("2026Q3"), Period.parse("2026Q4")
MONTHLY = (date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
NEW_YEAR = NOW.replace(year=2027, month=1)


def say(house: House, sheet: str, name: str, period: Period, given: Given, number: int = 0) -> None:
    said = [Said(house.branches[number], given)]
    state(sheet, name, period, said, actor=house.office, now=NEW_YEAR)


def innovate(house: House, points: str) -> None:
    given = Given(Fraction(points), evidence=("材料",), reason="推广")
    say(house, "branch_points", "innovation", Q3, given)


def close(house: House, period: Period = Q3, reason: str = "") -> Closing:
    return close_period(house.root, period, reason=reason, actor=house.office, now=NEW_YEAR)


def work(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    house.hold(house.branches[0], "party_lecture", MONTHLY[0])
    house.hold(house.branches[0], "volunteer", MONTHLY[1], minutes=90)
    house.hold(house.branches[1], "member_assembly", MONTHLY[0])


def test_stored_scores_are_those_of_the_reference_evaluator(house: House) -> None:
    work(house)
    innovate(house, "2.5")
    closing = close(house)
    stored = {row.organisation_id: row for row in closing.scores.filter(sheet="branch_points")}
    assert stored.keys() == {branch.pk for branch in house.branches}
    for branch in house.branches:
        reckoned = scored(house.office, branch.pk, "branch_points", Q3).score
        row = stored[branch.pk]
        assert row.total == ("" if reckoned.total is None else number_text(reckoned.total))
        assert row.band == (reckoned.band or "")
        assert [(one["id"], one["points"], one["verdict"]) for one in row.items] == [
            (one.item.id, None if one.points is None else number_text(one.points), one.verdict)
            for one in reckoned.items
        ]
    assert stored[house.branches[0].pk].total == "45.5"


def test_a_yearly_sheet_is_scored_when_its_year_is_closed(house: House) -> None:
    work(house)
    assert not close(house).scores.filter(sheet="branch_standardisation").exists()
    ballots = {
        "上级": {"好": Fraction(1)},
        "党员": {"好": Fraction(1), "差": Fraction(1)},
    }
    say(house, "branch_standardisation", "satisfaction", Period.parse("2026"), Given(grades=ballots))
    row = close(house, Q4).scores.get(sheet="branch_standardisation", organisation=house.branches[0])
    assert row.period == "2026"
    assert {one["id"]: one["points"] for one in row.items}["satisfaction"] == "8"


def test_a_statement_made_after_the_closing_counts_in_the_next_one_only(house: House) -> None:
    work(house)
    innovate(house, "1")
    first = close(house)
    innovate(house, "5")
    second = close(house, reason="改填创新加分")

    def total(closing: Closing) -> str:
        return closing.scores.get(sheet="branch_points", organisation=house.branches[0]).total

    assert (total(first), total(second)) == ("44", "48")
    assert first.scores_digest != second.scores_digest
    assert first.results_digest == second.results_digest


def test_closing_again_from_the_same_statements_gives_the_same_digests(house: House) -> None:
    work(house)
    innovate(house, "1")
    first, second = close(house), close(house, reason="复核")
    assert (first.digest, first.scores_digest) == (second.digest, second.scores_digest)
    assert first.persons_digest == second.persons_digest


def member(house: House, number: int = 1) -> Member:
    found = member_closed(house.secretary, house.people[house.branches[0].pk][number].pk)
    assert found is not None
    return found


def points(found: Member) -> dict[str, Fraction | None]:
    [sheet] = found.scores
    return {one.item.id: one.points for one in sheet.score.items}


def test_members_are_scored_and_their_hours_judged_at_the_end_of_the_year(house: House) -> None:
    work(house)
    quarter = close(house)
    assert (member(house).closing, member(house).branch) == (quarter, house.branches[0])
    assert points(member(house))["volunteer"] == 5
    assert not [one for one in member(house).results if one.indicator.id == "member_hours"]
    close(house, Q4)
    [hours] = [one for one in member(house).results if one.indicator.id == "member_hours"]
    assert (hours.verdict, hours.value, str(hours.period)) == ("not_met", 4, "2026")
    assert not [one for one in member(house).results if one.verdict == "not_applicable"]


def test_a_record_after_the_closing_changes_nothing_of_a_member_in_it(house: House) -> None:
    work(house)
    close(house)
    before = points(member(house))
    house.hold(house.branches[0], "volunteer", MONTHLY[2], minutes=90)
    assert points(member(house)) == before


def test_a_member_is_read_from_the_closing_of_the_branch_they_belonged_to_on_its_last_day(
    house: House,
) -> None:
    work(house)
    first = close(house)
    person = house.people[house.branches[0].pk][1]
    person.memberships.update(until=date(2026, 10, 31))
    person.memberships.create(organisation=house.branches[1], since=date(2026, 11, 1))
    assert (member(house).closing, member(house).branch) == (first, house.branches[0])
    second = close(house, Q4)
    assert (member(house).closing, member(house).branch) == (second, house.branches[1])


def test_a_member_is_hidden_from_those_who_may_not_see_the_register(house: House) -> None:
    work(house)
    close(house)
    with pytest.raises(Hidden):
        member_closed(house.secretary, house.people[house.branches[1].pk][1].pk)


def test_nothing_is_said_of_a_member_before_the_first_closing(house: House) -> None:
    assert member_closed(house.secretary, house.people[house.branches[0].pk][1].pk) is None


def test_no_name_of_a_person_is_in_what_is_kept_of_statements(house: House) -> None:
    person = house.people[house.branches[0].pk][1]
    given = Given(Fraction(3), evidence=(f"{person.name}证书",), reason=f"{person.name}抢险")
    said = [Said(house.branches[0], given, person)]
    state("member_points", "contribution", Q3, said, actor=house.secretary, now=NOW)
    closing = close(house)
    kept = b"".join(path.read_bytes() for path in snapshot_of(closing).rglob("*") if path.is_file())
    assert person.name.encode() not in kept
    assert points(member(house))["contribution"] == 3
    assert person.name not in json.dumps([row.items for row in Score.objects.all()], ensure_ascii=False)
