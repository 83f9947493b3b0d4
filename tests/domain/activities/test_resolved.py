"""What a meeting resolved is sent out as a task; the two know of each other, as far as a viewer sees them."""

from dataclasses import replace

import pytest

from tests.domain.activities.conftest import Branch
from tests.domain.builders import last_entry, record
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import (
    correct_activity,
    issue_resolution,
    record_activity,
    withdraw_activity,
)
from zhibu.domain.activities.errors import AlreadyWithdrawn, NotResolved
from zhibu.domain.activities.models import Activity, Resolved
from zhibu.domain.activities.queries import followed, resolved_in
from zhibu.domain.tasks.actions import TaskSpec
from zhibu.domain.tasks.models import Task

WORDS = "完成换届。"


@pytest.fixture
def meeting(world: World, branch: Branch) -> Activity:
    spec = replace(record(), resolutions=f"研究经费。\n{WORDS}")
    return record_activity(world.own, spec, actor=world.secretary, now=NOW)


def sent_out(world: World, meeting: Activity, words: str = WORDS) -> Task:
    spec = TaskSpec("换届", [world.own, world.other])
    return issue_resolution(meeting, words, world.root, spec, actor=world.office, now=NOW)


def test_each_viewer_sees_the_own_end_and_no_more(world: World, meeting: Activity) -> None:
    task = sent_out(world, meeting)
    assert [(one.words, one.task, one.count, one.done) for one in followed(world.office, meeting)] == [
        (WORDS, task, 2, 0)
    ]
    assert [one.count for one in followed(world.secretary, meeting)] == [1]
    assert resolved_in(world.secretary, task) == meeting
    assert resolved_in(world.secretary2, task) is None


def test_sent_twice_it_is_one_task_with_one_link(world: World, meeting: Activity) -> None:
    assert sent_out(world, meeting) == sent_out(world, meeting)
    assert Resolved.objects.count() == 1
    assert last_entry().act == "activities.issue_resolution"


def test_a_correction_takes_its_tasks_along(world: World, meeting: Activity) -> None:
    task = sent_out(world, meeting)
    spec = replace(record(), resolutions=WORDS)
    new = correct_activity(meeting, spec, reason="日期写错", actor=world.secretary, now=NOW)
    assert resolved_in(world.office, task) == new
    assert [one.task for one in followed(world.office, new)] == [task]


def test_what_is_not_resolved_or_withdrawn_is_not_sent_out(world: World, meeting: Activity) -> None:
    with pytest.raises(NotResolved):
        sent_out(world, meeting, "没有议过的事")
    withdraw_activity(meeting, reason="记重了", actor=world.secretary, now=NOW)
    with pytest.raises(AlreadyWithdrawn):
        sent_out(world, meeting)
    assert not Task.objects.filter(title="换届").exists()


def test_who_may_not_assign_or_not_see_sends_nothing(world: World, meeting: Activity) -> None:
    spec = TaskSpec("换届", [world.own])
    for actor, error in ((world.secretary, (Forbidden, Hidden)), (world.secretary2, (Hidden,))):
        with pytest.raises(error):
            issue_resolution(meeting, WORDS, world.own, spec, actor=actor, now=NOW)
