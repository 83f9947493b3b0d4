"""Keeping the register: admit, transfer, appoint."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.domain.builders import add_group, admit, last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.actions import admit_member, appoint, transfer_member
from zhibu.domain.people.choices import Gender, PostKind, Status
from zhibu.domain.people.errors import AlreadyThere, GroupElsewhere, NotABranch, NotAMember, TooEarly
from zhibu.domain.people.models import Membership, Post
from zhibu.domain.people.queries import membership_of, person_for, person_of, posts_at, register

DAY = date(2026, 3, 1)


def admitted(world: World, branch: Organisation, actor: User | None = None, **words) -> Membership:
    wish = {
        "name": "李某",
        "gender": Gender.MALE,
        "joined_on": DAY,
        "status": Status.PROBATIONARY,
        "since": DAY,
    }
    return admit_member(branch, **{**wish, **words}, actor=actor or world.office, now=NOW)


def test_an_admitted_member_is_in_the_register_from_the_day_on(world: World) -> None:
    membership = admitted(world, world.own)
    assert list(register(world.office, world.root, on=DAY)) == [membership]
    assert not register(world.office, world.root, on=DAY - timedelta(days=1)).exists()


def test_admitting_leaves_a_journal_row_without_the_name(world: World) -> None:
    membership = admitted(world, world.own)
    entry = last_entry()
    assert (entry.act, entry.subject_id) == ("people.admit_member", membership.person_id)
    assert "李某" not in str(entry.detail)


def test_members_belong_to_branches_only(world: World) -> None:
    with pytest.raises(NotABranch, match="机关党委"):
        admitted(world, world.organ)


def test_a_member_joins_only_a_group_of_the_branch(world: World) -> None:
    group = add_group(world.other)
    with pytest.raises(GroupElsewhere):
        admitted(world, world.own, group=group)
    assert admitted(world, world.other, group=group).group == group


def test_a_secretary_may_not_change_the_register(world: World) -> None:
    with pytest.raises(Forbidden):
        admitted(world, world.own, actor=world.secretary)
    with pytest.raises(Hidden):
        admitted(world, world.other, actor=world.secretary)


def test_a_transfer_ends_the_old_membership_the_day_before(world: World) -> None:
    person = admit(world.own, "李某", status=Status.PROBATIONARY)
    new = transfer_member(person, world.other, on=DAY, actor=world.office, now=NOW)
    assert membership_of(person, on=DAY) == new
    before = membership_of(person, on=DAY - timedelta(days=1))
    assert before is not None
    assert before.organisation == world.own
    assert new.status == Status.PROBATIONARY
    assert last_entry().detail == {"old": world.own.pk, "new": world.other.pk, "on": "2026-03-01"}


def test_a_transfer_to_where_one_is_already_is_refused(world: World) -> None:
    with pytest.raises(AlreadyThere):
        transfer_member(admit(world.own, "李某"), world.own, on=DAY, actor=world.office, now=NOW)


def test_a_transfer_cannot_be_dated_before_the_membership_began(world: World) -> None:
    person = admit(world.own, "李某", since=DAY)
    with pytest.raises(TooEarly):
        transfer_member(person, world.other, on=DAY, actor=world.office, now=NOW)


def test_who_has_left_is_admitted_and_not_transferred(world: World) -> None:
    person = admit(world.own, "李某", until=DAY)
    with pytest.raises(NotAMember):
        transfer_member(person, world.other, on=DAY, actor=world.office, now=NOW)


def test_a_transfer_asks_for_rights_on_both_sides(world: World) -> None:
    person = admit(world.own, "李某")
    with pytest.raises(Forbidden):
        transfer_member(person, world.own, on=DAY, actor=world.secretary, now=NOW)
    with pytest.raises(Hidden):
        transfer_member(person, world.other, on=DAY, actor=world.secretary, now=NOW)


def test_the_database_holds_one_open_membership_a_person(world: World) -> None:
    person = admit(world.own, "李某")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, organisation=world.other, status=Status.FULL, since=DAY)


def test_a_new_secretary_ends_the_predecessors_post(world: World) -> None:
    first, second = admit(world.own, "甲某"), admit(world.own, "乙某")
    appoint(first, world.own, PostKind.SECRETARY, since=date(2023, 1, 1), actor=world.office, now=NOW)
    appoint(second, world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW)
    assert [post.person for post in posts_at(world.own, on=DAY)] == [second]
    assert [post.person for post in posts_at(world.own, on=DAY - timedelta(days=1))] == [first]


def test_other_posts_stand_side_by_side(world: World) -> None:
    for name, kind in (("甲某", PostKind.SECRETARY), ("乙某", PostKind.ORGANISATION_MEMBER)):
        appoint(admit(world.own, name), world.own, kind, since=DAY, actor=world.office, now=NOW)
    assert [post.kind for post in posts_at(world.own, on=DAY)] == ["secretary", "organisation_member"]


def test_a_secretary_of_long_past_is_not_prolonged_by_a_new_one(world: World) -> None:
    past = Post.objects.create(
        person=admit(world.own, "甲某"),
        organisation=world.own,
        kind=PostKind.SECRETARY,
        since=date(2020, 1, 1),
        until=date(2022, 12, 31),
    )
    appoint(admit(world.own, "乙某"), world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW)
    past.refresh_from_db()
    assert past.until == date(2022, 12, 31)


def test_a_successor_cannot_begin_before_the_predecessor(world: World) -> None:
    appoint(admit(world.own, "甲某"), world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW)
    with pytest.raises(TooEarly, match="2026-03-01"):
        appoint(
            admit(world.own, "乙某"), world.own, PostKind.SECRETARY, since=DAY, actor=world.office, now=NOW
        )


def test_appointing_is_for_those_who_keep_the_register(world: World) -> None:
    person = admit(world.own, "李某")
    with pytest.raises(Forbidden):
        appoint(person, world.own, PostKind.SECRETARY, since=DAY, actor=world.secretary, now=NOW)
    with pytest.raises(Hidden):
        appoint(person, world.other, PostKind.SECRETARY, since=DAY, actor=world.secretary, now=NOW)


def test_a_person_is_seen_by_those_who_see_the_branch_and_by_themselves(world: World) -> None:
    person = admit(world.own, "党员甲")
    person.user = world.member
    person.save()
    assert person_for(world.secretary, person.pk) == person
    assert person_for(world.member, person.pk) == person
    assert person_of(world.member) == person
    for viewer, pk in ((world.secretary2, person.pk), (world.stranger, person.pk), (world.office, 10**9)):
        with pytest.raises(Hidden):
            person_for(viewer, pk)
