"""Times that are no period of the calendar's are counted day by day."""

from datetime import date

import pytest

from tests.domain.checking.test_drafts import checked
from tests.judged import House
from zhibu.domain.checking.wording import period_of
from zhibu.rules.periods import Period
from zhibu.rules.stretches import Stretch, parse_stretch, stretch_of


@pytest.mark.parametrize(
    ("words", "period", "label"),
    [
        ("", "2026Q3", "2026年第三季度"),
        ("上半年", "2026H1", "2026年上半年"),
        ("去年同期", "2025Q3", "2025年第三季度"),
        ("1至9月", "2026-01-01..2026-09-30", "2026年1月至9月"),
        ("今年以来", "2026-01-01..2026-09-30", "2026年1月至9月"),
        ("近三年", "2024-01-01..2026-09-30", "2024年1月至2026年9月"),
        ("3月5日至5月4日", "2026-03-05..2026-05-04", "2026年3月5日至5月4日"),
        ("8月底", "2026-01-01..2026-08-31", "2026年1月至8月"),
        ("一至二季度", "2026H1", "2026年上半年"),
    ],
)
def test_time_words_are_the_calendars_period_or_a_stretch(words: str, period: str, label: str) -> None:
    found = period_of(words, Period.parse("2026Q3"))
    assert found is not None and (str(found), found.label) == (period, label)
    assert parse_stretch(str(found)) == found


def test_words_that_name_no_days_name_no_period() -> None:
    assert period_of("每季度", Period.parse("2026Q3")) is None


def test_a_stretch_tells_the_months_of_which_it_has_a_day() -> None:
    stretch = stretch_of(date(2026, 3, 5), date(2026, 5, 4))
    assert isinstance(stretch, Stretch)
    assert [str(month) for month in stretch.months()] == ["2026-03", "2026-04", "2026-05"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("4至8月开展主题党日8次。", "confirmed"),
        ("4至9月开展主题党日9次。", "confirmed"),
        ("4至9月开展主题党日12次。", "contradicted"),
        ("前8个月开展主题党日8次。", "confirmed"),
        ("7月9日至8月12日开展主题党日2次。", "confirmed"),
        ("今年以来开展主题党日9次。", "confirmed"),
        ("上半年开展主题党日4次，较去年同期的2次明显增加。", "confirmed"),
    ],
)
def test_a_figure_of_a_stretch_is_held_against_its_days(house: House, text: str, verdict: str) -> None:
    house.hold(house.branches[1], "theme_day", date(2026, 10, 3))  # after the stretch, and counted in none
    house.declare(house.branches[1], "2026Q3")
    for branch in house.branches:
        for period in ("2026Q1", "2026Q2"):
            house.declare(branch, period)
    house.declare(house.branches[2], "2026Q3")
    first = checked(house, "厅直属机关党委", "2026Q3", text).figures[0]
    assert first.judgement.verdict.value == verdict, first.judgement
