"""Old periods keep old rules: what is activated later changes no closed quarter, and no period before its day."""

from datetime import date
from fractions import Fraction

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import explain, live_results, packs_of, scored, snapshot_of
from zhibu.domain.rulebook.actions import (
    activate_edition,
    add_value,
    begin_edition,
    edit_file,
    propose_edition,
)
from zhibu.domain.rulebook.models import Edition
from zhibu.facts import evaluate, evaluate_sheets
from zhibu.rules.periods import Period
from zhibu.rules.values import in_words

Q2, Q3, Q4 = (Period.parse(text) for text in ("2026Q2", "2026Q3", "2026Q4"))
DAY = date(2026, 8, 15)
"""A day within the third quarter: numbers in force from it judge from the fourth on."""
MEETINGS = "indicators/meetings.yaml"
LECTURES = "required: {parameter: party_lectures_per_quarter}"


pytestmark = pytest.mark.usefixtures("rules_as_installed")


@pytest.fixture
def closed(house: House) -> tuple[House, Closing]:
    for branch in house.branches[:2]:
        house.declare(branch, "2026")
        for kind in ("member_assembly", "committee_meeting", "theme_day", "party_lecture"):
            house.hold(branch, kind, date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9), date(2026, 10, 9))
    return house, close_period(house.root, Q3, actor=house.office, now=NOW)


def activated(edition: Edition, house: House) -> None:
    second = house.grant(User.objects.create(username="office2"), "office", house.root)
    proposed = propose_edition(edition, reason="试验", actor=house.office, now=NOW)
    activate_edition(proposed, actor=second, now=NOW)


def every_number_raised(house: House) -> Edition:
    """A change of branch-life that adds nine to each of its numbers from DAY on."""
    edition = begin_edition("branch-life", actor=house.office, now=NOW)
    pack = next(one for one in governing.installed() if one.id == "branch-life")
    for parameter in pack.parameters.values():
        last = parameter.values[-1]
        clause = f"{last.citation.source.id}/{last.citation.clause.id}"
        assert isinstance(last.value, Fraction)
        value = in_words(last.value + 9)
        edition = add_value(
            edition,
            parameter.id,
            value=value,
            in_force_from=DAY,
            clause=clause,
            actor=house.office,
            now=NOW,
        )
    return edition


def said_of(closing: Closing, house: House) -> list[object]:
    """All that is said of a closed quarter: what is stored, what is made again, and how it is explained."""
    directory, rules = snapshot_of(closing), packs_of(closing)
    stored = list(
        closing.results.order_by("organisation", "indicator").values_list(
            "organisation", "indicator", "verdict", "value", "required"
        )
    )
    explained = [
        str(explain(house.office, place, id_, Period.parse(closing.period)).result)
        for place, id_, *_ in stored
        if place == house.branches[0].pk and governing.find(rules, id_)[0].period == "quarter"
    ]
    sheet = scored(house.office, house.branches[0].pk, "branch_points", Period.parse(closing.period))
    made_again = evaluate(directory, rules, Q3).digest, evaluate_sheets(directory, rules, Q3).digest
    return [stored, explained, str(sheet.score), made_again, closing.results_digest]


def live_verdicts(house: House, period: Period) -> dict[str, tuple[str, object, object]]:
    """Indicator -> verdict, what is there, what is asked for."""
    found = live_results(house.branches[0], period)
    return {
        one.indicator.id: (one.verdict, one.value, one.required)
        for one in found
        if one.indicator.period == "quarter"
    }


def test_numbers_raised_later_change_no_closed_quarter_and_no_period_before_their_day(
    closed: tuple[House, Closing],
) -> None:
    house, closing = closed
    before = said_of(closing, house)
    live = {period: live_verdicts(house, period) for period in (Q2, Q3, Q4)}
    activated(every_number_raised(house), house)
    assert said_of(Closing.objects.get(pk=closing.pk), house) == before
    assert {period: live_verdicts(house, period) for period in (Q2, Q3)} == {Q2: live[Q2], Q3: live[Q3]}
    assert live_verdicts(house, Q4) != live[Q4]


def test_a_rule_without_a_day_changes_what_is_under_way_and_no_closed_quarter(
    closed: tuple[House, Closing],
) -> None:
    house, closing = closed
    before = said_of(closing, house)
    assert live_verdicts(house, Q3)["party_lecture"][0] == "met"
    edition = begin_edition("branch-life", actor=house.office, now=NOW)
    text = edition.files[MEETINGS]
    assert LECTURES in text
    activated(
        edit_file(edition, MEETINGS, text.replace(LECTURES, "required: 9"), actor=house.office, now=NOW),
        house,
    )
    assert live_verdicts(house, Q3)["party_lecture"][0] == "not_met"
    assert said_of(Closing.objects.get(pk=closing.pk), house) == before
    again = close_period(house.root, Q3, reason="按新规则", actor=house.office, now=NOW)
    verdicts = [
        one.results.get(organisation=house.branches[0], indicator="party_lecture").verdict
        for one in (closing, again)
    ]
    assert verdicts == ["met", "not_met"]
    assert said_of(Closing.objects.get(pk=closing.pk), house)[3] == before[3]
