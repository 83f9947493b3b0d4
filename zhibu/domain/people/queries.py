"""Reading the register, always scoped by the viewer."""

from datetime import date
from typing import Any

from django.db import models

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.people.choices import COMMITTEE_POSTS
from zhibu.domain.people.models import ContactPoint, Membership, Person, Post


def current(on: date, prefix: str = "") -> models.Q:
    """Filter for dated rows (memberships, posts, contact points) in force on the day `on`."""
    return models.Q(**{f"{prefix}since__lte": on}) & (
        models.Q(**{f"{prefix}until__isnull": True}) | models.Q(**{f"{prefix}until__gte": on})
    )


def register(viewer: User, organisation: Organisation, *, on: date) -> models.QuerySet[Membership]:
    """Memberships in force on `on` at or below `organisation`, as far as `viewer` may see the register."""
    return (
        Membership.objects.filter(
            within(viewer, "people.view"), subtree(organisation.path, "organisation__path"), current(on)
        )
        .select_related("person", "organisation", "group")
        .order_by("organisation__path", "person__name", "pk")
    )


def person_for(viewer: User, pk: int) -> Person:
    """A person whom `viewer` may see (a past or present member of a visible branch, or oneself), else Hidden."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise Hidden
    if person.user_id is not None and person.user_id == viewer.pk:
        return person
    if Membership.objects.filter(within(viewer, "people.view"), person=person).exists():
        return person
    raise Hidden


def person_of(user: User) -> Person | None:
    """The person behind an account."""
    return Person.objects.filter(user=user).first()


def membership_of(person: Person, *, on: date) -> Membership | None:
    """The membership in force on `on`."""
    return (
        Membership.objects.filter(current(on), person=person).select_related("organisation", "group").first()
    )


def expected_at(organisation: Organisation, kind: str, *, on: date) -> models.QuerySet[Person]:
    """Who is expected at an activity of `kind` held by `organisation` on `on`: everyone whom the record form ticks.

    A committee meeting expects those who sit in the committee; a group's activity its members; any other activity of
    a branch all its members; of a committee or general branch its office holders.
    """
    if kind == "committee_meeting" or organisation.kind in (Kind.COMMITTEE, Kind.GENERAL_BRANCH):
        return _persons_with(
            Post.objects.filter(current(on), organisation=organisation, kind__in=[*COMMITTEE_POSTS, "leader"])
        )
    if organisation.kind == Kind.GROUP:
        return _persons_with(Membership.objects.filter(current(on), group=organisation))
    return _persons_with(Membership.objects.filter(current(on), organisation=organisation))


def posts_at(organisation: Organisation, *, on: date) -> models.QuerySet[Post]:
    """Posts in force at an organisation, the secretary first."""
    order = models.Case(
        *(models.When(kind=kind, then=models.Value(place)) for place, kind in enumerate(COMMITTEE_POSTS)),
        default=models.Value(99),
    )
    return (
        Post.objects.filter(current(on), organisation=organisation)
        .select_related("person")
        .order_by(order, "pk")
    )


def contact_points_of(person: Person, *, on: date) -> models.QuerySet[ContactPoint]:
    """The branches a leader keeps contact with."""
    return ContactPoint.objects.filter(current(on), person=person).select_related("organisation")


def _persons_with(rows: models.QuerySet[Any]) -> models.QuerySet[Person]:
    return Person.objects.filter(pk__in=rows.values("person_id")).order_by("name", "pk")


def namable_people(organisation: Organisation) -> models.QuerySet[Person]:
    """Persons who may be named in a record of `organisation`: members below it, and holders of its posts.

    Members of the branch are included for a group's record. The viewer's right to record there is checked by the act.
    """
    top = organisation.path[: -Organisation.steplen] if organisation.kind == Kind.GROUP else organisation.path
    members = Membership.objects.filter(subtree(top, "organisation__path")).values("person_id")
    holders = Post.objects.filter(organisation=organisation).values("person_id")
    return Person.objects.filter(models.Q(pk__in=members) | models.Q(pk__in=holders))
