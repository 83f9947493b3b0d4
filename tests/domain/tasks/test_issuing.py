"""Issuing plans and tasks: who owes what until when."""

from datetime import date

import pytest

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry
from zhibu.domain.tasks.actions import TaskSpec, issue_plan, issue_task
from zhibu.domain.tasks.choices import Every, State
from zhibu.domain.tasks.errors import NobodyResponsible
from zhibu.domain.tasks.models import Assignment, Plan, Task
from zhibu.domain.tasks.queries import plans_for


def publish(world: World, *specs: TaskSpec, year: int = 2026, actor: User | None = None) -> Plan:
    return issue_plan(
        world.root,
        title="2026年党建工作要点",
        year=year,
        specs=specs,
        document=None,
        actor=actor or world.office,
        now=NOW,
    )


def dates(task: Task) -> list[tuple[str, date | None]]:
    return list(task.assignments.order_by("due_on").values_list("period", "due_on"))


def test_each_responsible_organisation_owes_the_task_until_its_day(world: World) -> None:
    spec = TaskSpec("开展轮训", [world.own, world.other], due_on=date(2026, 6, 30))
    task = publish(world, spec).tasks.get()
    owed = task.assignments.order_by("organisation__path")
    assert [row.organisation for row in owed] == [world.own, world.other]
    assert {(row.due_on, row.state) for row in owed} == {(date(2026, 6, 30), State.ASSIGNED)}


@pytest.mark.parametrize(
    ("every", "periods"),
    [
        (Every.QUARTER, ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        (Every.HALF, ["2026H1", "2026H2"]),
        (Every.YEAR, ["2026"]),
    ],
)
def test_what_recurs_is_owed_in_each_period_still_to_end(
    world: World, every: Every, periods: list[str]
) -> None:
    task = publish(world, TaskSpec("集中学习", [world.own], every=every)).tasks.get()
    assert [period for period, _ in dates(task)] == periods
    assert dates(task)[-1][1] == date(2026, 12, 31)


def test_months_already_over_are_not_owed(world: World) -> None:
    task = publish(world, TaskSpec("主题党日", [world.own], every=Every.MONTH)).tasks.get()
    assert dates(task)[0] == ("2026-03", date(2026, 3, 31))
    assert len(dates(task)) == 10


def test_a_past_years_recurring_task_stays_visible_once(world: World) -> None:
    task = publish(world, TaskSpec("主题党日", [world.own], every=Every.MONTH), year=2025).tasks.get()
    assert dates(task) == [("", date(2025, 12, 31))]


def test_a_standing_task_has_no_day(world: World) -> None:
    task = publish(world, TaskSpec("长期坚持", [world.own], every=Every.STANDING)).tasks.get()
    assert dates(task) == [("", None)]


def test_publishing_leaves_a_row_for_the_plan_and_one_for_each_task(world: World) -> None:
    publish(world, TaskSpec("甲", [world.own]), TaskSpec("乙", [world.own, world.other]))
    acts = list(Entry.objects.values_list("act", flat=True))
    assert acts == ["tasks.issue_plan", "tasks.issue_task", "tasks.issue_task"]
    assert last_entry().detail["to"] == [world.own.pk, world.other.pk]


def test_a_task_without_anybody_stops_the_whole_plan(world: World) -> None:
    with pytest.raises(NobodyResponsible, match="乙"):
        publish(world, TaskSpec("甲", [world.own]), TaskSpec("乙", []))
    assert not Plan.objects.exists()
    assert not Assignment.objects.exists()


def test_a_single_task_needs_no_plan(world: World) -> None:
    task = issue_task(world.root, TaskSpec("报送材料", [world.own]), actor=world.office, now=NOW)
    assert (task.plan, task.origin) == (None, "request")


def test_assigning_is_for_the_office(world: World) -> None:
    spec = TaskSpec("报送材料", [world.own])
    with pytest.raises(Forbidden):
        issue_task(world.own, spec, actor=world.secretary, now=NOW)
    with pytest.raises(Hidden):
        issue_task(world.other, spec, actor=world.secretary, now=NOW)
    with pytest.raises(Hidden):
        publish(world, spec, actor=world.secretary)


def test_a_plan_is_seen_by_its_issuer_and_by_those_it_concerns(world: World) -> None:
    plan = publish(world, TaskSpec("甲", [world.own]))
    assert list(plans_for(world.office)) == [plan]
    assert list(plans_for(world.secretary)) == [plan]
    assert not plans_for(world.secretary2).exists()
    assert not plans_for(world.stranger).exists()
