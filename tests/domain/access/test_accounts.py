"""Accounts are opened, closed and re-keyed by a system administrator, who gives no rights by it."""

import pytest

from tests.domain.builders import administrator, last_entry
from tests.world import NOW, World
from zhibu.domain.access.actions import (
    change_password,
    close_account,
    issue_password,
    open_account,
    reopen_account,
)
from zhibu.domain.access.errors import (
    AdministratorsPassword,
    NameMissing,
    OwnAccount,
    UsernameTaken,
    UsernameUnfit,
)
from zhibu.domain.access.permissions import PERMISSIONS, Role
from zhibu.domain.access.queries import accounts_for, grantable_accounts, grants_for
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User


@pytest.fixture
def system(world: World) -> User:
    return administrator(Role.SYSTEM_ADMIN, world.root)


def test_a_new_account_signs_in_with_the_password_shown_once_and_has_no_right(system: User) -> None:
    user, password = open_account("ZhangSan", " 张三 ", actor=system, now=NOW)
    assert (user.username, user.display_name) == ("zhangsan", "张三")
    assert user.check_password(password)
    assert all(paths_for(user, permission) == () for permission in PERMISSIONS)


def test_every_act_on_an_account_leaves_a_row_without_the_password(world: World, system: User) -> None:
    user, first = open_account("zhangsan", "张三", actor=system, now=NOW)
    second = issue_password(user, actor=system, now=NOW)
    for act in (close_account, reopen_account):
        act(user, actor=system, now=NOW)
    change_password(user, "another-one-77", actor=user, now=NOW)
    rows = list(last_entry().__class__.objects.values_list("act", "place", "detail"))
    assert [act for act, _, _ in rows] == [
        "access.open_account",
        "access.issue_password",
        "access.close_account",
        "access.reopen_account",
        "access.change_password",
    ]
    assert {place for _, place, _ in rows} == {world.root.path}
    assert not any(first in str(detail) or second in str(detail) for _, _, detail in rows)


def test_a_new_password_replaces_the_old_one(world: World, system: User) -> None:
    password = issue_password(world.member, actor=system, now=NOW)
    assert User.objects.get(pk=world.member.pk).check_password(password)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_another_administrators_password_is_not_drawn(world: World, system: User, role: Role) -> None:
    other = administrator(role, world.root, "another")
    before = other.password
    with pytest.raises(AdministratorsPassword):
        issue_password(other, actor=system, now=NOW)
    assert User.objects.get(pk=other.pk).password == before


def test_closing_twice_leaves_one_row(world: World, system: User) -> None:
    close_account(world.member, actor=system, now=NOW)
    close_account(world.member, actor=system, now=NOW)
    assert last_entry().number == 1


@pytest.mark.parametrize("username", ["", "ab", "张三", "zhang san", "a" * 31, "a-b-c"])
def test_an_unfit_username_is_refused(system: User, username: str) -> None:
    with pytest.raises(UsernameUnfit):
        open_account(username, "张三", actor=system, now=NOW)


def test_a_taken_username_is_refused(world: World, system: User) -> None:
    with pytest.raises(UsernameTaken, match="office"):
        open_account("Office", "张三", actor=system, now=NOW)


def test_an_account_needs_a_name(system: User) -> None:
    with pytest.raises(NameMissing):
        open_account("zhangsan", " ", actor=system, now=NOW)


def test_nobody_closes_or_rekeys_their_own_account(system: User) -> None:
    for act in (close_account, reopen_account, issue_password):
        with pytest.raises(OwnAccount):
            act(system, actor=system, now=NOW)


def test_nobody_changes_anothers_password_as_if_it_were_their_own(world: World, system: User) -> None:
    with pytest.raises(Forbidden):
        change_password(world.member, "another-one-77", actor=system, now=NOW)


def test_the_office_may_not_manage_accounts(world: World) -> None:
    for call in (
        lambda: open_account("zhangsan", "张三", actor=world.office, now=NOW),
        lambda: close_account(world.member, actor=world.office, now=NOW),
        lambda: issue_password(world.member, actor=world.office, now=NOW),
        lambda: accounts_for(world.office, on=NOW.date()),
    ):
        with pytest.raises(Forbidden):
            call()


def test_to_a_secretary_the_accounts_do_not_exist(world: World) -> None:
    with pytest.raises(Hidden):
        accounts_for(world.secretary, on=NOW.date())


def test_the_list_of_accounts_says_their_roles_in_two_queries(
    system: User, django_assert_num_queries
) -> None:
    with django_assert_num_queries(4):  # rights, root, accounts, grants
        users = list(accounts_for(system, on=NOW.date()))
    roles = {user.username: [grant.role for grant in vars(user)["grants_now"]] for user in users}
    assert roles["office"] == [Role.OFFICE]
    assert roles["stranger"] == []


def test_only_those_who_grant_can_choose_accounts_to_grant_to(world: World, system: User) -> None:
    security = administrator(Role.SECURITY_ADMIN, world.root)
    assert world.stranger in grantable_accounts(security)
    assert security not in grantable_accounts(security)
    assert not grantable_accounts(system).exists()


def test_grants_are_seen_by_security_and_audit_administrators_alone(world: World) -> None:
    security = administrator(Role.SECURITY_ADMIN, world.root)
    audit = administrator(Role.AUDIT_ADMIN, world.root)
    assert grants_for(security, world.own).count() == 2
    assert grants_for(audit).count() == grants_for(security).count()
    assert not grants_for(world.office).exists()
