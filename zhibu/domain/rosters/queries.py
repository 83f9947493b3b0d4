"""Reading rosters on their way in, always scoped by the viewer."""

from collections.abc import Iterable
from datetime import date

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on, subtree
from zhibu.domain.people.queries import register
from zhibu.domain.rosters.models import Roster
from zhibu.domain.rosters.sorting import Held, Register, Sorted, plain_name, sort_lines
from zhibu.papers.rosters import RosterLine


def roster_for(viewer: User, pk: int) -> Roster:
    """One roster of an organisation whose register `viewer` keeps, else Hidden."""
    found = (
        Roster.objects.filter(within(viewer, "people.manage"), pk=pk)
        .select_related("organisation", "read_by")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def waiting_rosters(viewer: User, organisation: Organisation) -> list[Roster]:
    """The rosters read for the organisation and neither entered nor dropped, newest first."""
    found = Roster.objects.filter(within(viewer, "people.manage"), organisation=organisation)
    return list(found.defer("lines").select_related("read_by").order_by("-read_at", "-pk"))


def sorted_roster(roster: Roster, *, viewer: User, on: date) -> Sorted:
    """What would become of each row if the roster were entered on `on`. Two queries."""
    lines = [RosterLine(line["place"], line["said"]) for line in roster.lines]
    names = {"".join(line.said.get("name", "").split()) for line in lines}
    return sort_lines(lines, _register(roster.organisation, names, viewer, on))


def _register(place: Organisation, names: Iterable[str], viewer: User, on: date) -> Register:
    below = list(Organisation.objects.filter(subtree(place.path), existing_on(on)).order_by("path"))
    branches = {one.path: one for one in below if one.kind == Kind.BRANCH}
    groups = [one for one in below if one.kind == Kind.GROUP]
    held = register(viewer, place, on=on).filter(person__name__in=names)
    return Register(
        branches=_by_name(branches.values()),
        groups={
            (branches[one.path[: -Organisation.steplen]].pk, plain_name(name)): one.pk
            for one in groups
            for name in (one.name, one.short_name)
        },
        held=[
            Held(one.person.name, one.person.joined_on, one.organisation_id, one.organisation.short_name)
            for one in held
        ],
        own=(place.pk, place.short_name) if place.kind == Kind.BRANCH else None,
        may_found=allows(viewer, "organisations.manage", place),
        today=on,
    )


def _by_name(branches: Iterable[Organisation]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for branch in branches:
        for name in {plain_name(branch.name), plain_name(branch.short_name)}:
            found.setdefault(name, []).append((branch.pk, branch.short_name))
    return found
