"""Changing the tree. Structural changes lock the parent row, because concurrent inserts under one parent race."""

from datetime import date, datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.choices import BELOW, Category, Kind
from zhibu.domain.organisations.errors import CannotContain, CannotDissolve, StillAbove
from zhibu.domain.organisations.models import Organisation, Term, Unit
from zhibu.domain.organisations.queries import existing_on


@transaction.atomic
def found_organisation(
    parent: Organisation,
    *,
    name: str,
    short_name: str,
    kind: Kind,
    established_on: date,
    unit: Unit | None = None,
    is_joint: bool = False,
    actor: User,
    now: datetime,
) -> Organisation:
    """Set up an organisation below `parent`, in its category (or its unit's).

    Raises CannotContain when a parent of that kind cannot have such a child; Hidden or Forbidden as guard.require.
    """
    require(actor, "organisations.manage", parent, view="organisations.view")
    parent = Organisation.objects.select_for_update().get(pk=parent.pk)
    if kind not in BELOW[parent.kind]:
        raise CannotContain(parent.get_kind_display(), Kind(kind).label)
    child = Organisation(
        name=name,
        short_name=short_name,
        kind=kind,
        category=unit.category if unit else parent.category,
        unit=unit,
        is_joint=is_joint,
        established_on=established_on,
    )
    Organisation.objects.add_child(parent, instance=child)
    write(
        "organisations.found_organisation",
        child,
        place=child.path,
        actor=actor,
        now=now,
        name=name,
        kind=kind,
    )
    return child


@transaction.atomic
def found_top(
    *, name: str, short_name: str, kind: Kind, category: Category, established_on: date, now: datetime
) -> Organisation:
    """Set up the organisation at the top of an empty tree, which nobody could have a right over yet.

    Only for the start of a site (access.actions.start_site). Raises ValidationError for what no organisation can be.
    """
    top = Organisation(
        name=name.strip(),
        short_name=short_name.strip(),
        kind=kind,
        category=category,
        established_on=established_on,
    )
    top.full_clean(exclude=["path", "depth", "numchild"])
    Organisation.objects.add_root(instance=top)
    write(
        "organisations.found_organisation",
        top,
        place=top.path,
        actor=None,
        now=now,
        name=top.name,
        kind=kind,
    )
    return top


@transaction.atomic
def dissolve_organisation(
    organisation: Organisation, *, on: date, actor: User, now: datetime
) -> Organisation:
    """Dissolve an organisation; `on` is the first day on which it is no more. Its records and results stay.

    Who belongs to it is asked by people.actions.dissolve. Raises StillAbove, CannotDissolve for the top, a day not
    after the founding, or one that is dissolved; Hidden or Forbidden as guard.require.
    """
    require(actor, "organisations.manage", organisation, view="organisations.view")
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.depth == 1:
        raise CannotDissolve(organisation.short_name, "它是最上级党组织")
    if organisation.dissolved_on is not None:
        raise CannotDissolve(organisation.short_name, f"它已于{organisation.dissolved_on}撤销")
    if on <= organisation.established_on:
        raise CannotDissolve(
            organisation.short_name, f"撤销日期须在成立日期{organisation.established_on}之后"
        )
    below = Organisation.objects.get_children(organisation).filter(existing_on(on)).count()
    if below:
        raise StillAbove(organisation.short_name, below)
    organisation.dissolved_on = on
    organisation.save(update_fields=["dissolved_on"])
    write(
        "organisations.dissolve_organisation",
        organisation,
        place=organisation.path,
        actor=actor,
        now=now,
        on=on,
    )
    return organisation


@transaction.atomic
def begin_term(
    organisation: Organisation, *, elected_on: date, expires_on: date, actor: User, now: datetime
) -> Term:
    """Record a new term of office after an election (换届)."""
    require(actor, "organisations.manage", organisation, view="organisations.view")
    term = Term(organisation=organisation, elected_on=elected_on, expires_on=expires_on)
    term.full_clean()
    term.save()
    write(
        "organisations.begin_term",
        term,
        place=organisation.path,
        actor=actor,
        now=now,
        elected_on=elected_on,
        expires_on=expires_on,
    )
    return term
