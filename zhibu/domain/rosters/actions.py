"""Rosters: read one, enter it into the register, or drop it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.actions import found_organisation
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.actions import admit_member, appoint
from zhibu.domain.people.choices import PostKind
from zhibu.domain.people.models import Membership, Post
from zhibu.domain.rosters.errors import NothingToEnter, RosterGone, RosterTooLong, RosterUnreadable
from zhibu.domain.rosters.models import Roster
from zhibu.domain.rosters.queries import sorted_roster
from zhibu.domain.rosters.sorting import Newcomer, Sorted
from zhibu.papers.errors import PaperError
from zhibu.papers.opening import open_document
from zhibu.papers.rosters import read_roster

MOST = 2_000
LIMIT = 5 * 2**20


@dataclass(frozen=True, slots=True)
class Entered:
    """How many were entered, and how many branches and groups were founded for them."""

    people: int
    branches: int
    groups: int


@transaction.atomic
def receive_roster(place: Organisation, upload: "File[bytes]", *, actor: User, now: datetime) -> Roster:
    """Read an uploaded list of members at or below `place`; what the actor read for it before is dropped.

    Raises RosterUnreadable, RosterTooLong; Hidden or Forbidden as guard.require.
    """
    require(actor, "people.manage", place, view="organisations.view")
    name = (upload.name or "名册")[-200:]
    if upload.size > LIMIT:
        raise RosterUnreadable(
            f"文件太大：名册不应超过{LIMIT // 2**20}兆。请删去图片和无关的工作表后再上传。"
        )
    try:
        lines = read_roster(open_document(name, upload.read()))
    except PaperError as error:
        raise RosterUnreadable(error.message) from error
    if len(lines) > MOST:
        raise RosterTooLong(len(lines), MOST)
    Roster.objects.filter(organisation=place, read_by=actor).delete()
    roster = Roster.objects.create(
        organisation=place,
        name=name,
        lines=[{"place": line.place, "said": dict(line.said)} for line in lines],
        read_by=actor,
        read_at=now,
    )
    write("rosters.receive_roster", roster, place=place.path, actor=actor, now=now, lines=len(lines))
    return roster


@transaction.atomic
def enter_roster(roster: Roster, *, since: date, established_on: date, actor: User, now: datetime) -> Entered:
    """Admit all who can be entered, found what is founded for them, give them their posts; then the roster is gone.

    `since` stands where a row says no day of coming; `established_on` is that of new branches and groups. A post that
    only one can hold is left to who holds it. Raises RosterGone, NothingToEnter; Hidden or Forbidden as guard.require.
    """
    roster = _locked(roster, actor)
    found = sorted_roster(roster, viewer=actor, on=timezone.localdate(now))
    if not found.newcomers:
        raise NothingToEnter
    entering = _Entering(roster.organisation, found, since, established_on, actor, now)
    for newcomer in found.newcomers:
        entering.enter(newcomer)
    entered = Entered(len(found.newcomers), len(found.new_branches), len(found.new_groups))
    write(
        "rosters.enter_roster",
        roster,
        place=roster.organisation.path,
        actor=actor,
        now=now,
        people=entered.people,
        branches=entered.branches,
        groups=entered.groups,
    )
    roster.delete()
    return entered


@transaction.atomic
def drop_roster(roster: Roster, *, actor: User, now: datetime) -> None:
    """Give up a roster; nobody is registered. Raises RosterGone; Hidden or Forbidden as guard.require."""
    roster = _locked(roster, actor)
    write("rosters.drop_roster", roster, place=roster.organisation.path, actor=actor, now=now)
    roster.delete()


def _locked(roster: Roster, actor: User) -> Roster:
    require(actor, "people.manage", roster.organisation, view="organisations.view")
    found = (
        Roster.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=roster.pk)
        .first()
    )
    if found is None:
        raise RosterGone
    return found


class _Entering:
    """One roster being entered: the organisations that its rows name, and who holds what only one can hold."""

    def __init__(
        self,
        place: Organisation,
        found: Sorted,
        since: date,
        established_on: date,
        actor: User,
        now: datetime,
    ) -> None:
        self.since, self.established_on, self.actor, self.now = since, established_on, actor, now
        ids = {one.branch for one in found.newcomers} | {one.group for one in found.newcomers}
        self.known = {one.pk: one for one in Organisation.objects.filter(pk__in=ids - {None})}
        self.founded = {name: self._found(place, name, Kind.BRANCH) for name in found.new_branches}
        self.founded_groups: dict[tuple[int, str], Organisation] = {}
        single = Post.objects.filter(kind__in=_SINGLE, until__isnull=True, organisation__in=self.known)
        self.taken = set(single.values_list("organisation_id", "kind"))

    def enter(self, one: Newcomer) -> None:
        branch = self.founded[one.branch_name] if one.branch is None else self.known[one.branch]
        group = self._group(one, branch)
        since = one.since or self.since
        membership = admit_member(
            branch,
            name=one.name,
            gender=one.gender,
            birth_date=one.birth_date,
            joined_on=one.joined_on,
            status=one.status,
            since=since,
            group=group,
            actor=self.actor,
            now=self.now,
        )
        for kind in one.posts:
            self._appoint(membership, group if kind == PostKind.GROUP_LEADER and group else branch, kind)

    def _appoint(self, membership: Membership, at: Organisation, kind: PostKind) -> None:
        if (at.pk, kind) in self.taken:
            return
        if kind in _SINGLE:
            self.taken.add((at.pk, kind))
        appoint(membership.person, at, kind, since=membership.since, actor=self.actor, now=self.now)

    def _group(self, one: Newcomer, branch: Organisation) -> Organisation | None:
        if one.group is not None:
            return self.known[one.group]
        if not one.group_name:
            return None
        key = branch.pk, one.group_name
        if key not in self.founded_groups:
            self.founded_groups[key] = self._found(branch, one.group_name, Kind.GROUP)
        return self.founded_groups[key]

    def _found(self, parent: Organisation, name: str, kind: Kind) -> Organisation:
        return found_organisation(
            parent,
            name=name,
            short_name=name,
            kind=kind,
            established_on=self.established_on,
            actor=self.actor,
            now=self.now,
        )


_SINGLE = (PostKind.SECRETARY, PostKind.GROUP_LEADER)
