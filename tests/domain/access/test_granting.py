"""Giving and ending roles: only by a security administrator, never one's own, with a reason."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.domain.builders import administrator, last_entry
from tests.world import NOW, World
from zhibu.domain.access.actions import end_grant, grant_role
from zhibu.domain.access.errors import (
    AdministratorsAreSeparate,
    AlreadyEnded,
    AlreadyHeld,
    OwnGrant,
    ReasonMissing,
    UntilBeforeSince,
)
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import ADMINISTRATORS, Role
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User

SINCE = date(2026, 3, 1)


@pytest.fixture
def security(world: World) -> User:
    return administrator(Role.SECURITY_ADMIN, world.root)


def give(world: World, actor: User, role: Role = Role.SECRETARY, **changes) -> Grant:
    wish = {
        "user": world.stranger,
        "organisation": world.other,
        "since": SINCE,
        "reason": "接任书记",
        **changes,
    }
    user, organisation = wish.pop("user"), wish.pop("organisation")
    return grant_role(user, role, organisation, actor=actor, now=NOW, **wish)


def test_a_role_opens_its_subtree_at_once(world: World, security: User) -> None:
    assert not allows(world.stranger, "activities.record", world.other)
    give(world, security)
    assert allows(world.stranger, "activities.record", world.other)


def test_giving_leaves_a_journal_row_with_role_and_reason(world: World, security: User) -> None:
    grant = give(world, security)
    entry = last_entry()
    assert (entry.act, entry.actor, entry.subject_id) == ("access.grant_role", security, grant.pk)
    assert entry.detail["role"] == "secretary"
    assert entry.detail["reason"] == "接任书记"


def test_an_ended_role_holds_no_longer_even_on_its_first_day(world: World, security: User) -> None:
    grant = give(world, security, since=timezone.localdate())
    end_grant(grant, reason="调离", actor=security, now=timezone.now())
    fresh = User.objects.get(pk=world.stranger.pk)
    assert not allows(fresh, "activities.record", world.other)
    assert last_entry().act == "access.end_grant"


def test_the_ended_grant_stays_for_the_record_and_can_be_given_anew(world: World, security: User) -> None:
    grant = end_grant(give(world, security), reason="调离", actor=security, now=NOW)
    again = give(world, security)
    assert Grant.objects.filter(pk__in=[grant.pk, again.pk]).count() == 2


def test_a_grant_ends_once(world: World, security: User) -> None:
    grant = give(world, security)
    end_grant(grant, reason="调离", actor=security, now=NOW)
    with pytest.raises(AlreadyEnded):
        end_grant(grant, reason="调离", actor=security, now=NOW)


@pytest.mark.parametrize(
    ("since", "until", "holds"), [(-10, None, True), (-10, 0, True), (-10, -1, False), (1, None, False)]
)
def test_a_grant_holds_from_its_first_to_its_last_day(
    world: World, security: User, since: int, until: int | None, holds: bool
) -> None:
    today = timezone.localdate()
    last = None if until is None else today + timedelta(days=until)
    give(world, security, since=today + timedelta(days=since), until=last)
    assert allows(world.stranger, "activities.record", world.other) is holds


def test_nobody_gives_themselves_a_role_or_ends_their_own(world: World, security: User) -> None:
    with pytest.raises(OwnGrant):
        give(world, security, user=security)
    with pytest.raises(OwnGrant):
        end_grant(security.grants.get(), reason="离任", actor=security, now=NOW)


def test_the_same_role_at_the_same_place_is_given_once(world: World, security: User) -> None:
    give(world, security)
    with pytest.raises(AlreadyHeld):
        give(world, security, since=SINCE + timedelta(days=1))


@pytest.mark.parametrize("reason", ["", "  "])
def test_giving_and_ending_ask_for_a_reason(world: World, security: User, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        give(world, security, reason=reason)
    grant = give(world, security)
    with pytest.raises(ReasonMissing):
        end_grant(grant, reason=reason, actor=security, now=NOW)


def test_a_grant_cannot_end_before_it_begins(world: World, security: User) -> None:
    with pytest.raises(UntilBeforeSince, match="2026-02-28"):
        give(world, security, until=SINCE - timedelta(days=1))


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_has_no_other_role(world: World, security: User, role: Role) -> None:
    with pytest.raises(AdministratorsAreSeparate, match="不兼其他角色"):
        give(world, security, role, user=world.office)
    give(world, security, role, user=world.stranger)
    with pytest.raises(AdministratorsAreSeparate):
        give(world, security, Role.MEMBER, user=world.stranger)


def test_a_former_role_does_not_stand_in_an_administrators_way(world: World, security: User) -> None:
    end_grant(give(world, security), reason="调离", actor=security, now=NOW)
    assert give(world, security, Role.AUDIT_ADMIN, organisation=world.root)


def test_the_office_may_not_give_roles(world: World) -> None:
    with pytest.raises(Forbidden, match="授予权限"):
        give(world, world.office)


def test_where_one_sees_nothing_one_gives_nothing(world: World) -> None:
    with pytest.raises(Hidden):
        give(world, world.secretary)
