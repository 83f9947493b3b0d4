"""What the demo's office and two of its secretaries state for score sheets, through the real act."""

from datetime import datetime
from fractions import Fraction

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Said, state
from zhibu.domain.people.models import Person
from zhibu.jobs.demo.accounts import model_branches
from zhibu.jobs.demo.world import Branch, World
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given

_NOTHING = Given(Fraction(0), evidence=("没有申报",), reason="本季度没有申报")
_PRACTICES = (
    (2, "党员先锋岗做法材料", "本单位内推广"),
    (3, "“一线工作法”经验材料", "系统内交流发言"),
    (4, "联建共建案例汇编", "上级简报刊用"),
)
_HELP = Given(Fraction(5), evidence=("抢险任务确认单",), reason="汛期参加公路抢险")
# One branch in so many has applied for points; one in so many is not stated yet.
_APPLIED, _FORGOTTEN = 9, 23


def state_scores(world: World, quarter: Period, *, now: datetime) -> None:
    """The extra points of a quarter: of branches by the office, of the members of two branches by their secretaries.

    A few branches are left out, so that their totals are unknown.
    """
    said = [
        Said(branch.row, _practice(world))
        for number, branch in enumerate(world.branches)
        if number % _FORGOTTEN != _FORGOTTEN - 1
    ]
    state("branch_points", "innovation", quarter, said, actor=world.accounts["office"], now=now)
    for branch in model_branches(world):
        if branch.secretary_account:
            _state_members(world, branch, branch.secretary_account, quarter, now)


def _practice(world: World) -> Given:
    if world.rng.randrange(_APPLIED):
        return _NOTHING
    points, evidence, reason = world.rng.choice(_PRACTICES)
    return Given(Fraction(points), evidence=(evidence,), reason=reason)


def _state_members(world: World, branch: Branch, secretary: User, quarter: Period, now: datetime) -> None:
    rows = branch.members_on(quarter.end)
    helped = world.rng.randrange(len(rows))
    persons = Person.objects.in_bulk([row.person_id for row in rows])
    said = [
        Said(branch.row, _HELP if number == helped else _NOTHING, persons[row.person_id])
        for number, row in enumerate(rows)
    ]
    state("member_points", "contribution", quarter, said, actor=secretary, now=now)
