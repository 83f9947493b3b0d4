"""Giving and ending grants."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.access.backend import forget
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
    reason: str,
    actor: User,
    now: datetime,
) -> Grant:
    """Give `user` a role over `organisation` and all below it, from `since` to `until` (its last day).

    Raises ReasonMissing, UntilBeforeSince, OwnGrant for oneself, AlreadyHeld for the same role there in force or to
    come, AdministratorsAreSeparate when one person would hold an administrator's role beside any other (三员分立,
    GB/T 22239-2019 岗位设置 asks for the three, other sources that they exclude each other, all V-w); Hidden or
    Forbidden as guard.require.
    """
    require(actor, "access.grant", organisation, view="organisations.view")
    if user.pk == actor.pk:
        raise OwnGrant
    if not reason.strip():
        raise ReasonMissing
    if until is not None and until < since:
        raise UntilBeforeSince(since, until)
    _ensure_compatible(user, role, organisation, timezone.localdate(now))
    return enter_grant(
        user, role, organisation, since=since, until=until, reason=reason.strip(), actor=actor, now=now
    )


def enter_grant(
    user: User,
    role: Role,
    organisation: Organisation,
    *,
    since: date,
    until: date | None = None,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Grant:
    """Enter a grant and the journal's line of it. The caller has asked whether it may be given."""
    grant = Grant.objects.create(
        user=user, role=role, organisation=organisation, since=since, until=until, reason=reason
    )
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
        reason=reason,
    )
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, reason: str, actor: User, now: datetime) -> Grant:
    """End a grant at once. The row stays, for the record. Raises ReasonMissing, OwnGrant, AlreadyEnded."""
    require(actor, "access.grant", grant.organisation, view="organisations.view")
    if grant.user_id == actor.pk:
        raise OwnGrant
    if not reason.strip():
        raise ReasonMissing
    grant = (
        Grant.objects.select_for_update(of=("self",)).select_related("user", "organisation").get(pk=grant.pk)
    )
    if grant.ended_at is not None:
        raise AlreadyEnded
    grant.ended_at, grant.ended_reason = now, reason.strip()
    grant.save(update_fields=["ended_at", "ended_reason"])
    forget(grant.user)
    write(
        "access.end_grant",
        grant,
        place=grant.organisation.path,
        actor=actor,
        now=now,
        user=grant.user_id,
        role=grant.role,
        reason=grant.ended_reason,
    )
    return grant


def _ensure_compatible(user: User, role: Role, organisation: Organisation, today: date) -> None:
    User.objects.select_for_update().get(pk=user.pk)  # two grants at once would each see only the old ones
    held = Grant.objects.filter(Grant.not_over(today), user=user)
    if held.filter(role=role, organisation=organisation).exists():
        raise AlreadyHeld(str(user), Role(role).label, str(organisation))
    roles = {*held.values_list("role", flat=True), str(role)}
    if roles & ADMINISTRATORS and len(roles) > 1:
        raise AdministratorsAreSeparate(str(user))
