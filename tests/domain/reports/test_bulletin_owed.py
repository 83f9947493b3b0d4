"""The bulletin of the last closed quarter waits until it is issued."""

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.reports.actions import draft_bulletin, issue_report
from zhibu.domain.reports.queries import bulletin_owed
from zhibu.rules.periods import Period


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
