"""Recording what was done: once, checked, and journalled."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.domain.activities.conftest import Branch
from tests.domain.builders import add_group, assign, last_entry, record
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import RecordSpec, record_activity, withdraw_activity
from zhibu.domain.activities.errors import (
    HeldBeforeFounding,
    HeldInFuture,
    NotItsOwn,
    RecordedAlready,
    StrangerPresent,
    UnknownKind,
)
from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.activities.queries import activities_for, activity_for, attendance_of, attended_by
from zhibu.domain.journal.models import Entry


def keep(world: World, spec: RecordSpec, actor=None, now: datetime = NOW) -> Activity:
    return record_activity(world.own, spec, actor=actor or world.secretary, now=now)


def test_a_record_keeps_who_was_there_and_why_others_were_not(world: World, branch: Branch) -> None:
    activity = keep(world, record(present=[branch.here.pk], absent={branch.there.pk: "sick"}))
    lines = {line.person: (line.status, line.reason) for line in attendance_of(activity)}
    assert lines == {branch.here: ("present", ""), branch.there: ("absent", "sick")}


def test_recording_leaves_one_journal_row_with_counts_and_no_names(world: World, branch: Branch) -> None:
    activity = keep(world, record(present=[branch.here.pk], absent={branch.there.pk: ""}))
    entry = last_entry()
    assert (entry.act, entry.subject_id, entry.place) == (
        "activities.record_activity",
        activity.pk,
        world.own.path,
    )
    assert (entry.detail["present"], entry.detail["absent"]) == (1, 1)
    assert "甲某" not in str(entry.detail)


def test_a_form_sent_twice_is_one_record(world: World, branch: Branch) -> None:
    spec = record(present=[branch.here.pk])
    rows = Entry.objects.count()
    assert keep(world, spec) == keep(world, spec)
    assert Activity.objects.count() == 1
    assert Attendance.objects.count() == 1
    assert Entry.objects.count() == rows + 1


def test_the_same_activity_is_not_recorded_again_by_another_form(world: World, branch: Branch) -> None:
    keep(world, record(present=[branch.here.pk]))
    with pytest.raises(RecordedAlready, match="已经记过"):
        keep(world, record(present=[branch.here.pk]))
    assert Activity.objects.count() == 1


def test_another_of_the_same_day_is_told_by_its_title_its_people_or_a_withdrawal(
    world: World, branch: Branch
) -> None:
    first = keep(world, record(present=[branch.here.pk]))
    keep(world, record(present=[branch.there.pk]))
    keep(world, record(present=[branch.here.pk], title="另一个主题"))
    withdraw_activity(first, reason="记错了", actor=world.secretary, now=NOW)
    keep(world, record(present=[branch.here.pk]))
    assert Activity.objects.filter(withdrawn_at=None).count() == 3


def test_a_token_used_by_another_branch_never_shows_its_record(world: World, branch: Branch) -> None:
    spec = record()
    record_activity(world.other, spec, actor=world.secretary2, now=NOW)
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        keep(world, spec)


def test_who_is_both_present_and_absent_counts_as_absent_once(world: World, branch: Branch) -> None:
    activity = keep(world, record(present=[branch.here.pk, branch.here.pk], absent={branch.here.pk: "sick"}))
    assert [line.status for line in attendance_of(activity)] == ["absent"]


def test_the_day_is_the_day_in_china_not_in_greenwich(world: World) -> None:
    before_eight = datetime(2026, 3, 9, 22, 30, tzinfo=UTC)  # 06:30 on 10 March in China
    assert keep(world, record(held_on=date(2026, 3, 10)), now=before_eight).held_on == date(2026, 3, 10)


def test_what_has_not_been_held_cannot_be_recorded(world: World) -> None:
    with pytest.raises(HeldInFuture, match="2026-03-11"):
        keep(world, record(held_on=date(2026, 3, 11)))


def test_nothing_was_held_before_the_branch_was_founded(world: World) -> None:
    with pytest.raises(HeldBeforeFounding):
        keep(world, record(held_on=date(2019, 12, 31)))


def test_a_kind_that_no_pack_knows_is_refused(world: World) -> None:
    with pytest.raises(UnknownKind):
        keep(world, record(kind="parade"))


def test_people_of_another_branch_cannot_be_named(world: World, branch: Branch) -> None:
    for words in (
        {"present": [branch.foreign.pk]},
        {"absent": {branch.foreign.pk: "sick"}},
        {"host_id": branch.foreign.pk},
        {"present": [10**9]},
    ):
        with pytest.raises(StrangerPresent, match="1人"):
            keep(world, record(**words))
    assert not Activity.objects.exists()


def test_a_record_needs_a_title(world: World) -> None:
    with pytest.raises(ValidationError):
        keep(world, record(title="  "))


def test_a_record_can_serve_a_task_of_its_own_branch_only(world: World, branch: Branch) -> None:
    activity = keep(world, record(serves=[branch.owed]))
    assert [line.assignment for line in activity.serves.all()] == [branch.owed]
    with pytest.raises(NotItsOwn):
        keep(world, record(serves=[assign(world.office, world.root, world.other)]))


def test_a_group_of_the_branch_is_recorded_for_by_the_secretary(world: World) -> None:
    group = add_group(world.own)
    activity = record_activity(group, record(kind="group_meeting"), actor=world.secretary, now=NOW)
    assert activity in activities_for(world.secretary)


def test_recording_is_for_secretary_and_office_of_the_place(world: World) -> None:
    with pytest.raises(Forbidden):
        keep(world, record(), actor=world.member)
    for stranger in (world.secretary2, world.stranger):
        with pytest.raises(Hidden):
            keep(world, record(), actor=stranger)
    assert keep(world, record(), actor=world.office)


def test_records_of_another_branch_are_hidden(world: World) -> None:
    activity = keep(world, record())
    assert activity_for(world.secretary, activity.pk) == activity
    with pytest.raises(Hidden):
        activity_for(world.secretary2, activity.pk)
    assert activity not in activities_for(world.secretary2)


def test_a_member_finds_their_own_lines(world: World, branch: Branch) -> None:
    activity = keep(world, record(present=[branch.here.pk]))
    march = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
    assert [line.activity for line in attended_by(branch.here, **march)] == [activity]
    assert not attended_by(branch.there, **march).exists()


def test_the_database_refuses_a_reason_for_who_was_there(world: World, branch: Branch) -> None:
    activity = keep(world, record(present=[branch.here.pk]))
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.attendance.update(reason="sick")
