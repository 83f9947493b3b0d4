"""A record proves work on a task: progress is reported with records as evidence."""

import pytest

from tests.domain.activities.conftest import Branch
from tests.domain.builders import last_entry, record
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import record_activity, report_progress, withdraw_activity
from zhibu.domain.activities.errors import NotItsOwn
from zhibu.domain.activities.models import Activity, Evidence
from zhibu.domain.tasks.actions import return_assignment
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.errors import NothingToSubmit, ReturnedUnanswered, WrongState


@pytest.fixture
def activity(world: World) -> Activity:
    return record_activity(world.own, record(), actor=world.secretary, now=NOW)


def report(branch: Branch, actor, *activities: Activity, words: str = ""):
    return report_progress(branch.owed, report=words, activities=activities, actor=actor, now=NOW)


def test_a_record_alone_is_enough_to_submit(world: World, branch: Branch, activity: Activity) -> None:
    assert report(branch, world.secretary, activity).state == State.SUBMITTED
    assert [line.activity for line in branch.owed.evidence.all()] == [activity]
    assert last_entry().act == "tasks.submit_assignment"


def test_evidence_linked_when_recording_counts_too(world: World, branch: Branch) -> None:
    record_activity(world.own, record(serves=[branch.owed]), actor=world.secretary, now=NOW)
    assert report(branch, world.secretary).state == State.SUBMITTED


def test_the_same_record_proves_a_task_once(world: World, branch: Branch, activity: Activity) -> None:
    report(branch, world.secretary, activity, activity)
    assert Evidence.objects.count() == 1


def test_without_words_and_records_nothing_is_submitted(world: World, branch: Branch) -> None:
    with pytest.raises(NothingToSubmit):
        report(branch, world.secretary)


def test_a_withdrawn_record_proves_nothing(world: World, branch: Branch) -> None:
    activity = record_activity(world.own, record(serves=[branch.owed]), actor=world.secretary, now=NOW)
    withdraw_activity(activity, reason="记重了", actor=world.secretary, now=NOW)
    with pytest.raises(NotItsOwn):
        report(branch, world.secretary, activity)
    with pytest.raises(NothingToSubmit):
        report(branch, world.secretary)


def test_another_branchs_record_proves_nothing(world: World, branch: Branch) -> None:
    foreign = record_activity(world.other, record(), actor=world.secretary2, now=NOW)
    with pytest.raises(NotItsOwn):
        report(branch, world.secretary, foreign)


def test_a_refused_report_links_nothing(world: World, branch: Branch, activity: Activity) -> None:
    report(branch, world.secretary, words="已办")
    with pytest.raises(WrongState):
        report(branch, world.secretary, activity)
    assert not Evidence.objects.exists()


def test_reporting_is_the_branchs_own_business(world: World, branch: Branch) -> None:
    with pytest.raises(Forbidden):
        report(branch, world.office, words="代办")
    for stranger in (world.secretary2, world.member):
        with pytest.raises(Hidden):
            report(branch, stranger, words="代办")


def test_what_was_returned_does_not_come_back_as_it_was(
    world: World, branch: Branch, activity: Activity
) -> None:
    owed = report(branch, world.secretary, words="已办")
    return_assignment(owed, reason="请写明参加人数", actor=world.office, now=NOW)
    branch.owed.refresh_from_db()
    with pytest.raises(ReturnedUnanswered, match="请写明参加人数"):
        report(branch, world.secretary, words=" 已办 ")
    assert report(branch, world.secretary, activity, words="已办").state == State.SUBMITTED
