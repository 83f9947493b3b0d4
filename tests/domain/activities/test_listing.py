"""Lists of records: who was there is counted for the rows shown and for no others."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.judged import House, make_house
from zhibu.domain.activities.models import Attendance
from zhibu.domain.activities.queries import activities_for, with_attendance


@pytest.fixture
def house(db: None) -> House:
    house = make_house()
    house.hold(house.branches[0], "theme_day", *(date(2026, month, 8) for month in range(1, 8)))
    return house


def test_a_slice_of_a_list_keeps_its_order_and_counts_who_was_there(house: House) -> None:
    late = house.hold(house.branches[1], "party_lecture", date(2026, 12, 1))[0]
    Attendance.objects.filter(activity=late).update(status="absent", reason="leave")
    shown = list(with_attendance(activities_for(house.office)[:3]))
    assert [one.held_on.month for one in shown] == [12, 7, 6]
    assert [(one.present, one.expected) for one in shown] == [(0, 5), (8, 8), (8, 8)]


def test_the_rows_are_chosen_before_attendance_is_read(house: House) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(with_attendance(activities_for(house.office)[2:4])) == 2
    (question,) = [one["sql"] for one in asked if "activities_attendance" in one["sql"]]
    chosen = question.index("LIMIT 2 OFFSET 2")
    assert question.index(" IN (SELECT") < chosen < question.index("GROUP BY")
