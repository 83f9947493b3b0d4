"""Every figure of a report opens to what it counts, as it stood when the quarter was closed."""

from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.queries import closing_over
from zhibu.domain.reports.actions import draft_bulletin, draft_report
from zhibu.domain.reports.choices import ReportKind
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import SCORE, closing_of, figures_of, paper_of, rested_on, sheets_of
from zhibu.papers.official import FigureRef, Table
from zhibu.rules.periods import Period

YEAR = Period.parse("2026")


@pytest.fixture
def told(house: House) -> House:
    """Two closed quarters; problems of the first were put to the branches."""
    house.hold(house.branches[0], "theme_day", date(2026, 4, 8), date(2026, 5, 13), date(2026, 7, 8))
    house.hold(house.branches[1], "party_lecture", date(2026, 5, 20))
    house.declare(house.branches[0], "2026Q2")
    close_period(house.root, Period.parse("2026Q2"), actor=house.office, now=NOW)
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    return house


def written(house: House, kind: str) -> Report:
    if kind == ReportKind.BULLETIN:
        closing = closing_over(house.root, Period.parse("2026Q3"))
        assert closing is not None
        return draft_bulletin(closing, actor=house.office, now=NOW)
    return draft_report(kind, house.root, YEAR, actor=house.office, now=NOW)


@pytest.mark.parametrize("kind", [ReportKind.BULLETIN, *COMPOSERS])
def test_every_figure_opens_and_counts_as_many_records_as_it_says(told: House, kind: str) -> None:
    report = written(told, kind)
    counted = 0
    for figure in figures_of(report).values():
        rested = rested_on(told.office, report, figure)
        assert rested is not None or figure.indicator or figure.rule, figure.name
        if rested is not None and figure.value is not None and not figure.counts.startswith("came"):
            assert rested.total == int(figure.value), figure.name
            counted += 1
    assert counted > 4


def test_attendances_open_to_the_meetings_that_people_came_to(told: House) -> None:
    report = written(told, ReportKind.WORK)
    figure = figures_of(report)["主题党日参加人次"]
    rested = rested_on(told.office, report, figure)
    assert rested is not None
    assert [one.detail.endswith("8人次") for one in rested.records] == [True] * 3


def test_what_is_recorded_after_the_closing_is_not_behind_a_figure(told: House) -> None:
    report = written(told, ReportKind.STATISTICS)
    told.hold(told.branches[0], "theme_day", date(2026, 8, 12))
    Activity.objects.filter(held_on=date(2026, 4, 8)).update(withdrawn_at=NOW)
    figure = next(
        one for one in figures_of(report).values() if one.counts == "held:theme_day" and one.value == "3"
    )
    rested = rested_on(told.office, report, figure)
    assert rested is not None and rested.total == 3
    assert [one.detail.endswith("后来撤回或更正") for one in rested.records] == [True, False, False]


def test_a_viewer_sees_no_record_beyond_the_own_place_but_how_many_there_are(told: House) -> None:
    report = written(told, ReportKind.BULLETIN)
    other = told.grant(User.objects.create(username="second"), "secretary", told.branches[1])
    rested = rested_on(other, report, figures_of(report)["本季度纪实数"])
    assert rested is not None and (rested.total, rested.records, rested.more) == (1, [], 1)


def test_the_cells_of_an_earlier_quarter_come_from_its_own_closing(told: House) -> None:
    report = written(told, ReportKind.WORK)
    cells = [one for one in figures_of(report).values() if one.listed]
    assert {one.period for one in cells} == {"2026年第二季度", "2026年第三季度"}
    assert all(closing_of(report, one).period == one.span for one in cells)
    table = next(one for one in paper_of(report, dated=NOW.date()).blocks if isinstance(one, Table))
    assert [isinstance(one, FigureRef) for one in table.header] == [False, True, True]
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


def test_what_a_committee_did_itself_has_a_row_of_its_own_so_that_the_table_adds_up(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    house.hold(house.root, "training", date(2026, 8, 5))
    house.hold(house.branches[1], "training", date(2026, 8, 6), date(2026, 8, 7))
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    report = draft_report("statistics", house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    rows = dict(sheets_of(report))["2026年第三季度组织生活"]
    column = rows[0].index("培训（次）")
    assert [(row[0], row[column]) for row in rows[1:3]] == [("本级", "1"), ("第1支部", "0")]
    assert [row[column] for row in rows if row[0] in ("第2支部", "合计")] == ["2", "3"]
    own = next(one for one in figures_of(report).values() if one.own and one.counts == "held:training")
    rested = rested_on(house.office, report, own)
    assert rested is not None and rested.total == 1


def test_scores_lead_to_their_sheet(told: House) -> None:
    report = draft_report(
        ReportKind.STATEMENT, told.branches[0], Period.parse("2026Q3"), actor=told.secretary, now=NOW
    )
    scores = [one for one in figures_of(report).values() if one.counts.startswith(SCORE)]
    assert scores
    assert all(one.place == told.branches[0].pk and one.records for one in scores)
    assert all(rested_on(told.secretary, report, one) is None for one in scores)
