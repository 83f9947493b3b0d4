"""A draft about a year that was not over when it was written is counted up to that day."""

from datetime import date

import pytest

from tests.domain.checking.test_drafts import checked
from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.wording import until_of
from zhibu.papers.figures.dating import data_until, signed_on
from zhibu.rules.periods import Period

YEAR, TODAY = Period.parse("2026"), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("数据截至2026年9月30日。", date(2026, 9, 30)),
        ("以上数据统计截止时间为10月底。", date(2026, 10, 31)),
        ("（统计截至11月15日）", date(2026, 11, 15)),
        ("据统计，截至9月底，共有党员30名。", None),
        ("截至9月30日，共有党员30名。", None),
        ("数据截至2月31日。", None),
    ],
)
def test_what_a_text_says_of_its_data(text: str, day: date | None) -> None:
    assert data_until(text, 2026) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("总结\n开展党课3次。\n机关党委\n2026年11月18日\n", date(2026, 11, 18)),
        ("讲话\n（2026年3月5日）\n同志们：", date(2026, 3, 5)),
        ("总结\n二〇二六年十一月十八日", date(2026, 11, 18)),
        ("2026年11月18日召开了支委会。", None),
        ("2026年13月1日", None),
    ],
)
def test_the_day_on_which_a_text_is_signed(text: str, day: date | None) -> None:
    assert signed_on(text) == day


@pytest.mark.parametrize(
    ("text", "period", "day"),
    [
        ("没有日期", "2026", TODAY),
        ("总结\n2026年11月18日", "2026", date(2026, 11, 18)),
        ("数据截至10月31日。\n2026年11月18日", "2026", date(2026, 10, 31)),
        ("总结\n2026年12月31日", "2026", TODAY),  # signed ahead: nothing is known beyond today
        ("总结\n2025年12月10日", "2025", date(2025, 12, 10)),
        ("总结\n2026年1月10日", "2025", None),
        ("没有日期", "2025", None),
        ("去年的通知\n2025年11月1日", "2026", TODAY),
    ],
)
def test_up_to_when_a_text_counts(text: str, period: str, day: date | None) -> None:
    until = until_of(text, Period.parse(period), TODAY)
    assert (until.day if until else None) == day


WORDS = """2026年党建工作总结
今年以来开展党课{year}次。1至10月开展党课{october}次。全年开展党课{year}次。四季度开展党课{fourth}次。
上半年开展党课0次。党课开展{year}次。
机关党委
2026年11月18日
"""


@pytest.mark.parametrize("closed", [False, True])
def test_a_year_under_way_is_counted_up_to_the_day_of_the_draft(house: House, closed: bool) -> None:
    branch = house.branches[0]  # has one lecture in the third quarter
    house.hold(branch, "party_lecture", date(2026, 10, 14), date(2026, 11, 11), date(2026, 11, 20))
    for one in house.branches:
        house.declare(one, "2026H1")
    if closed:
        close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    found = checked(house, branch.name, "2026", WORDS.format(year=3, october=2, fourth=2), today=TODAY)
    verdicts = [one.judgement.verdict for one in found.figures]
    assert verdicts == [Verdict.CONFIRMED] * 6, [one.judgement for one in found.figures]
    assert found.until is not None and found.until.day == date(2026, 11, 18)
    wrong = checked(house, branch.name, "2026", WORDS.format(year=4, october=3, fourth=3), today=TODAY)
    told = [one.judgement.verdict for one in wrong.figures]
    assert Verdict.CONFIRMED not in [told[0], told[1], told[2], told[3], told[5]]


def test_a_closed_period_is_counted_whole(house: House) -> None:
    found = checked(house, house.branches[0].name, "2026Q3", "三季度开展主题党日3次。", today=TODAY)
    assert found.until is None
    assert [one.judgement.verdict for one in found.figures] == [Verdict.CONFIRMED]


VERDICTS = (
    "截至目前，主题党日按月开展达标占33%，支部达标率{met}。四季度支部达标率50%。三季度支部达标率{met}。"
)


def test_verdicts_of_a_time_that_ends_within_a_quarter_are_those_of_the_last_one_closed(house: House) -> None:
    def told(met: str) -> list[tuple[str, str]]:
        found = checked(house, "厅直属机关党委", "2026", VERDICTS.format(met=met), today=TODAY)
        return [(one.judgement.verdict, one.judgement.reason) for one in found.figures]

    assert {verdict for verdict, _ in told("100%")} == {Verdict.NO_RECORD}
    assert "还没有结账" in told("100%")[0][1]
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    theme, branches, fourth, third = told("100%")
    assert theme[0] == Verdict.CONFIRMED and "最近结账的2026年第三季度" in theme[1]
    assert branches[0] == Verdict.CONTRADICTED and "最近结账的2026年第三季度" in branches[1]
    assert fourth == (Verdict.NO_RECORD, "2026年10月1日至11月21日还没有结账，没有考核结果")
    assert third[0] == Verdict.CONTRADICTED and "最近" not in third[1]
    right = branches[1].removeprefix("记录是").split("%")[0].split("（")[0]
    assert told(f"{right}%")[1][0] == Verdict.CONFIRMED
