"""A branch's word that its records of a period are complete."""

from datetime import UTC, datetime

import pytest

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import declare_complete
from zhibu.domain.activities.errors import PeriodNotOver
from zhibu.domain.activities.models import Declaration
from zhibu.domain.journal.models import Entry
from zhibu.rules.periods import Period

LAST = Period.parse("2025Q4")


def test_an_ended_period_is_declared_once(world: World) -> None:
    first = declare_complete(world.own, LAST, actor=world.secretary, now=NOW)
    assert declare_complete(world.own, LAST, actor=world.secretary, now=NOW) == first
    assert Declaration.objects.get().period == "2025Q4"
    assert Entry.objects.count() == 1
    assert last_entry().detail == {"period": "2025Q4"}


def test_a_running_period_cannot_be_declared(world: World) -> None:
    with pytest.raises(PeriodNotOver, match="2026年第一季度"):
        declare_complete(world.own, Period.parse("2026Q1"), actor=world.secretary, now=NOW)


def test_a_period_is_over_when_its_last_day_is_over_in_china(world: World) -> None:
    year_end = datetime(2025, 12, 31, 15, 59, tzinfo=UTC)
    with pytest.raises(PeriodNotOver):
        declare_complete(world.own, LAST, actor=world.secretary, now=year_end)
    midnight = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)
    assert declare_complete(world.own, LAST, actor=world.secretary, now=midnight)


def test_declaring_is_for_those_who_record(world: World) -> None:
    with pytest.raises(Forbidden):
        declare_complete(world.own, LAST, actor=world.member, now=NOW)
    with pytest.raises(Hidden):
        declare_complete(world.own, LAST, actor=world.secretary2, now=NOW)
