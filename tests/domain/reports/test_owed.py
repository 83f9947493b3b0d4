"""The bulletin of the last closed quarter waits until it is issued; so do the reports on a half-year and a year."""

from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.reports.actions import draft_bulletin, draft_report, issue_report
from zhibu.domain.reports.queries import bulletin_owed, reports_owed
from zhibu.rules.periods import Period

Offered = list[tuple[str, str, bool]]


def offered(house: House, on: date, *, secretary: bool = False) -> Offered:
    viewer, place = (house.secretary, house.branches[0]) if secretary else (house.office, house.root)
    return [(one.kind.value, str(one.period), one.is_whole) for one in reports_owed(viewer, place, on=on)]


def test_it_waits_until_it_is_issued(house: House) -> None:
    assert bulletin_owed(house.root) is None
    closing = close_period(house.root, Period.parse("2025Q4"), actor=house.office, now=NOW)
    found = bulletin_owed(house.root)
    assert found is not None
    assert (found.closing, found.report, found.label) == (closing, None, "2025年第四季度")
    report = draft_bulletin(closing, actor=house.office, now=NOW)
    waiting = bulletin_owed(house.root)
    assert waiting is not None
    assert waiting.report == report.pk
    issue_report(report, actor=house.office, now=NOW)
    assert bulletin_owed(house.root) is None


@pytest.mark.parametrize(
    ("on", "office", "secretary"),
    [
        (date(2026, 6, 10), [], []),
        (date(2026, 6, 20), [("work", "2026H1", True)], []),
        (date(2026, 9, 30), [("work", "2026H1", True)], []),
        (date(2026, 10, 20), [], []),
        (date(2026, 11, 21), [("annual", "2026", False)], [("statement", "2026", False)]),
        (date(2026, 12, 20), [("annual", "2026", False)], [("statement", "2026", False)]),
        (date(2027, 3, 31), [("annual", "2026", False)], [("statement", "2026", False)]),
        (date(2027, 4, 30), [], []),
    ],
)
def test_a_report_is_offered_around_the_end_of_its_period(
    house: House, on: date, office: Offered, secretary: Offered
) -> None:
    for quarter in ("2026Q1", "2026Q2"):
        close_period(house.root, Period.parse(quarter), actor=house.office, now=NOW)
    assert offered(house, on) == office
    assert offered(house, on, secretary=True) == secretary


def test_nothing_is_offered_of_a_period_of_which_nothing_is_closed_or_to_who_does_not_write(
    house: House,
) -> None:
    day = date(2026, 12, 20)
    assert offered(house, day) == []
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    assert offered(house, day) == [("work", "2026H2", False), ("annual", "2026", False)]
    assert reports_owed(house.secretary, house.branches[1], on=day) == []
    assert reports_owed(house.secretary, house.root, on=day) == []


def test_a_draft_is_gone_on_with_until_it_is_issued(house: House) -> None:
    year, day = Period.parse("2026"), date(2026, 11, 21)
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    report = draft_report("annual", house.root, year, actor=house.office, now=NOW)
    assert [one.report for one in reports_owed(house.office, house.root, on=day)] == [report.pk]
    issue_report(report, actor=house.office, now=NOW)
    assert reports_owed(house.office, house.root, on=day) == []
