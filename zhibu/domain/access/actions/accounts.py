"""Accounts: opened, closed and given a new password by a system administrator, who thereby gives no rights.

Accounts belong to the site as a whole, so the right to manage them is asked for at the root of the tree.
"""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from zhibu.domain.access.errors import (
    AdministratorsPassword,
    NameMissing,
    OwnAccount,
    UsernameTaken,
    UsernameUnfit,
)
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import ADMINISTRATORS
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.queries import root

# Letters and digits that cannot be mistaken for one another when a password is read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def open_account(username: str, display_name: str, *, actor: User, now: datetime) -> tuple[User, str]:
    """Create an account and return it with its first password, which is shown once and kept nowhere.

    Raises UsernameUnfit, UsernameTaken, NameMissing; Hidden or Forbidden as guard.require.
    """
    _require(actor)
    return create_account(username, display_name, actor=actor, now=now)


def create_account(
    username: str, display_name: str, *, actor: User | None, now: datetime
) -> tuple[User, str]:
    """What opening an account and starting a site share; no right is asked for here. Raises as open_account."""
    username, display_name = username.strip().lower(), display_name.strip()
    if not (3 <= len(username) <= 30 and username.isascii() and username.isalnum()):
        raise UsernameUnfit
    if not display_name:
        raise NameMissing
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(username)
    password = _draw_password()
    user = User.objects.create(
        username=username, display_name=display_name[:50], password=make_password(password), date_joined=now
    )
    _journal("open_account", user, actor, now)
    return user, password


@transaction.atomic
def close_account(user: User, *, actor: User, now: datetime) -> User:
    """Let an account sign in no more; where it is signed in, its next request is refused. Raises OwnAccount."""
    return _set_active("close_account", user, active=False, actor=actor, now=now)


@transaction.atomic
def reopen_account(user: User, *, actor: User, now: datetime) -> User:
    """Let a closed account sign in again. Raises OwnAccount."""
    return _set_active("reopen_account", user, active=True, actor=actor, now=now)


@transaction.atomic
def issue_password(user: User, *, actor: User, now: datetime) -> str:
    """Replace the password by a drawn one, which is returned once; open sessions end.

    Whoever draws a password could sign in with it, so another administrator's is not drawn here (三员分立, as in
    grant_role). Raises OwnAccount, AdministratorsPassword.
    """
    _require(actor)
    if user.pk == actor.pk:
        raise OwnAccount
    if Grant.objects.filter(
        Grant.not_over(timezone.localdate(now)), user=user, role__in=ADMINISTRATORS
    ).exists():
        raise AdministratorsPassword(user)
    password = _draw_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    _journal("issue_password", user, actor, now)
    return password


@transaction.atomic
def change_password(user: User, new: str, *, actor: User, now: datetime) -> User:
    """Set `user`'s own password, already checked by the password validators. Raises Forbidden for another's."""
    if user.pk != actor.pk:
        raise Forbidden("只能修改自己的密码。忘记密码请联系系统管理员重设。")
    user.set_password(new)
    user.save(update_fields=["password"])
    _journal("change_password", user, actor, now)
    return user


def _set_active(act: str, user: User, *, active: bool, actor: User, now: datetime) -> User:
    _require(actor)
    if user.pk == actor.pk:
        raise OwnAccount
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        _journal(act, user, actor, now)
    return user


def _require(actor: User) -> None:
    require(actor, "accounts.manage", root(), view="organisations.view")


def _journal(act: str, user: User, actor: User | None, now: datetime) -> None:
    write(f"access.{act}", user, place=root().path, actor=actor, now=now, username=user.username)


def _draw_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
