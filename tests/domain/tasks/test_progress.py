"""How far plans are, what recurs, and several check-offs at once."""

from datetime import date, timedelta

import pytest

from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.journal.models import Entry
from zhibu.domain.tasks.actions import (
    FindingSpec,
    TaskSpec,
    check_off_several,
    issue_plan,
    issue_task,
    raise_findings,
    submit_assignment,
)
from zhibu.domain.tasks.choices import Scope, State
from zhibu.domain.tasks.models import Assignment, Finding, Plan, Task
from zhibu.domain.tasks.queries import assignments_for, findings_for, plan_for, standings, with_progress

TODAY = date(2026, 3, 10)


@pytest.fixture
def plan(world: World) -> Plan:
    return issue_plan(
        world.root,
        title="要点",
        year=2026,
        specs=[
            TaskSpec("轮训", list(world.branches), due_on=TODAY - timedelta(days=1)),
            TaskSpec("共建", list(world.branches[2:4]), due_on=TODAY),
        ],
        document=None,
        actor=world.office,
        now=NOW,
    )


def submit(assignment: Assignment, world: World) -> Assignment:
    by = world.secretary if assignment.organisation == world.own else world.secretary2
    return submit_assignment(assignment, report="已办", has_evidence=False, actor=by, now=NOW)


def test_progress_counts_each_assignment_once(plan, world):
    owed = Assignment.objects.filter(task__plan=plan, organisation=world.other)
    submit(owed.earliest("pk"), world)
    [found] = with_progress(Plan.objects.all(), world.office, on=TODAY, prefix="tasks__assignments__")
    assert (found.total, found.submitted, found.open, found.overdue, found.done) == (8, 1, 7, 5, 0)
    assert found.due_on == TODAY - timedelta(days=1)


def test_progress_counts_only_what_the_viewer_sees(plan, world):
    tasks = with_progress(Task.objects.filter(plan=plan), world.secretary2, on=TODAY, prefix="assignments__")
    assert [task.total for task in tasks.order_by("pk")] == [1, 1]
    assert plan_for(world.secretary, plan.pk) == plan


def test_a_deadline_of_today_is_not_overdue(plan, world):
    last = with_progress(Task.objects.all(), world.office, on=TODAY, prefix="assignments__").latest("pk")
    assert last.overdue == 0


def test_standings_follow_the_tree_one_line_for_each_part(plan, world):
    found = standings(assignments_for(world.office), world.root, on=TODAY)
    assert [(line.organisation, line.total, line.overdue) for line in found] == [
        (world.organ, 2, 2),
        (world.highway, 4, 2),
        (world.company, 2, 2),
    ]
    [own] = standings(assignments_for(world.secretary), world.own, on=TODAY)
    assert (own.organisation, own.total) == (world.own, 1)


def test_several_check_offs_leave_what_is_not_submitted_or_is_ones_own(plan, world):
    first, second, third = Assignment.objects.filter(
        organisation__in=[world.own, world.other], task__plan=plan
    ).order_by("pk")
    submit(first, world)
    second.state, second.submitted_by = State.SUBMITTED, world.office
    second.save()
    confirmed, left = check_off_several([first, second, third], note="", actor=world.office, now=NOW)
    assert (confirmed, left) == ([first], [second, third])
    assert Entry.objects.filter(act="tasks.check_off").count() == 1


def test_several_check_offs_need_the_right(plan, world):
    owed = Assignment.objects.filter(organisation=world.own)
    with pytest.raises(Forbidden):
        check_off_several(owed, note="", actor=world.secretary, now=NOW)


def ask(world: World, title: str, at: int = 0) -> Task:
    spec = TaskSpec(title, [world.own], due_on=TODAY)
    return issue_task(world.root, spec, actor=world.office, now=NOW + timedelta(minutes=at))


def test_a_request_sent_twice_is_one_task(world):
    assert ask(world, "报送") == ask(world, "报送", at=1)
    assert ask(world, "报送").pk != ask(world, "另报").pk
    assert ask(world, "报送", at=11).pk != ask(world, "报送").pk
    assert Task.objects.count() == 3


def raise_one(world: World, period: str, indicator: str) -> Finding:
    spec = FindingSpec("未按月开展", "补开", Scope.INDIVIDUAL, [world.own], indicator=indicator)
    [found] = raise_findings(
        world.root, period=period, specs=[spec], due_on=TODAY, snapshot="", actor=world.office, now=NOW
    )
    return found


def test_a_problem_recurs_when_the_same_indicator_failed_before_at_the_same_place(world):
    first = raise_one(world, "2025Q3", "theme_day")
    again = raise_one(world, "2025Q4", "theme_day")
    other = raise_one(world, "2026Q1", "lecture")
    unnamed = [raise_one(world, period, "") for period in ("2025Q1", "2025Q2")]
    marks = {found.pk: found.recurred for found in findings_for(world.office)}
    assert marks == {first.pk: False, again.pk: True, other.pk: False} | {one.pk: False for one in unnamed}
