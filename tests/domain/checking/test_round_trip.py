"""A report that the system wrote, read back and checked: every figure in it is confirmed."""

from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.judging import Judgement
from zhibu.domain.checking.queries import Checked, check
from zhibu.domain.reports.actions import draft_bulletin, draft_report
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import paper_of
from zhibu.papers import open_document
from zhibu.papers.official import write
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")


def read_back(house: House) -> Checked:
    closing = close_period(house.root, Q3, actor=house.office, now=NOW)
    bulletin = draft_bulletin(closing, actor=house.office, now=NOW)
    written = write(paper_of(bulletin, dated=date(2026, 10, 12)))
    document = open_document("通报.docx", written)
    return check(house.office, house.root, Q3, document, chosen={}, today=date(2026, 10, 12))


def test_a_bulletin_is_confirmed_in_every_figure(house: House) -> None:
    found = read_back(house)
    assert wrong_in(found) == []
    assert len(found.figures) > 20
    assert found.doubts == ()


def test_what_was_recorded_after_the_closing_changes_nothing(house: House) -> None:
    closing = close_period(house.root, Q3, actor=house.office, now=NOW)
    written = write(paper_of(draft_bulletin(closing, actor=house.office, now=NOW), dated=date(2026, 10, 12)))
    house.hold(house.branches[2], "theme_day", date(2026, 7, 8))
    house.declare(house.branches[1], "2026Q3")
    document = open_document("通报.docx", written)
    found = check(house.office, house.root, Q3, document, chosen={}, today=date(2026, 10, 12))
    assert {one.judgement.verdict for one in found.figures} == {Verdict.CONFIRMED}


ABOUT = {
    "work": ("2026H1", "2026Q1", "2026Q2"),
    "statement": ("2026H1", "2026Q1", "2026Q2"),
    "statistics": ("2026H1", "2026Q1", "2026Q2"),
    "annual": ("2025", "2025Q2", "2025Q4"),
}
"""Kind -> the period of the report, and the quarters that are closed."""


@pytest.mark.parametrize("kind", list(COMPOSERS))
def test_so_is_every_report_on_several_quarters(house: House, kind: str) -> None:
    about, *quarters = ABOUT[kind]
    half, year = Period.parse(about), int(about[:4])
    house.hold(house.branches[0], "party_lecture", date(year, 4, 8), date(2026, 7, 8))
    house.hold(house.branches[0], "theme_day", date(year, 5, 13), date(2026, 8, 12))
    house.hold(house.root, "study_session", date(year, 5, 20))  # 本级 has a row of its own in statistics
    for quarter in quarters:
        close_period(house.root, Period.parse(quarter), actor=house.office, now=NOW)
    report = draft_report(kind, house.root, half, actor=house.office, now=NOW)
    found = written_and_checked(house, report, half, date(2026, 10, 12))
    assert wrong_in(found) == []
    assert len(found.figures) > 10


@pytest.mark.parametrize("closed", [("2026Q1", "2026Q2", "2026Q3"), ("2026Q2", "2026Q3"), ("2026Q2",)])
@pytest.mark.parametrize("kind", list(COMPOSERS))
def test_so_is_a_report_on_a_year_that_is_not_over(house: House, kind: str, closed: tuple[str, ...]) -> None:
    year, day = Period.parse("2026"), date(2026, 11, 21)
    house.hold(house.branches[0], "party_lecture", date(2026, 2, 8), date(2026, 7, 9))
    house.hold(house.root, "study_session", date(2026, 3, 20))
    for quarter in closed:
        close_period(house.root, Period.parse(quarter), actor=house.office, now=NOW)
        house.hold(house.branches[1], "theme_day", Period.parse(quarter).start)  # recorded late
    house.hold(house.branches[0], "party_lecture", date(2026, 10, 14), date(2026, 11, 11))
    report = draft_report(kind, house.root, year, actor=house.office, now=NOW)
    found = written_and_checked(house, report, year, day)
    assert wrong_in(found) == []
    assert len(found.figures) > 10
    assert any(one.meant.place.alone for one in found.figures) == (kind == "statistics")
    assert found.until is not None and found.until.day == Period.parse(closed[-1]).end


def test_an_indicator_named_after_a_kind_of_organisation_names_no_organisation(house: House) -> None:
    close_period(house.root, Q3, actor=house.office, now=NOW)
    document = open_document("稿.txt", "国有企业党总支的党员人数：适用14个党组织。".encode())
    found = check(house.office, house.root, Q3, document, chosen={}, today=date(2026, 10, 12))
    assert [one.meant.unnamed for one in found.figures] == [""]


def written_and_checked(house: House, report: Report, period: Period, day: date) -> Checked:
    document = open_document("报告.docx", write(paper_of(report, dated=day)))
    return check(house.office, house.root, period, document, chosen={}, today=day)


def wrong_in(found: Checked) -> list[tuple[str, Judgement]]:
    return [
        (one.meant.figure.quote, one.judgement)
        for one in found.figures
        if one.judgement.verdict != Verdict.CONFIRMED
    ]
