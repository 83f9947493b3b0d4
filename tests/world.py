"""A small tree with its people at work, for tests that need organisations, accounts and rights."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Category, Kind
from zhibu.domain.organisations.models import Organisation, Unit

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
PASSWORD = "Lucheng-2026"
_FOUNDED = date(2020, 1, 1)


@dataclass(frozen=True)
class World:
    """A committee with three sub-committees, two branches in each, and one account for each role."""

    root: Organisation
    organ: Organisation
    highway: Organisation
    company: Organisation
    branches: tuple[Organisation, ...]
    office: User
    office2: User
    secretary: User
    secretary2: User
    member: User
    inspector: User
    leader: User
    stranger: User

    @property
    def own(self) -> Organisation:
        """The branch of `secretary`."""
        return self.branches[0]

    @property
    def other(self) -> Organisation:
        """The branch of `secretary2`."""
        return self.branches[2]


def build_world() -> World:
    """Write the world to the database."""
    root = Organisation(
        name="交通运输厅党委",
        short_name="厅党委",
        kind=Kind.COMMITTEE,
        category=Category.ORGAN,
        established_on=_FOUNDED,
    )
    Organisation.objects.add_root(instance=root)
    organ = _below(root, "厅机关党委", "机关党委", Kind.COMMITTEE, Category.ORGAN)
    highway = _below(root, "公路中心党委", "公路党委", Kind.COMMITTEE, Category.INSTITUTION, "公路中心")
    company = _below(root, "路桥集团党委", "路桥党委", Kind.COMMITTEE, Category.ENTERPRISE, "路桥集团")
    branches = (
        _below(organ, "办公室党支部", "办公室支部", Kind.BRANCH, Category.ORGAN, "办公室"),
        _below(organ, "运输处党支部", "运输处支部", Kind.BRANCH, Category.ORGAN, "运输处"),
        _below(highway, "公路中心第一党支部", "公路一支部", Kind.BRANCH, Category.INSTITUTION),
        _below(highway, "公路中心第二党支部", "公路二支部", Kind.BRANCH, Category.INSTITUTION),
        _below(company, "路桥集团第一党支部", "路桥一支部", Kind.BRANCH, Category.ENTERPRISE),
        _below(company, "路桥集团第二党支部", "路桥二支部", Kind.BRANCH, Category.ENTERPRISE),
    )
    return World(
        root,
        organ,
        highway,
        company,
        branches,
        office=_user("office", "党办甲", Role.OFFICE, root),
        office2=_user("office2", "党办乙", Role.OFFICE, root),
        secretary=_user("secretary", "书记甲", Role.SECRETARY, branches[0]),
        secretary2=_user("secretary2", "书记乙", Role.SECRETARY, branches[2]),
        member=_user("member", "党员甲", Role.MEMBER, branches[0]),
        inspector=_user("inspector", "督查甲", Role.INSPECTOR, root),
        leader=_user("leader", "班子甲", Role.LEADER, root),
        stranger=User.objects.create_user("stranger", password=PASSWORD, display_name="无授权"),
    )


def add_branches(parent: Organisation, count: int) -> list[Organisation]:
    """So many more branches below `parent`."""
    return [
        _below(
            Organisation.objects.get(pk=parent.pk),
            f"增设第{n}党支部",
            f"增{n}支部",
            Kind.BRANCH,
            parent.category,
        )
        for n in range(1, count + 1)
    ]


def _below(
    parent: Organisation, name: str, short_name: str, kind: str, category: str, unit: str = ""
) -> Organisation:
    child = Organisation(
        name=name,
        short_name=short_name,
        kind=kind,
        category=category,
        established_on=_FOUNDED,
        unit=Unit.objects.create(name=unit, short_name=unit, category=category) if unit else None,
    )
    Organisation.objects.add_child(Organisation.objects.get(pk=parent.pk), instance=child)
    return child


def _user(name: str, display: str, role: Role, organisation: Organisation) -> User:
    user = User.objects.create_user(name, password=PASSWORD, display_name=display)
    Grant.objects.create(user=user, role=role, organisation=organisation, since=_FOUNDED)
    return user
