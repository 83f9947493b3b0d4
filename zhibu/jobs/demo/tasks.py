"""Last quarter's list of tasks and the problems found the quarter before, in every state they can be in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity, Evidence
from zhibu.domain.tasks.choices import Origin, Scope, State
from zhibu.domain.tasks.models import Assignment, Finding, Plan, Task
from zhibu.jobs.demo.days import working_day
from zhibu.jobs.demo.world import Branch, World, at

# What a branch of each style made of a task: done, submitted, returned, still to do.
_OUTCOMES = {
    "good": (96, 2, 1, 1),
    "late": (82, 7, 5, 6),
    "gaps": (78, 5, 6, 11),
    "fading": (45, 5, 10, 40),
    "silent": (0, 0, 0, 100),
}
_PROVED = "已按要求完成，有关情况见所附纪实。"
_TOLD = "已对照要求逐项办理，并在支委会上通报了结果。"
_STATES = (State.DONE, State.SUBMITTED, State.RETURNED, State.ASSIGNED)


@dataclass(frozen=True)
class Wish:
    """One task of the list: its words, when it is due (days from the quarter's start), and the kind that proves it."""

    title: str
    due_after: int
    proof: str = ""


_LIST = (
    Wish("组织党员集中学习支部工作条例，结合本支部实际查找不足", 40, "theme_day"),
    Wish("核对党员名册和党小组设置，报送变动情况", 30),
    Wish("走访慰问困难党员和老党员，记录诉求和答复", 55),
    Wish("以安全生产为主题开展一次主题党日", 75, "theme_day"),
    Wish("任期届满的支部按程序做好换届准备，报送工作方案", 85),
    Wish("书记为支部党员讲一次党课", 88, "party_lecture"),
    Wish("与一个基层站所或项目部结对，商定年内共建事项", 125),
)
_COMMON = (
    ("部分支部主题党日没有按月开展", "补开主题党日，把固定日期写入支部计划"),
    ("部分支部记录报送超过半个月", "明确纪实专人，活动后三日内完成记录"),
)
_INDIVIDUAL = (
    ("支部委员会任期届满未换届", "提出换届方案，按程序报批"),
    ("党员大会季度内未召开", "召开党员大会并通报原因"),
    ("党小组会记录过于简单", "补充会议议题和讨论要点"),
)


def store_tasks(world: World, activities: Sequence[Activity]) -> None:
    """Store the list of the last complete quarter, issued in its first week, with what became of it."""
    quarter, office = world.quarter, world.accounts["office"]
    issued = world.moment(working_day(quarter.start, last=quarter.end))
    plan = Plan.objects.create(
        organisation=world.root,
        title=f"{quarter.label}党建重点任务清单",
        year=quarter.year,
        published_at=issued,
        published_by=office,
    )
    world.log("tasks.issue_plan", plan, world.root.path, office, issued, title=plan.title, tasks=len(_LIST))
    proofs = _proofs(world, activities)
    branches = [branch for branch in world.branches if branch.row.established_on < quarter.start]
    for number, wish in enumerate(_LIST, 1):
        due_on = working_day(quarter.start + timedelta(days=wish.due_after))
        task = _task(world, wish.title, str(number), Origin.PLAN, plan, issued)
        _assign(world, task, branches, issued.date(), due_on, proofs.get(wish.proof, {}))


def store_findings(world: World) -> None:
    """Store problems of the quarter before the last complete one: most put right, some still open."""
    quarter = world.quarter.previous()
    opened = working_day(quarter.end + timedelta(days=9), last=world.as_of)
    due_on = working_day(opened + timedelta(days=45))
    weak = [branch for branch in world.branches if branch.style in ("gaps", "late", "fading")]
    if len(weak) < len(_INDIVIDUAL):
        return
    for place, (title, measure) in enumerate((*_COMMON, *_INDIVIDUAL)):
        common = place < len(_COMMON)
        concerned = world.rng.sample(weak, k=max(2, len(weak) // 3)) if common else [weak[place]]
        task = _task(world, measure, "", Origin.FINDING, None, at(opened))
        finding = Finding.objects.create(
            organisation=world.root,
            task=task,
            period=str(quarter),
            scope=Scope.COMMON if common else Scope.INDIVIDUAL,
            title=title,
            opened_on=opened,
        )
        world.log(
            "tasks.raise_finding",
            finding,
            world.root.path,
            world.accounts["office"],
            at(opened),
            title=title,
            scope=finding.scope,
        )
        _assign(world, task, concerned, opened, due_on, {})


def _task(world: World, title: str, number: str, origin: Origin, plan: Plan | None, issued: datetime) -> Task:
    office = world.accounts["office"]
    task = Task.objects.create(
        organisation=world.root,
        plan=plan,
        number=number,
        title=title,
        origin=origin,
        issued_at=issued,
        issued_by=office,
    )
    world.log("tasks.issue_task", task, world.root.path, office, issued)
    return task


def _assign(
    world: World,
    task: Task,
    branches: Sequence[Branch],
    since: date,
    due_on: date,
    proofs: dict[int, Activity],
) -> None:
    rows: list[Assignment] = []
    for branch in branches:
        row = Assignment(task=task, organisation=branch.row, due_on=due_on)
        outcome = world.rng.choices(_STATES, weights=_OUTCOMES[branch.style])[0]
        if branch.secretary_account and outcome != State.ASSIGNED:
            words = _PROVED if branch.row.pk in proofs else _TOLD
            _work_off(world, row, outcome, branch.secretary_account, since, words)
        rows.append(row)
    Assignment.objects.bulk_create(rows, batch_size=500)
    Evidence.objects.bulk_create(
        [
            Evidence(
                assignment=row,
                activity=proofs[row.organisation_id],
                added_by=row.submitted_by,
                added_at=row.submitted_at,
            )
            for row in rows
            if row.submitted_by and row.submitted_at and row.organisation_id in proofs
        ],
        batch_size=500,
    )
    for row in rows:
        _log(world, row)


def _work_off(
    world: World, row: Assignment, outcome: State, secretary: User, since: date, words: str
) -> None:
    """Submitted some time before or after it was due, checked within a week; nothing happens after `as_of`."""
    span = max(2, ((row.due_on or world.as_of) - since).days)
    submitted = since + timedelta(days=world.rng.randrange(1, span + span // 4))
    if submitted >= world.as_of:
        return
    row.state, row.report = State.SUBMITTED, words
    row.submitted_at, row.submitted_by = world.moment(submitted), secretary
    checked = submitted + timedelta(days=world.rng.randrange(1, 8))
    if outcome == State.SUBMITTED or checked >= world.as_of:
        return
    row.state, row.checked_at, row.checked_by = outcome, world.moment(checked), world.accounts["office"]
    row.verdict = "情况属实，同意销号。" if outcome == State.DONE else "请写明参加人数和解决的问题。"


def _log(world: World, row: Assignment) -> None:
    place = row.organisation.path
    if row.submitted_at:
        world.log(
            "tasks.submit_assignment",
            row,
            place,
            row.submitted_by,
            row.submitted_at,
            note=row.report,
            state=State.SUBMITTED,
        )
    if row.checked_at:
        act = "tasks.check_off" if row.state == State.DONE else "tasks.return_assignment"
        world.log(act, row, place, row.checked_by, row.checked_at, note=row.verdict, state=row.state)


def _proofs(world: World, activities: Sequence[Activity]) -> dict[str, dict[int, Activity]]:
    """By kind and branch, one activity of the last complete quarter."""
    found: dict[str, dict[int, Activity]] = {}
    for row in activities:
        if world.quarter.start <= row.held_on <= world.quarter.end:
            found.setdefault(row.kind, {}).setdefault(row.organisation_id, row)
    return found
