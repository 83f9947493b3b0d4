"""Problems found become tasks for the organisations concerned."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry
from zhibu.domain.tasks.actions import FindingSpec, check_off, raise_findings, submit_assignment
from zhibu.domain.tasks.choices import Scope
from zhibu.domain.tasks.errors import NobodyResponsible
from zhibu.domain.tasks.models import Assignment, Finding, Task
from zhibu.domain.tasks.queries import findings_for


def find(world: World, *organisations, actor: User | None = None, now: datetime = NOW) -> list[Finding]:
    spec = FindingSpec("主题党日未按月开展", "补开主题党日", Scope.COMMON, organisations)
    return raise_findings(
        world.root,
        period="2025Q4",
        specs=[spec],
        due_on=date(2026, 4, 30),
        snapshot="",
        actor=actor or world.office,
        now=now,
    )


def test_each_organisation_concerned_gets_the_measure_as_a_task(world: World) -> None:
    (finding,) = find(world, world.own, world.other)
    owed = Assignment.objects.filter(task=finding.task)
    assert {row.organisation for row in owed} == {world.own, world.other}
    assert {row.due_on for row in owed} == {date(2026, 4, 30)}
    assert (finding.task.title, finding.task.origin) == ("补开主题党日", "finding")


def test_raising_leaves_a_journal_row_for_the_problem_and_for_the_task(world: World) -> None:
    find(world, world.own)
    assert list(Entry.objects.values_list("act", flat=True)) == ["tasks.issue_task", "tasks.raise_finding"]
    assert last_entry().detail["scope"] == "common"


def test_a_problem_is_opened_on_the_day_in_china(world: World) -> None:
    (finding,) = find(world, world.own, now=datetime(2026, 3, 9, 22, 0, tzinfo=UTC))
    assert finding.opened_on == date(2026, 3, 10)


def test_a_problem_counts_who_has_put_it_right(world: World) -> None:
    (finding,) = find(world, world.own, world.other)
    row = finding.task.assignments.get(organisation=world.own)
    submitted = submit_assignment(row, report="已补开", has_evidence=False, actor=world.secretary, now=NOW)
    check_off(submitted, note="", actor=world.office, now=NOW)
    assert findings_for(world.office).values_list("concerned", "closed").get() == (2, 1)


def test_a_secretary_sees_only_problems_of_the_own_branch(world: World) -> None:
    find(world, world.own, world.other)
    find(world, world.branches[4])
    assert findings_for(world.secretary).values_list("concerned", "closed").get() == (1, 0)
    assert findings_for(world.office, world.organ).count() == 1


def test_a_problem_concerns_somebody(world: World) -> None:
    with pytest.raises(NobodyResponsible):
        find(world)
    assert not Task.objects.exists()


def test_raising_problems_is_for_the_office(world: World) -> None:
    with pytest.raises(Forbidden):
        find(world, world.own, actor=world.inspector)
