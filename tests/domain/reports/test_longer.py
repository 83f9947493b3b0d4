"""Reports over several closed quarters: what is summed, what is left to people, and what they wrote is kept."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.queries import closing_over
from zhibu.domain.reports.actions import (
    add_block,
    draft_report,
    edit_block,
    issue_report,
    redraft,
)
from zhibu.domain.reports.choices import ReportKind
from zhibu.domain.reports.errors import AlreadyIssued, NotClosed, UnknownKind, WrongPeriod
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import blanks_of, paper_of, periods_to_report, report_for, sheets_of
from zhibu.papers.official import FigureRef, Heading, Paragraph, Table
from zhibu.rules.periods import Period

Q2, Q3, H2 = Period.parse("2026Q2"), Period.parse("2026Q3"), Period.parse("2026H2")
H1 = Period.parse("2026H1")


@pytest.fixture
def half(house: House) -> House:
    """Two theme days in the second quarter, of which the first quarter was never closed."""
    house.hold(house.branches[0], "theme_day", date(2026, 4, 8), date(2026, 5, 13))
    house.hold(house.branches[1], "theme_day", date(2026, 2, 11))
    close_period(house.root, Q2, actor=house.office, now=NOW)
    return house


def value(report: Report, name: str) -> str:
    shown: str = report.figures[name]["value"]
    return shown


def texts(report: Report) -> Mapping[str, str]:
    return {one["id"]: one["text"] for one in report.blocks}


def test_a_half_year_is_counted_from_its_last_closing_and_names_the_quarters_not_judged(half: House) -> None:
    report = draft_report(ReportKind.WORK, half.root, H1, actor=half.office, now=NOW)
    assert value(report, "主题党日次数") == "3"
    assert report.figures["主题党日次数"]["period"] == "2026年上半年"
    assert texts(report)["missing"].startswith("2026年第一季度没有结账，没有考核结果")
    assert "until" not in texts(report)
    assert [one["text"] for one in report.blocks if one["level"] == 1] == [
        "基本情况", "存在问题", "原因分析", "下步打算",
    ]  # fmt: skip


def test_what_was_done_after_the_period_changes_no_sum(half: House) -> None:
    half.hold(half.branches[0], "theme_day", date(2026, 7, 8))
    close_period(half.root, Q3, actor=half.office, now=NOW)
    close_period(half.root, Period.parse("2026Q1"), actor=half.office, now=NOW)
    report = draft_report(ReportKind.WORK, half.root, H1, actor=half.office, now=NOW)
    assert value(report, "主题党日次数") == "3"
    assert "missing" not in texts(report)
    trend = next(one for one in report.blocks if one["id"] == "trend")
    assert [row[0] for row in trend["rows"]] == ["季度", "2026年第一季度", "2026年第二季度"]
    assert report.figures["2026年第一季度达标项次"]["period"] == "2026年第一季度"
    year, q1 = Period.parse("2026"), Period.parse("2026Q1")
    assert periods_to_report(half.root) == [Q3, H2, year, Q2, H1, q1]


def test_what_only_people_know_is_asked_for_and_never_printed_unless_they_wrote_it(half: House) -> None:
    report = draft_report(ReportKind.WORK, half.root, H1, actor=half.office, now=NOW)
    waiting = blanks_of(report)
    assert waiting == 3
    report = edit_block(report, "next-own", "抓好换届。", actor=half.office, now=NOW)
    assert blanks_of(report) == waiting - 1
    printed = "".join(
        str(run)
        for one in paper_of(report, dated=NOW.date()).blocks
        if isinstance(one, Paragraph)
        for run in one.runs
    )
    assert "抓好换届。" in printed
    assert "请补写" not in printed


def test_words_added_stay_where_they_were_put_when_the_report_is_written_again(half: House) -> None:
    report = draft_report(ReportKind.WORK, half.root, H1, actor=half.office, now=NOW)
    report = add_block(report, "census", "另有离退休党员支部两个。", actor=half.office, now=NOW)
    report = redraft(report, actor=half.office, now=NOW)
    ids = [one["id"] for one in report.blocks]
    own = next(one for one in report.blocks if one["id"].startswith("own-"))
    assert ids.index(own["id"]) == ids.index("census") + 1
    assert own["text"] == "另有离退休党员支部两个。"
    assert Report.objects.count() == 1


def test_a_secretary_writes_the_own_statement_and_nothing_else(half: House) -> None:
    branch = half.branches[0]
    report = draft_report(ReportKind.STATEMENT, branch, Q2, actor=half.secretary, now=NOW)
    assert texts(report)["census"].startswith(
        f"截至2026年6月30日，{branch.name}设党小组【党小组数】个，有党员"
    )
    assert value(report, "主题党日次数") == "2"
    with pytest.raises(Forbidden):
        draft_report(ReportKind.WORK, branch, Q2, actor=half.secretary, now=NOW)
    with pytest.raises(Hidden):
        draft_report(ReportKind.STATEMENT, half.branches[1], Q2, actor=half.secretary, now=NOW)
    assert report_for(half.office, report.pk) == report


def test_statistics_have_a_row_for_each_organisation_below_and_unknown_is_no_zero(half: House) -> None:
    report = draft_report(ReportKind.STATISTICS, half.root, Q2, actor=half.office, now=NOW)
    sheets = dict(sheets_of(report))
    life = next(rows for title, rows in sheets.items() if title.endswith("组织生活"))
    by_name = {row[0]: row[1:] for row in life}
    assert by_name[half.branches[0].short_name] == ["2"]
    assert by_name[half.branches[1].short_name] == ["暂无数据"]
    assert by_name["合计"] == ["2"]
    assert sheets["数据来源"][0][0] == "数字"


def test_statistics_count_the_year_up_to_the_last_closing_for_each_organisation_below(half: House) -> None:
    half.hold(half.branches[0], "theme_day", date(2026, 7, 8))
    half.hold(half.branches[1], "theme_day", date(2026, 7, 8))
    close_period(half.root, Q3, actor=half.office, now=NOW)
    report = draft_report(ReportKind.STATISTICS, half.root, Period.parse("2026"), actor=half.office, now=NOW)
    life = next(rows for title, rows in sheets_of(report) if title == "2026年组织生活")
    by_name = {row[0]: row[1:] for row in life}
    assert [by_name[one.name] for one in half.branches] == [["3"], ["2"], ["暂无数据"]]
    assert by_name["合计"] == ["5"]
    assert texts(report)["until"] == "数据截至2026年9月30日。"
    assert texts(report)["missing"].startswith("2026年第一季度没有结账")


def test_a_cell_of_one_organisation_leads_there_and_is_printed_without_a_mark(half: House) -> None:
    report = draft_report(ReportKind.STATISTICS, half.root, Q2, actor=half.office, now=NOW)
    first = report.figures[f"life-{half.branches[0].pk}-0"]
    assert (first["value"], first["place"], first["counts"]) == ("2", half.branches[0].pk, "held:theme_day")
    table = next(
        one
        for one in paper_of(report, dated=NOW.date()).blocks
        if isinstance(one, Table) and one.caption.endswith("组织生活")
    )
    assert table.rows[0] == [half.branches[0].name, "2"]
    assert isinstance(table.rows[-1][1], FigureRef)


def test_a_statement_tells_the_own_scores_of_the_closing_and_no_rank(half: House) -> None:
    branch = half.branches[0]
    closing = closing_over(branch, Q2)
    stored = closing.scores.filter(organisation=branch)
    assert stored.exists()
    stored.update(total="86.5", band="良好")
    report = draft_report(ReportKind.STATEMENT, branch, Q2, actor=half.secretary, now=NOW)
    table = next(one for one in report.blocks if one["id"] == "scores")
    assert list(table["rows"][0]) == ["评分表", "期间", "得分", "档次"]
    told = [[report.figures[cell.strip("【】")] for cell in row[2:]] for row in table["rows"][1:]]
    assert all([one["value"] for one in row] == ["86.5", "良好"] for row in told)
    assert all(one["counts"].startswith("score:") and one["span"] for row in told for one in row)


def test_what_is_not_closed_or_no_kind_is_refused(half: House) -> None:
    with pytest.raises(NotClosed, match="2026年下半年"):
        draft_report(ReportKind.WORK, half.root, H2, actor=half.office, now=NOW)
    with pytest.raises(UnknownKind):
        draft_report("bulletin", half.root, Q2, actor=half.office, now=NOW)


def test_a_yearly_summary_is_about_a_year(half: House) -> None:
    with pytest.raises(WrongPeriod, match="年度工作总结只按年写"):
        draft_report(ReportKind.ANNUAL, half.root, H1, actor=half.office, now=NOW)


def test_a_year_that_is_not_over_tells_of_what_is_closed_and_goes_on_when_more_is(half: House) -> None:
    year = Period.parse("2026")
    report = draft_report(ReportKind.ANNUAL, half.root, year, actor=half.office, now=NOW)
    assert texts(report)["until"].endswith("数据截至2026年6月30日。")
    assert texts(report)["missing"].startswith("2026年第一季度没有结账")
    report = edit_block(report, "duty-own", "班子成员各有分工。", actor=half.office, now=NOW)
    half.hold(half.branches[0], "theme_day", date(2026, 7, 8))
    close_period(half.root, Q3, actor=half.office, now=NOW)
    again = redraft(report, actor=half.office, now=NOW)
    assert (again.pk, value(again, "主题党日次数")) == (report.pk, "4")
    assert texts(again)["duty-own"] == "班子成员各有分工。"


def test_a_heading_with_nothing_below_is_not_printed(half: House) -> None:
    report = draft_report(ReportKind.ANNUAL, half.root, Period.parse("2026"), actor=half.office, now=NOW)
    printed = [one.text for one in paper_of(report, dated=NOW.date()).blocks if isinstance(one, Heading)]
    assert "组织生活" in printed
    assert "下一年工作安排" not in printed and "学习教育" not in printed


def test_an_issued_report_stands(half: House) -> None:
    report = draft_report(ReportKind.WORK, half.root, Q2, actor=half.office, now=NOW)
    issue_report(report, actor=half.office, now=NOW)
    with pytest.raises(AlreadyIssued):
        redraft(report, actor=half.office, now=NOW)
