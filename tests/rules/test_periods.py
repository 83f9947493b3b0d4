from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibu.rules.periods import MONTHS_IN, Period, PeriodError, Size

PERIODS = st.builds(
    Period.containing, st.dates(date(2, 1, 1), date(9998, 12, 31)), st.sampled_from(sorted(MONTHS_IN))
)


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2026-02", "2026-02-01", "2026-02-28", "2026年2月"),
        ("2026Q3", "2026-07-01", "2026-09-30", "2026年第三季度"),
        ("2026H2", "2026-07-01", "2026-12-31", "2026年下半年"),
        ("2024", "2024-01-01", "2024-12-31", "2024年"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, start: str, end: str, label: str) -> None:
    period = Period.parse(text)
    assert (period.start.isoformat(), period.end.isoformat(), period.label) == (start, end, label)


@pytest.mark.parametrize("text", ["2026Q5", "2026-13", "26Q1", "2026 Q1", "", "2026H3", "２０２６", "0000"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@given(PERIODS)
def test_a_period_written_and_read_again_is_the_same(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_periods_follow_one_another_without_gap(period: Period) -> None:
    assert (period.next().start - period.end).days == 1
    assert period.next().previous() == period
    assert period < period.next()


@given(PERIODS)
def test_the_months_of_a_period_fill_it(period: Period) -> None:
    months = period.months()
    assert len(months) == MONTHS_IN[period.size]
    assert (months[0].start, months[-1].end) == (period.start, period.end)


@given(st.dates(), st.sampled_from(sorted(MONTHS_IN)))
def test_the_period_containing_a_day_contains_it(day: date, size: Size) -> None:
    assert Period.containing(day, size).start <= day <= Period.containing(day, size).end


def test_a_period_of_the_wrong_size_is_refused_with_an_example_of_the_right_one() -> None:
    with pytest.raises(PeriodError, match="2026年第三季度是一个季度，这里要按年计算，例如 2026（2026年）"):
        Period.parse("2026Q3").require("year")
