"""The world, clients signed in, a task for two branches, and a problem."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import World, build_world
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import RecordSpec, record_activity
from zhibu.domain.activities.models import Activity
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions import (
    FindingSpec,
    TaskSpec,
    issue_plan,
    issue_task,
    raise_findings,
    submit_assignment,
)
from zhibu.domain.tasks.choices import Scope
from zhibu.domain.tasks.models import Assignment, Finding, Plan, Task


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A client signed in as a user."""

    def run(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return run


@pytest.fixture
def office(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.office)


@pytest.fixture
def secretary(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.secretary)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def task(world: World, today: date) -> Task:
    """Asked of the branches of both secretaries, due in ten days."""
    spec = TaskSpec(
        "报送换届方案",
        [world.own, world.other],
        due_on=today + timedelta(days=10),
        quote="任期届满的支部按期换届",
    )
    return issue_task(world.root, spec, actor=world.office, now=timezone.now())


@pytest.fixture
def own(task: Task, world: World) -> Assignment:
    return task.assignments.get(organisation=world.own)


@pytest.fixture
def submitted(own: Assignment, world: World) -> Assignment:
    return submit_assignment(
        own, report="方案已报送", has_evidence=False, actor=world.secretary, now=timezone.now()
    )


@pytest.fixture
def plan(world: World, today: date) -> Plan:
    return issue_plan(
        world.root,
        title="党建工作要点",
        year=today.year,
        specs=[
            TaskSpec("全部支部开展轮训", list(world.branches), due_on=today - timedelta(days=1), number="一"),
            TaskSpec("公路支部结对共建", list(world.branches[2:4]), due_on=today + timedelta(days=30)),
        ],
        document=None,
        actor=world.office,
        now=timezone.now(),
    )


@pytest.fixture
def record(world: World, today: date) -> Callable[..., Activity]:
    """Records a theme day of a branch, held yesterday."""

    def run(branch: Organisation | None = None, title: str = "主题党日：学习换届规定") -> Activity:
        spec = RecordSpec(
            token=uuid4(), kind="theme_day", title=title, held_on=today - timedelta(days=1), present=[]
        )
        return record_activity(
            branch or world.own,
            spec,
            actor=world.secretary2 if branch == world.other else world.secretary,
            now=timezone.now(),
        )

    return run


@pytest.fixture
def finding(world: World, today: date) -> Finding:
    """A common problem of three branches."""
    spec = FindingSpec(
        "部分支部主题党日未按月开展",
        "补开主题党日",
        Scope.COMMON,
        list(world.branches[:3]),
        indicator="theme_day_months",
        basis="支部工作条例第十六条",
    )
    [found] = raise_findings(
        world.root,
        period="2026Q1",
        specs=[spec],
        due_on=today + timedelta(days=20),
        snapshot="a" * 64,
        actor=world.office,
        now=timezone.now(),
    )
    return found
