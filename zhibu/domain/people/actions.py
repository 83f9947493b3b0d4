"""Keeping the register: admit, transfer, appoint, release."""

from datetime import date, datetime, timedelta

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender, PostKind, Status
from zhibu.domain.people.errors import AlreadyThere, GroupElsewhere, NotABranch, NotAMember, TooEarly
from zhibu.domain.people.models import Membership, Person, Post


@transaction.atomic
def admit_member(
    branch: Organisation,
    *,
    name: str,
    gender: Gender,
    joined_on: date,
    status: Status,
    since: date,
    group: Organisation | None = None,
    birth_date: date | None = None,
    actor: User,
    now: datetime,
) -> Membership:
    """Enter a person into the register of `branch` and return the membership.

    Raises NotABranch, GroupElsewhere; Hidden or Forbidden as guard.require.
    """
    require(actor, "people.manage", branch, view="organisations.view")
    _ensure_branch(branch, group)
    person = Person(name=name, gender=gender, birth_date=birth_date, joined_on=joined_on)
    person.full_clean()
    person.save()
    membership = Membership.objects.create(
        person=person, organisation=branch, group=group, status=status, since=since
    )
    write(
        "people.admit_member",
        person,
        place=branch.path,
        actor=actor,
        now=now,
        since=since,
        status=str(status),
    )
    return membership


@transaction.atomic
def transfer_member(
    person: Person,
    to: Organisation,
    *,
    on: date,
    group: Organisation | None = None,
    actor: User,
    now: datetime,
) -> Membership:
    """Move a member's organisational relation to branch `to`, from day `on`; the old membership ends the day before.

    Raises NotAMember, AlreadyThere, TooEarly, NotABranch, GroupElsewhere; Hidden or Forbidden as guard.require.
    """
    require(actor, "people.manage", to, view="organisations.view")
    _ensure_branch(to, group)
    old = Membership.objects.select_for_update().filter(person=person, until__isnull=True).first()
    if old is None:
        raise NotAMember(person.name)
    require(actor, "people.manage", old.organisation, view="organisations.view")
    if old.organisation_id == to.pk:
        raise AlreadyThere(person.name, to.short_name)
    if on <= old.since:
        raise TooEarly(f"{person.name}在{old.organisation.short_name}的组织关系", old.since)
    old.until = on - timedelta(days=1)
    old.save(update_fields=["until"])
    new = Membership.objects.create(person=person, organisation=to, group=group, status=old.status, since=on)
    write(
        "people.transfer_member",
        person,
        place=to.path,
        actor=actor,
        now=now,
        old=old.organisation_id,
        new=to.pk,
        on=on,
    )
    return new


@transaction.atomic
def appoint(
    person: Person, organisation: Organisation, kind: PostKind, *, since: date, actor: User, now: datetime
) -> Post:
    """Give a person a post; a secretary's or group leader's post ends the predecessor's the day before.

    Raises TooEarly when the predecessor's post begins on `since` or later; Hidden or Forbidden as guard.require.
    """
    require(actor, "people.manage", organisation, view="organisations.view")
    if kind in (PostKind.SECRETARY, PostKind.GROUP_LEADER):
        held = Post.objects.filter(organisation=organisation, kind=kind, until__isnull=True)
        late = held.filter(since__gte=since).first()
        if late is not None:
            raise TooEarly(f"前任{PostKind(kind).label}的任职", late.since)
        held.update(until=since - timedelta(days=1))
    post = Post.objects.create(person=person, organisation=organisation, kind=kind, since=since)
    write("people.appoint", post, place=organisation.path, actor=actor, now=now, kind=str(kind), since=since)
    return post


def _ensure_branch(branch: Organisation, group: Organisation | None) -> None:
    if branch.kind != Kind.BRANCH:
        raise NotABranch(branch.short_name)
    if group is not None and not group.is_child_of(branch):
        raise GroupElsewhere(group.short_name, branch.short_name)
