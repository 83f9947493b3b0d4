"""Keeping the register: admit, transfer, full membership, leaving; appoint and release; dissolving an organisation."""

from datetime import date, datetime, timedelta

from django.db import models, transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.actions import dissolve_organisation
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender, Leaving, PostKind, Status
from zhibu.domain.people.errors import (
    AlreadyFull,
    AlreadyThere,
    GroupElsewhere,
    MembersLeft,
    NotABranch,
    NotAMember,
    PostEnded,
    TooEarly,
)
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
    old = _held(person, actor)
    if old.organisation_id == to.pk:
        raise AlreadyThere(person.name, to.short_name)
    _end(old, on - timedelta(days=1))
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
def confirm_full(person: Person, *, on: date, actor: User, now: datetime) -> Membership:
    """A probationary member becomes a full one (转正) in the same branch and group, from day `on`.

    Raises NotAMember, AlreadyFull, TooEarly; Hidden or Forbidden as guard.require.
    """
    old = _held(person, actor)
    if old.status == Status.FULL:
        raise AlreadyFull(person.name)
    _end(old, on - timedelta(days=1))
    new = Membership.objects.create(
        person=person, organisation=old.organisation, group=old.group, status=Status.FULL, since=on
    )
    write("people.confirm_full", person, place=new.organisation.path, actor=actor, now=now, on=on)
    return new


@transaction.atomic
def change_group(
    person: Person, group: Organisation | None, *, on: date, actor: User, now: datetime
) -> Membership:
    """A member goes to another group of the same branch, or to none, from day `on`.

    Raises NotAMember, AlreadyThere, GroupElsewhere, TooEarly; Hidden or Forbidden as guard.require.
    """
    old = _held(person, actor)
    _ensure_branch(old.organisation, group)
    if old.group == group:
        raise AlreadyThere(
            person.name, group.short_name if group else f"{old.organisation.short_name}，不在党小组"
        )
    _end(old, on - timedelta(days=1))
    new = Membership.objects.create(
        person=person, organisation=old.organisation, group=group, status=old.status, since=on
    )
    write("people.change_group", person, place=new.organisation.path, actor=actor, now=now, on=on)
    return new


@transaction.atomic
def end_membership(person: Person, *, until: date, reason: Leaving, actor: User, now: datetime) -> Membership:
    """A member leaves the site's register; `until` is the last day, that of the posts held too.

    Raises NotAMember, TooEarly; Hidden or Forbidden as guard.require.
    """
    old = _held(person, actor)
    _end(old, until)
    Post.objects.filter(person=person, until__isnull=True, since__lte=until).update(until=until)
    write(
        "people.end_membership",
        person,
        place=old.organisation.path,
        actor=actor,
        now=now,
        until=until,
        reason=str(reason),
    )
    return old


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


@transaction.atomic
def release(post: Post, *, until: date, actor: User, now: datetime) -> Post:
    """End a post; `until` is its last day. Raises PostEnded, TooEarly; Hidden or Forbidden as guard.require."""
    require(actor, "people.manage", post.organisation, view="organisations.view")
    post = (
        Post.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=post.pk)
    )
    if post.until is not None:
        raise PostEnded(post.person.name, post.get_kind_display())
    if until < post.since:
        raise TooEarly(f"{post.person.name}的任职", post.since)
    post.until = until
    post.save(update_fields=["until"])
    write("people.release", post, place=post.organisation.path, actor=actor, now=now, until=until)
    return post


@transaction.atomic
def dissolve(organisation: Organisation, *, on: date, actor: User, now: datetime) -> Organisation:
    """Dissolve an organisation that has no members left; its posts end the day before.

    Raises MembersLeft, and what dissolve_organisation raises; Hidden or Forbidden as guard.require.
    """
    require(actor, "organisations.manage", organisation, view="organisations.view")
    staying = models.Q(until__isnull=True) | models.Q(until__gte=on)
    left = Membership.objects.filter(
        staying, models.Q(organisation=organisation) | models.Q(group=organisation)
    ).count()
    if left:
        raise MembersLeft(organisation.short_name, left)
    last = on - timedelta(days=1)
    Post.objects.filter(organisation=organisation, until__isnull=True, since__lte=last).update(until=last)
    return dissolve_organisation(organisation, on=on, actor=actor, now=now)


def _held(person: Person, actor: User) -> Membership:
    """The open membership, locked, once `actor` may keep the register there."""
    old = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "group")
        .filter(person=person, until__isnull=True)
        .first()
    )
    if old is None:
        raise NotAMember(person.name)
    require(actor, "people.manage", old.organisation, view="organisations.view")
    return old


def _end(membership: Membership, last: date) -> None:
    if last < membership.since:
        what = f"{membership.person.name}在{membership.organisation.short_name}的组织关系"
        raise TooEarly(what, membership.since)
    membership.until = last
    membership.save(update_fields=["until"])


def _ensure_branch(branch: Organisation, group: Organisation | None) -> None:
    if branch.kind != Kind.BRANCH:
        raise NotABranch(branch.short_name)
    if group is not None and not group.is_child_of(branch):
        raise GroupElsewhere(group.short_name, branch.short_name)
