"""How branches stand, and what leaves the desk."""

from datetime import date

from tests.domain.builders import assign, record
from tests.world import NOW
from zhibu.domain.activities.actions import declare_complete, record_activity
from zhibu.domain.desk.queries import (
    Item,
    desk,
    grouped,
    standing_below,
    standing_of,
)
from zhibu.rules.periods import Period

FRIDAY = date(2026, 3, 27)
ON = NOW.date()


def test_items_without_a_deadline_come_last():
    groups = grouped([Item(None), Item(date(2026, 5, 1)), Item(date(2026, 3, 1))], on=FRIDAY)
    assert [(str(urgency), [item.due_on for item in items]) for urgency, items in groups] == [
        ("overdue", [date(2026, 3, 1)]),
        ("later", [date(2026, 5, 1), None]),
    ]


def test_a_done_duty_leaves_the_desk(world):
    record_activity(world.own, record(), actor=world.secretary, now=NOW)
    found = desk(world.secretary, world.own, on=ON)
    duties = [item.duty for _, items in found.groups for item in items if item.duty]
    march = Period.parse("2026-03")
    assert [duty for duty in duties if duty.activity_kind == "theme_day" and duty.period == march] == []


def test_branches_stand_overdue_near_silent_or_in_order(world, django_assert_num_queries):
    record_activity(world.own, record(), actor=world.secretary, now=NOW)
    assign(world.office, world.root, world.other)
    assert standing_of(world.root, on=ON).in_order == 1
    assert standing_of(world.root, on=date(2026, 3, 25)).near == 1
    assert standing_of(world.root, on=date(2026, 4, 1)).overdue == 1
    assert standing_of(world.company, on=ON).state == "silent"
    with django_assert_num_queries(1):
        below = standing_below(world.root, on=ON)
    assert {path: standing.branches for path, standing in below.items()} == {
        place.path: 2 for place in (world.organ, world.highway, world.company)
    }
    assert below[world.organ.path].state == "silent"


def test_a_confirmed_quarter_is_not_silent(world):
    declare_complete(world.own, Period.parse("2025Q4"), actor=world.secretary, now=NOW)
    assert standing_of(world.own, on=ON).state == "in_order"
