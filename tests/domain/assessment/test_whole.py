"""The large tables of a whole tree are read in lots, to the same rows as one by one."""

from datetime import date, datetime

import pytest

from tests.judged import CHINA, NOW, House
from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.assessment.tables import Scope, lots, one_moment, tables

LARGE = ("activity", "attendance")
LAST_DAY = date(2026, 9, 30)


@pytest.fixture
def kept(house: House) -> House:
    for branch, day in zip(house.branches, (8, 9, 10), strict=True):
        house.hold(branch, "theme_day", date(2026, 7, day), date(2026, 8, day), date(2026, 10, day))
    house.hold(house.group, "group_meeting", date(2026, 9, 2))
    Activity.objects.filter(kind="group_meeting").update(minutes=None)
    return house


def read(house: House, *, whole: bool) -> dict[str, list[dict[str, object]]]:
    with one_moment():
        found = tables(Scope(house.root.path, LAST_DAY, whole=whole), LARGE)
    return {name: found[name].to_pylist() for name in LARGE}


@pytest.mark.parametrize("size", [1, 3, 100_000])
def test_lots_of_any_size_give_the_rows_that_one_by_one_gives(
    kept: House, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "LOT", size)
    found = read(kept, whole=True)
    assert found == read(kept, whole=False)
    assert len(found["activity"]) == 7
    assert len(found["attendance"]) > 40


def test_a_text_with_marks_of_the_form_arrives_as_it_is(kept: House) -> None:
    hostile = "\",\n\\%s'值"
    line = Attendance.objects.order_by("pk")[0]
    Attendance.objects.filter(pk=line.pk).update(status="absent", reason=hostile)
    assert read(kept, whole=True)["attendance"][0]["reason"] == hostile
    assert read(kept, whole=True) == read(kept, whole=False)


def test_a_record_of_the_small_hours_belongs_to_the_day_of_the_site(kept: House) -> None:
    first, second = Activity.objects.order_by("pk")[:2]
    Activity.objects.filter(pk=first.pk).update(recorded_at=datetime(2026, 7, 9, 0, 10, 5, 7, CHINA))
    Activity.objects.filter(pk=second.pk).update(recorded_at=datetime(2026, 7, 9, 23, 59, 59, 999_999, CHINA))
    days = [row["recorded_on"] for row in read(kept, whole=True)["activity"][:2]]
    assert days == [date(2026, 7, 9), date(2026, 7, 9)]
    assert read(kept, whole=True) == read(kept, whole=False)


def test_what_was_withdrawn_or_came_later_is_left_out_with_its_attendance(kept: House) -> None:
    gone = Activity.objects.order_by("pk")[0]
    Activity.objects.filter(pk=gone.pk).update(withdrawn_at=NOW, withdrawn_reason="重复")
    found = read(kept, whole=True)
    assert gone.pk not in {row["activity_id"] for row in found["attendance"]}
    assert {row["activity_id"] for row in found["attendance"]} <= {row["id"] for row in found["activity"]}


def test_a_tree_without_records_has_empty_tables(house: House) -> None:
    assert read(house, whole=True) == {"activity": [], "attendance": []}
