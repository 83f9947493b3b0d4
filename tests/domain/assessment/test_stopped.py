"""A closing that is stopped at any moment has done nothing that anyone can see, and the next one does it all."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period, storing
from zhibu.domain.assessment.models import Closing, Result, Score
from zhibu.domain.assessment.queries import snapshot_of
from zhibu.domain.journal.models import Entry
from zhibu.facts import snapshot
from zhibu.rules.periods import Period


class Stopped(BaseException):
    """The process was told to end."""


def close(house: House, tell: Callable[[str, int], None]) -> Closing:
    return close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW, progress=tell)


@pytest.fixture
def kept(house: House) -> House:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
    return house


def test_stopped_anywhere_it_leaves_nothing_and_the_next_one_does_it_all(
    kept: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_LOT", 10)
    for step in ("读取到会情况", "计算各组织的评分", "保存结果：20条"):

        def stop(told: str, percent: int, at: str = step) -> None:
            if told.startswith(at):
                raise Stopped

        with pytest.raises(Stopped):
            close(kept, stop)
        assert not Closing.objects.exists()
        assert not Result.objects.exists()
        assert not Score.objects.exists()
        assert not Entry.objects.filter(act="assessment.close_period").exists()
    done = close(kept, lambda step, percent: None)
    assert done.number == 1
    assert done.results.count() > 20
    assert snapshot.verify(snapshot_of(done)) == []


def test_it_says_what_it_does_before_each_step_and_after_each_lot(
    kept: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_LOT", 10)
    said: list[str] = []
    closing = close(kept, lambda step, percent: said.append(step))
    stored = closing.results.count() + closing.scores.count()
    assert [step for step in said if step.startswith("保存结果：")][
        -1
    ] == f"保存结果：{stored}条，共{stored}条"
    assert sum(step.startswith("保存结果：") for step in said) >= stored // 10
    assert {"按规则判定各组织", "计算各组织的评分", "按规则判定党员", "计算党员的评分"} <= set(said)


def test_what_a_killed_closing_left_is_cleared_away_after_a_day(kept: House) -> None:
    snapshots = Path(settings.ZHIBU_SNAPSHOTS)
    left = [snapshots / name for name in (".closing-old", "..closing-old.7.partial", ".closing-at-work")]
    for directory, hours in zip(left, (25, 25, 1), strict=True):
        directory.mkdir(parents=True)
        os.utime(directory, (NOW.timestamp() - hours * 3600,) * 2)
    close(kept, lambda step, percent: None)
    assert [directory.exists() for directory in left] == [False, False, True]
    left[-1].rmdir()
