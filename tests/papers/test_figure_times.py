"""The time of a claim: which words tell it, and which first and last day they mean."""

import pytest

from tests.papers.builders import text_document
from zhibu.papers.figures import read_figures
from zhibu.papers.figures.times import base_of, span_of
from zhibu.rules.periods import Period


def days(text: str) -> list[str]:
    """The span of each figure, as first..last."""
    found = read_figures(text_document(text))
    return ["..".join(day.isoformat() for day in one.span) if one.span else "" for one in found]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("上半年", "2025-01-01", "2025-06-30"),
        ("一季度", "2025-01-01", "2025-03-31"),
        ("2024年第四季度", "2024-10-01", "2024-12-31"),
        ("去年下半年", "2024-07-01", "2024-12-31"),
        ("1至9月", "2025-01-01", "2025-09-30"),
        ("1—2月份", "2025-01-01", "2025-02-28"),
        ("2024年1-2月", "2024-01-01", "2024-02-29"),
        ("前三季度", "2025-01-01", "2025-09-30"),
        ("前5个月", "2025-01-01", "2025-05-31"),
        ("二至三季度", "2025-04-01", "2025-09-30"),
        ("今年以来", "2025-01-01", "2025-09-30"),
        ("2023年以来", "2023-01-01", "2025-09-30"),
        ("去年同期", "2024-07-01", "2024-09-30"),
        ("上季度", "2025-04-01", "2025-06-30"),
        ("本季度", "2025-07-01", "2025-09-30"),
        ("上个月", "2025-08-01", "2025-08-31"),
        ("近三年", "2023-01-01", "2025-09-30"),
        ("近一年", "2024-10-01", "2025-09-30"),
        ("一年来", "2025-01-01", "2025-12-31"),
        ("全年", "2025-01-01", "2025-12-31"),
        ("前年", "2023-01-01", "2023-12-31"),
        ("年初", "2025-01-01", "2025-01-01"),
        ("9月底", "2025-09-30", "2025-09-30"),
        ("截至9月底", "2025-01-01", "2025-09-30"),
        ("9月8日至19日", "2025-09-08", "2025-09-19"),
        ("3月5日至5月4日", "2025-03-05", "2025-05-04"),
    ],
)
def test_time_words_mean_their_first_and_last_day(words: str, first: str, last: str) -> None:
    found = span_of(words, Period.parse("2025Q3"))
    assert found is not None and [day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize("words", ["每季度", "13月", "2月30日", ""])
def test_words_that_mean_no_days_are_left_open(words: str) -> None:
    assert span_of(words, Period.parse("2025Q3")) is None


def test_without_a_year_nothing_is_guessed() -> None:
    assert days("上半年召开党员大会3次。") == [""]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("某局2025年上半年工作总结\n正文。", "2025H1"),
        ("关于2025年第三季度督查情况的通报\n", "2025Q3"),
        ("简报\n2025年第21期\n2025年5月30日\n", "2025"),
        ("某局2026年9月党建工作简报\n正文。", "2026-09"),
        ("关于2026年5月份主题党日情况的通报\n", "2026-05"),
        ("云溪镇党建月报\n2026年6月\n", "2026-06"),
        ("某局工作总结\n2026年6月\n", "2026"),
        ("某局2026年1月至6月工作总结\n", "2026"),
        ("某局2026年9月3日会议纪要\n", "2026"),
        ("某党〔2024〕7号\n关于有关情况的报告\n", "2024"),
        ("通讯\n医院始建于2001年，2024年扩建。", None),
    ],
)
def test_a_document_tells_its_period_in_its_title_lines(text: str, period: str | None) -> None:
    assert base_of(text) == (Period.parse(period) if period else None)


def test_the_last_of_february_a_year_before_is_the_last_of_february() -> None:
    found = span_of("去年同期", Period.parse("2024-02"))
    assert found is not None and found[1].isoformat() == "2023-02-28"


def test_a_time_compared_with_is_that_of_its_own_figure_alone() -> None:
    head = "2025年上半年总结\n"
    h1, before = "2025-01-01..2025-06-30", "2024-01-01..2024-06-30"
    assert days(f"{head}上半年听课500人次，较去年同期的400人次增长25%。") == [h1, before, h1]
    assert days(f"{head}投诉由去年同期的21件降至8件。") == [before, ""]
    assert days(f"{head}上半年到会率91%，比一季度提高2个百分点。") == [h1, h1]


def test_this_month_is_that_of_the_title() -> None:
    found = days(
        "某局2026年9月简报\n本月开展主题党日12次，上月10次。\n本月底前还将开展3次。\n今年以来开会9次。"
    )
    assert found == ["2026-09-01..2026-09-30", "2026-08-01..2026-08-31", "", "2026-01-01..2026-09-30"]


def test_of_several_times_each_figure_has_its_own() -> None:
    found = days("2025年通报\n一季度、二季度分别评选先锋5名、7名。")
    assert found == ["2025-01-01..2025-03-31", "2025-04-01..2025-06-30"]


def test_a_deadline_and_a_founding_year_are_no_time_of_a_figure() -> None:
    assert days("2025年要点\n9月底前建成阵地3处。") == [""]
    assert days("2025年总结\n医院始建于1951年，开放床位800张。") == [""]
