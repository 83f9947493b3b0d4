"""Deadlines in the words of plans."""

from datetime import date

import pytest

from zhibu.papers.deadlines import find_deadlines


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("6月底前完成换届", date(2024, 6, 30)),
        ("2月底前报送计划", date(2024, 2, 29)),
        ("七一前开展走访慰问", date(2024, 6, 30)),
        ("“七一”前后开展表彰", date(2024, 7, 1)),
        ("年底前完成轮训", date(2024, 12, 31)),
        ("年底召开述职会", date(2024, 12, 31)),
        ("2025年3月31日前报送总结", date(2025, 3, 31)),
        ("3月15日前上报", date(2024, 3, 15)),
        ("第三季度开展自查", date(2024, 9, 30)),
        ("一季度末通报", date(2024, 3, 31)),
        ("上半年开展督查", date(2024, 6, 30)),
        ("下半年举办培训班", date(2024, 12, 31)),
        ("3月至5月集中学习", date(2024, 5, 31)),
        ("十月中旬召开", date(2024, 10, 20)),
        ("明年1月底前完成", date(2025, 1, 31)),
        ("国庆节前完成", date(2024, 9, 30)),
        ("全年举办讲座10次以上", date(2024, 12, 31)),
        ("于2024.5.20前报送", date(2024, 5, 20)),
    ],
)
def test_a_dated_deadline_is_its_last_day(words: str, day: date) -> None:
    assert [found.date for found in find_deadlines(words, year=2024)] == [day]


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("每季度不少于1次", "quarter"),
        ("每月开展主题党日", "month"),
        ("每半年分析一次", "half"),
        ("每年至少一次", "year"),
        ("按月足额交纳党费", "month"),
        ("每月25日前报送", "month"),
        ("每周一次", "week"),
        ("长期坚持", "ongoing"),
        ("每两周开展一次", "two_weeks"),
        ("隔周组织学习", "two_weeks"),
        ("每半个月报送", "two_weeks"),
        ("每两个月召开", "two_months"),
        ("每双月举办1期", "two_months"),
        ("隔月调度", "two_months"),
        ("每三个月通报", "quarter"),
        ("每季度末月25日前报送", "quarter"),
        ("每学期至少参加2次", "half"),
        ("上、下半年各一次", "half"),
        ("上下半年各1次", "half"),
        ("上半年和下半年分别开展1次", "half"),
        ("每周三下午接待", "week"),
    ],
)
def test_a_recurring_deadline_says_how_often(words: str, every: str) -> None:
    found = find_deadlines(words, year=2024)
    assert [(one.every, one.date) for one in found] == [(every, None)]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("任职后一个月内完成谈话", "任职后一个月内"),
        ("15个工作日内发放", "15个工作日内"),
        ("春节前走访慰问", "春节前"),
        ("第10周举办比赛", "第10周"),
    ],
)
def test_a_term_that_hangs_on_an_event_keeps_its_words_and_has_no_date(words: str, term: str) -> None:
    assert [(one.text, one.date, one.every) for one in find_deadlines(words, year=2024)] == [
        (term, None, None)
    ]


def test_without_a_year_the_words_stay_and_the_date_is_unknown() -> None:
    (found,) = find_deadlines("6月底前完成", year=None)
    assert (found.text, found.date) == ("6月底前", None)


def test_a_written_year_needs_no_other() -> None:
    (found,) = find_deadlines("2024年3月31日前", year=None)
    assert found.date == date(2024, 3, 31)


@pytest.mark.parametrize(
    "words", ["完成好全年各项目标任务", "学习党的二十大精神", "2024年工作安排", "13月报送", "2月30日报送"]
)
def test_words_that_name_no_day_are_no_deadline(words: str) -> None:
    assert [one for one in find_deadlines(words, year=2024) if one.date or one.every] == []


def test_bare_words_of_duration_count_only_where_a_deadline_is_asked_for() -> None:
    assert find_deadlines("持续推进作风建设", year=2024) == []
    assert [one.every for one in find_deadlines("持续推进", year=2024, stated=True)] == ["ongoing"]
