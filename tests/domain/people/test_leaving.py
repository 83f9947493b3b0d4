"""What changes for a member and a post after they were registered, and how an organisation comes to its end."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.builders import add_group, admit, last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.organisations.errors import CannotDissolve, StillAbove
from zhibu.domain.people.actions import appoint, change_group, confirm_full, dissolve, end_membership, release
from zhibu.domain.people.choices import Leaving, PostKind, Status
from zhibu.domain.people.errors import (
    AlreadyFull,
    AlreadyThere,
    GroupElsewhere,
    MembersLeft,
    NotAMember,
    PostEnded,
    TooEarly,
)
from zhibu.domain.people.models import Post
from zhibu.domain.people.queries import membership_of, posts_at, register

DAY = date(2026, 3, 1)
BEFORE = DAY - timedelta(days=1)


def test_a_probationary_member_becomes_full_and_was_not_before(world: World) -> None:
    group = add_group(world.own)
    person = admit(world.own, "李某", status=Status.PROBATIONARY)
    change_group(person, group, on=date(2026, 2, 1), actor=world.office, now=NOW)
    new = confirm_full(person, on=DAY, actor=world.office, now=NOW)
    before = membership_of(person, on=BEFORE)
    assert before is not None
    assert (before.status, new.status, new.group) == (Status.PROBATIONARY, Status.FULL, group)
    assert last_entry().act == "people.confirm_full"
    with pytest.raises(AlreadyFull):
        confirm_full(person, on=DAY + timedelta(days=9), actor=world.office, now=NOW)


def test_full_membership_cannot_begin_before_the_membership_did(world: World) -> None:
    person = admit(world.own, "李某", status=Status.PROBATIONARY, since=DAY)
    with pytest.raises(TooEarly):
        confirm_full(person, on=DAY, actor=world.office, now=NOW)


def test_a_member_goes_to_another_group_of_the_branch_or_to_none(world: World) -> None:
    one, two = add_group(world.own), add_group(world.other)
    person = admit(world.own, "李某")
    assert change_group(person, one, on=DAY, actor=world.office, now=NOW).group == one
    with pytest.raises(AlreadyThere):
        change_group(person, one, on=DAY + timedelta(days=1), actor=world.office, now=NOW)
    with pytest.raises(GroupElsewhere):
        change_group(person, two, on=DAY + timedelta(days=1), actor=world.office, now=NOW)
    assert change_group(person, None, on=DAY + timedelta(days=1), actor=world.office, now=NOW).group is None


def test_who_leaves_is_a_member_to_the_last_day_and_so_are_the_posts(world: World) -> None:
    person = admit(world.own, "李某")
    appoint(person, world.own, PostKind.SECRETARY, since=date(2025, 1, 1), actor=world.office, now=NOW)
    end_membership(person, until=DAY, reason=Leaving.ELSEWHERE, actor=world.office, now=NOW)
    assert register(world.office, world.own, on=DAY).count() == 1
    assert not register(world.office, world.own, on=DAY + timedelta(days=1)).exists()
    assert not posts_at(world.own, on=DAY + timedelta(days=1)).exists()
    assert last_entry().detail == {"until": "2026-03-01", "reason": "elsewhere"}
    with pytest.raises(NotAMember):
        end_membership(person, until=DAY, reason=Leaving.ELSEWHERE, actor=world.office, now=NOW)


def test_a_post_ends_once_and_not_before_it_began(world: World) -> None:
    post = appoint(
        admit(world.own, "李某"), world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW
    )
    with pytest.raises(TooEarly):
        release(post, until=BEFORE, actor=world.office, now=NOW)
    release(post, until=DAY, actor=world.office, now=NOW)
    assert not posts_at(world.own, on=DAY + timedelta(days=1)).exists()
    with pytest.raises(PostEnded):
        release(post, until=DAY, actor=world.office, now=NOW)


def test_a_branch_is_dissolved_when_its_members_and_groups_are_gone(world: World) -> None:
    group = add_group(world.own)
    person = admit(world.own, "李某")
    appoint(person, world.own, PostKind.SECRETARY, since=date(2025, 1, 1), actor=world.office, now=NOW)
    with pytest.raises(MembersLeft, match="还有1名党员"):
        dissolve(world.own, on=DAY, actor=world.office, now=NOW)
    end_membership(person, until=BEFORE, reason=Leaving.DIED, actor=world.office, now=NOW)
    with pytest.raises(StillAbove, match="还有1个党组织"):
        dissolve(world.own, on=DAY, actor=world.office, now=NOW)
    dissolve(group, on=DAY, actor=world.office, now=NOW)
    assert dissolve(world.own, on=DAY, actor=world.office, now=NOW).dissolved_on == DAY
    assert not Post.objects.filter(until=None).exists()
    with pytest.raises(CannotDissolve, match="已于2026-03-01撤销"):
        dissolve(world.own, on=DAY, actor=world.office, now=NOW)


def test_a_group_with_members_is_not_dissolved(world: World) -> None:
    group = add_group(world.own)
    change_group(admit(world.own, "李某"), group, on=DAY, actor=world.office, now=NOW)
    with pytest.raises(MembersLeft):
        dissolve(group, on=DAY + timedelta(days=1), actor=world.office, now=NOW)


def test_the_top_is_not_dissolved_nor_anything_before_it_was_founded(world: World) -> None:
    with pytest.raises(CannotDissolve, match="最上级"):
        dissolve(world.root, on=DAY, actor=world.office, now=NOW)
    with pytest.raises(CannotDissolve, match="成立日期"):
        dissolve(world.own, on=world.own.established_on, actor=world.office, now=NOW)


def test_a_secretary_may_do_none_of_it(world: World) -> None:
    person = admit(world.own, "李某", status=Status.PROBATIONARY)
    stranger = admit(world.other, "王某", status=Status.PROBATIONARY)
    post = appoint(person, world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW)
    by: dict[str, Any] = {"actor": world.secretary, "now": NOW}
    for act in (
        lambda: confirm_full(person, on=NOW.date(), **by),
        lambda: change_group(person, None, on=NOW.date(), **by),
        lambda: end_membership(person, until=NOW.date(), reason=Leaving.DIED, **by),
        lambda: release(post, until=NOW.date(), **by),
        lambda: dissolve(world.own, on=NOW.date(), **by),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(Hidden):
        confirm_full(stranger, on=NOW.date(), **by)
