"""Drawing the accounts: every branch secretary's, one clerk's for each committee, and ten to try the roles with."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Category
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender
from zhibu.domain.people.models import Person
from zhibu.jobs.demo.names import draw_name
from zhibu.jobs.demo.world import Branch, World

# Known to everybody who can read this file, and therefore refused anywhere but in a demo.
PASSWORD = "zhibu-demo-2026"


@dataclass(frozen=True)
class Guide:
    """One account to try a role with: what the command prints. Without a `name` one is drawn."""

    username: str
    role: Role
    hint: str
    name: str = ""


GUIDES = (
    Guide("office", Role.OFFICE, "厅直机关党委党务干部：导入计划、下发任务、验收、季度结账"),
    Guide("office2", Role.OFFICE, "另一位党务干部：核对并启用别人改的规则", "周文静"),
    Guide("leader", Role.LEADER, "厅党组成员：一页看清做了什么、欠什么、不清楚什么"),
    Guide("inspector", Role.INSPECTOR, "督查：问题和整改、验收销号"),
    Guide("secretary", Role.SECRETARY, "支部书记，记录及时的支部"),
    Guide("secretary2", Role.SECRETARY, "支部书记，补报较多的支部"),
    Guide("member", Role.MEMBER, "党员：本人的信息和参加情况"),
    Guide("sysadmin", Role.SYSTEM_ADMIN, "系统管理员：账号"),
    Guide("secadmin", Role.SECURITY_ADMIN, "安全管理员：授权"),
    Guide("audit", Role.AUDIT_ADMIN, "审计管理员：日志"),
)


@dataclass(frozen=True)
class Wanted:
    """An account to create; `branch` is the one whose secretary it is."""

    username: str
    role: Role
    organisation: Organisation
    person: Person | None = None
    branch: Branch | None = None
    name: str = ""


def draw_accounts(world: World) -> None:
    """Create the accounts with their grants and tie them to the persons behind them."""
    guided = _guided(world)
    wanted = [*guided, *_secretaries(world, guided), *_clerks(world)]
    users = User.objects.bulk_create(_users(world, wanted), batch_size=500)
    for user, wish in zip(users, wanted, strict=True):
        if wish.person:
            wish.person.user = user
        if wish.branch:
            wish.branch.secretary_account = user
        if wish.role == Role.OFFICE:
            world.accounts.setdefault(wish.organisation.path, user)
        world.accounts[wish.username] = user
    Person.objects.bulk_update([wish.person for wish in wanted if wish.person], ["user"], batch_size=500)
    _grant(world, wanted)


def model_branches(world: World) -> tuple[Branch, Branch]:
    """The branch in good order and the late one whose secretaries the demo shows: with groups if there are any."""
    leaders = {person.pk for person in world.seats[world.root.path]}
    able = [
        branch
        for branch in world.branches
        if len(branch.committee) > 2 and branch.committee[0].pk not in leaders
        if branch.row.category == Category.INSTITUTION and "离退休" not in branch.row.name
    ]
    able.sort(key=lambda branch: not branch.groups)
    good = next((branch for branch in able if branch.style == "good"), able[0])
    rest = [branch for branch in able if branch is not good]
    return good, next((branch for branch in rest if branch.style == "late"), rest[0])


def _guided(world: World) -> list[Wanted]:
    good, late = model_branches(world)
    officers = {person.pk for person in good.committee}
    member = next(row.person for row in good.full_members() if row.person.pk not in officers)
    special: dict[str, tuple[Organisation, Person | None, Branch | None]] = {
        "leader": (world.root, world.seats[world.root.path][0], None),
        "secretary": (good.row, good.committee[0], good),
        "secretary2": (late.row, late.committee[0], late),
        "member": (good.row, member, None),
    }
    return [
        Wanted(guide.username, guide.role, *special.get(guide.username, (world.root, None, None)), guide.name)
        for guide in GUIDES
    ]


def _secretaries(world: World, guided: list[Wanted]) -> list[Wanted]:
    taken = {wish.person.pk for wish in guided if wish.person}
    return [
        Wanted(f"zb{number:03}", Role.SECRETARY, branch.row, branch.committee[0], branch)
        for number, branch in enumerate(world.branches, 1)
        if branch.committee and branch.committee[0].pk not in taken
    ]


def _clerks(world: World) -> list[Wanted]:
    superior = [row for row in world.organisations if row.path in world.seats and row.pk != world.root.pk]
    return [Wanted(f"dw{number:02}", Role.OFFICE, row) for number, row in enumerate(superior, 1)]


def _users(world: World, wanted: list[Wanted]) -> list[User]:
    hashed = make_password(PASSWORD)
    joined = world.entered(world.opened_on)
    return [
        User(
            username=wish.username,
            display_name=wish.person.name
            if wish.person
            else wish.name or draw_name(world.rng, world.rng.choice(list(Gender))),
            password=hashed,
            date_joined=joined,
        )
        for wish in wanted
    ]


def _grant(world: World, wanted: list[Wanted]) -> None:
    rows = [
        Grant(
            user=world.accounts[wish.username],
            role=wish.role,
            organisation=wish.organisation,
            since=world.opened_on,
            reason="系统启用时按现任职务授予",
        )
        for wish in wanted
    ]
    Grant.objects.bulk_create(rows, batch_size=500)
    when = world.entered(world.opened_on)
    for row in rows:
        place = row.organisation.path
        world.log(
            "access.grant_role", row, place, None, when, user=row.user_id, role=row.role, since=row.since
        )
