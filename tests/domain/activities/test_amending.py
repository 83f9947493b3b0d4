"""A record is never overwritten: it is corrected by a new one or withdrawn, with a reason."""

import pytest

from tests.domain.activities.conftest import Branch
from tests.domain.builders import last_entry, record
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import correct_activity, record_activity, withdraw_activity
from zhibu.domain.activities.errors import AlreadyWithdrawn, WithdrawReasonMissing
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activities_for, activity_for, attended_by


@pytest.fixture
def activity(world: World, branch: Branch) -> Activity:
    spec = record(present=[branch.here.pk], serves=[branch.owed])
    return record_activity(world.own, spec, actor=world.secretary, now=NOW)


def test_a_correction_replaces_the_record_and_keeps_the_old_one(world: World, activity: Activity) -> None:
    new = correct_activity(
        activity, record(title="改正后"), reason="日期写错", actor=world.secretary, now=NOW
    )
    assert list(activities_for(world.secretary)) == [new]
    old = activity_for(world.secretary, activity.pk)
    assert (old.withdrawn_reason, old.title, new.replaces) == ("日期写错", "3月主题党日", old)


def test_evidence_moves_to_the_correction(world: World, branch: Branch, activity: Activity) -> None:
    new = correct_activity(
        activity, record(serves=[branch.owed]), reason="补充", actor=world.secretary, now=NOW
    )
    assert [line.assignment for line in new.serves.all()] == [branch.owed]


def test_a_correction_sent_twice_is_one(world: World, activity: Activity) -> None:
    spec = record(title="改正后")
    first = correct_activity(activity, spec, reason="写错", actor=world.secretary, now=NOW)
    assert correct_activity(activity, spec, reason="写错", actor=world.secretary, now=NOW) == first
    assert Activity.objects.count() == 2


def test_a_withdrawn_record_counts_nowhere_and_stays_readable(
    world: World, branch: Branch, activity: Activity
) -> None:
    withdraw_activity(activity, reason="记重了", actor=world.secretary, now=NOW)
    assert not activities_for(world.secretary).exists()
    assert not attended_by(branch.here, since=activity.held_on, until=activity.held_on).exists()
    assert activity_for(world.secretary, activity.pk).withdrawn_reason == "记重了"
    assert (last_entry().act, last_entry().detail) == ("activities.withdraw_activity", {"reason": "记重了"})


def test_withdrawing_asks_for_a_reason(world: World, activity: Activity) -> None:
    with pytest.raises(WithdrawReasonMissing):
        withdraw_activity(activity, reason=" ", actor=world.secretary, now=NOW)


def test_what_is_withdrawn_can_be_neither_withdrawn_nor_corrected(world: World, activity: Activity) -> None:
    withdraw_activity(activity, reason="记重了", actor=world.secretary, now=NOW)
    stale = Activity.objects.get(pk=activity.pk)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_activity(stale, reason="再撤", actor=world.secretary, now=NOW)
    with pytest.raises(AlreadyWithdrawn):
        correct_activity(stale, record(), reason="再改", actor=world.secretary, now=NOW)


def test_a_refused_correction_leaves_the_old_record_in_force(world: World, activity: Activity) -> None:
    with pytest.raises(WithdrawReasonMissing):
        correct_activity(activity, record(), reason="", actor=world.secretary, now=NOW)
    assert list(activities_for(world.secretary)) == [activity]


def test_only_recorders_of_the_place_amend(world: World, activity: Activity) -> None:
    with pytest.raises(Forbidden):
        withdraw_activity(activity, reason="试", actor=world.member, now=NOW)
    with pytest.raises(Hidden):
        withdraw_activity(activity, reason="试", actor=world.secretary2, now=NOW)
    with pytest.raises(Hidden):
        correct_activity(activity, record(), reason="试", actor=world.secretary2, now=NOW)
