"""Giving and ending grants."""

from datetime import date, datetime, timedelta

from django.db import transaction

from zhibu.domain.access.backend import forget
from zhibu.domain.access.errors import AdministratorsAreSeparate, OwnGrant
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import ADMINISTRATORS, Role
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation


@transaction.atomic
def grant_role(
    user: User,
    role: Role,
    organisation: Organisation,
    *,
    since: date,
    until: date | None = None,
    actor: User,
    now: datetime,
) -> Grant:
    """Give `user` a role over `organisation` and all below it.

    Raises OwnGrant for oneself, AdministratorsAreSeparate when one person would hold an administrator's role beside
    any other (三员分立, GB/T 22239-2019 岗位设置, status V-w).
    """
    require(actor, "access.grant", organisation, view="organisations.view")
    if user.pk == actor.pk:
        raise OwnGrant
    roles = set(Grant.objects.filter(user=user, until__isnull=True).values_list("role", flat=True)) | {
        str(role)
    }
    if roles & ADMINISTRATORS and len(roles) > 1:
        raise AdministratorsAreSeparate(str(user))
    grant = Grant(user=user, role=role, organisation=organisation, since=since, until=until)
    grant.full_clean()
    grant.save()
    forget(user)
    write(
        "access.grant_role",
        grant,
        place=organisation.path,
        actor=actor,
        now=now,
        user=user.pk,
        role=str(role),
        since=since,
        until=until,
    )
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, on: date, actor: User, now: datetime) -> Grant:
    """Let a grant end: `on` is the first day it no longer holds. The row stays, for the record."""
    require(actor, "access.grant", grant.organisation, view="organisations.view")
    if grant.user_id == actor.pk:
        raise OwnGrant
    grant.until = max(grant.since, on - timedelta(days=1))
    grant.save(update_fields=["until"])
    forget(grant.user)
    write("access.end_grant", grant, place=grant.organisation.path, actor=actor, now=now, until=grant.until)
    return grant


@transaction.atomic
def change_password(user: User, new: str, *, actor: User, now: datetime) -> User:
    """Set `user`'s own password, already checked by the password validators. Raises Forbidden for another's.

    An administrator resets another's password by an act of its own (accounts.manage).
    """
    if user.pk != actor.pk:
        raise Forbidden("只能修改自己的密码。忘记密码请联系系统管理员重设。")
    user.set_password(new)
    user.save(update_fields=["password"])
    write("access.change_password", user, actor=actor, now=now)
    return user
