from datetime import date
from pathlib import Path

import holidays
import pytest

from zhibu.rules.workdays import Calendar, CalendarError

PACKS = Path(__file__).parents[2] / "packs"
CALENDAR = Calendar.read(PACKS / "calendar")

VECTORS = """
2023-01-19+5→2023-01-31 2024-02-02+5→2024-02-08 2024-09-12+5→2024-09-20 2025-01-24+5→2025-02-07
2025-09-26+5→2025-10-10 2025-09-29+5→2025-10-13 2026-02-12+5→2026-02-26 2026-02-13+7→2026-03-02
2026-09-18+5→2026-09-24 2026-09-30+5→2026-10-13
"""


@pytest.mark.parametrize("vector", VECTORS.split())
def test_a_period_of_working_days_ends_on_the_published_day(vector: str) -> None:
    start, rest = vector.split("+")
    workdays, end = rest.split("→")
    assert CALENDAR.after(date.fromisoformat(start), int(workdays)) == date.fromisoformat(end)


@pytest.mark.parametrize(("year", "workdays"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_published(year: int, workdays: int) -> None:
    assert CALENDAR.count(date(year, 1, 1), date(year, 12, 31)) == workdays


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_the_shipped_calendar_agrees_with_an_independent_one(year: int) -> None:
    other = holidays.country_holidays("CN", years=year)
    days = [
        date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    assert [day for day in days if CALENDAR.is_workday(day) != other.is_working_day(day)] == []


def test_a_year_without_a_calendar_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(CalendarError, match="2027年的节假日安排还没有导入"):
        CALENDAR.after(date(2026, 12, 30), 5)


def test_a_deadline_on_a_holiday_moves_to_the_next_working_day() -> None:
    assert CALENDAR.on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.on_or_after(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.parametrize(
    ("line", "message"),
    [("2027-02-30,holiday,春节,通知", "日期“2027-02-30”不对"), ("2027-01-01,rest,元旦,通知", "type 要写")],
)
def test_a_row_that_cannot_be_read_names_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "2027.csv").write_text(f"date,type,name,source\n{line}\n", encoding="utf-8")
    with pytest.raises(CalendarError, match=f"2027.csv 第2行.*{message}"):
        Calendar.read(tmp_path)
