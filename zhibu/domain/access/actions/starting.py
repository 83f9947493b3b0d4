"""The start of a site: its top organisation, its three administrators and its first office, before anyone can act.

Every other act asks what its actor may do. Here nobody may do anything yet, so the right comes from who runs commands
on the server, and only while there is neither an organisation nor an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.access.actions.accounts import create_account
from zhibu.domain.access.actions.grants import enter_grant
from zhibu.domain.access.errors import RolesAreSeparate, SiteHasStarted
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.actions import found_top
from zhibu.domain.organisations.choices import Category, Kind
from zhibu.domain.organisations.models import Organisation

FIRST_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.OFFICE)
"""Who must be there from the first day: three administrators, who do no Party work, and one who does."""


@dataclass(frozen=True)
class Top:
    """The organisation at the top of the tree."""

    name: str
    short_name: str
    kind: Kind
    category: Category
    established_on: date


@dataclass(frozen=True)
class Someone:
    """A person who gets an account: the name to sign in with, and the name that pages show."""

    username: str
    display_name: str


@dataclass(frozen=True)
class Opened:
    """An account that was opened, with its first password, which is shown once and kept nowhere."""

    role: Role
    user: User
    password: str


@transaction.atomic
def start_site(top: Top, people: Mapping[Role, Someone], *, now: datetime) -> list[Opened]:
    """Found the top organisation and give each of FIRST_ROLES over it to an account of its own.

    Raises SiteHasStarted where there is an organisation or an account already, RolesAreSeparate where one name is given
    for two roles, UsernameUnfit, NameMissing, and ValidationError for an organisation that cannot be.
    """
    if Organisation.objects.exists() or User.objects.exists():
        raise SiteHasStarted
    if len({people[role].username.strip().lower() for role in FIRST_ROLES}) < len(FIRST_ROLES):
        raise RolesAreSeparate
    root = found_top(
        name=top.name,
        short_name=top.short_name,
        kind=top.kind,
        category=top.category,
        established_on=top.established_on,
        now=now,
    )
    return [_opened(role, people[role], root, now) for role in FIRST_ROLES]


def _opened(role: Role, person: Someone, root: Organisation, now: datetime) -> Opened:
    user, password = create_account(person.username, person.display_name, actor=None, now=now)
    since = timezone.localdate(now)
    enter_grant(user, role, root, since=since, reason="建站时设立", actor=None, now=now)
    return Opened(role, user, password)
