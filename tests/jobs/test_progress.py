"""Long work tells how far it is, is taken up by one, and is given up for lost when it says nothing more."""

import os
import time

import pytest

from zhibu.jobs.progress import Telling, Told

TELLING = Telling("closing", "2026Q3-1")


def after(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so much time have gone by."""
    now = time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: now)


def test_work_that_has_said_nothing_for_two_minutes_is_lost_and_may_be_begun_again(monkeypatch) -> None:
    assert TELLING.told(silent="中断了") is None
    assert TELLING.begin(Told("准备", 0))
    TELLING.tell(Told("清点", 40))
    assert not TELLING.begin(Told("准备", 0))
    after(110, monkeypatch)
    assert TELLING.told(silent="中断了") == Told("清点", 40)
    after(20, monkeypatch)
    assert TELLING.told(silent="中断了") == Told("中断了", 40, failed=True)
    assert TELLING.begin(Told("准备", 0))


def test_what_is_done_stays_done(monkeypatch) -> None:
    TELLING.tell(Told("结账完成", 100))
    after(10_000, monkeypatch)
    assert TELLING.told(silent="中断了") == Told("结账完成", 100)


def test_a_disk_with_another_clock_loses_no_work() -> None:
    TELLING.tell(Told("清点", 40))
    os.utime(TELLING._path, (0, 0))
    assert TELLING.told(silent="中断了") == Told("清点", 40)
