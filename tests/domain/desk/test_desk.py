"""The desk: one list by deadline, what waits for checking, the quarter to confirm, in a constant number of queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.domain.builders import admit, assign
from tests.world import NOW, World, add_branches
from zhibu.domain.access.backend import forget
from zhibu.domain.activities.actions import declare_complete
from zhibu.domain.desk.choices import Urgency
from zhibu.domain.desk.queries import desk, urgency_of
from zhibu.domain.tasks.actions import TaskSpec, issue_task, submit_assignment
from zhibu.rules.periods import Period

TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("due_on", "urgency"),
    [
        (date(2026, 3, 9), Urgency.OVERDUE),
        (date(2026, 3, 10), Urgency.WEEK),
        (date(2026, 3, 15), Urgency.WEEK),
        (date(2026, 3, 16), Urgency.MONTH),
        (date(2026, 3, 31), Urgency.MONTH),
        (date(2026, 4, 1), Urgency.LATER),
        (None, Urgency.LATER),
    ],
)
def test_urgency_follows_the_calendar(due_on: date | None, urgency: Urgency) -> None:
    assert urgency_of(due_on, on=TODAY) == urgency


def test_a_week_that_reaches_into_the_next_month_counts_as_this_week() -> None:
    assert urgency_of(date(2026, 5, 3), on=date(2026, 4, 29)) == Urgency.WEEK


def test_the_secretary_sees_duties_with_their_clause_and_tasks_with_who_asked(world: World) -> None:
    for number in range(8):
        admit(world.own, f"党员{number}")
    assign(world.office, world.root, world.own)
    items = [item for _, group in desk(world.secretary, world.own, on=TODAY).groups for item in group]
    clauses = {item.duty.citation.text for item in items if item.duty}
    assert "《中国共产党支部工作条例（试行）》第十二条" in clauses
    assert [item.assignment.task.organisation for item in items if item.assignment] == [world.root]


def test_no_other_branchs_work_is_on_the_desk(world: World) -> None:
    assign(world.office, world.root, world.other)
    items = [item for _, group in desk(world.secretary, world.own, on=TODAY).groups for item in group]
    assert not [item for item in items if item.assignment]


def test_the_ended_quarter_is_asked_for_once(world: World) -> None:
    assert desk(world.secretary, world.own, on=TODAY).to_declare == Period.parse("2025Q4")
    declare_complete(world.own, Period.parse("2025Q4"), actor=world.secretary, now=NOW)
    assert desk(world.secretary, world.own, on=TODAY).to_declare is None


def test_submissions_wait_for_the_office_by_task_and_not_for_their_sender(world: World) -> None:
    task = issue_task(
        world.root,
        TaskSpec(title="报送计划", responsible=[world.own, world.other], due_on=TODAY),
        actor=world.office,
        now=NOW,
    )
    senders = {world.own: world.secretary, world.other: world.secretary2}
    for owed in task.assignments.select_related("organisation"):
        sender = senders[owed.organisation]
        submit_assignment(owed, report="已报", has_evidence=False, actor=sender, now=NOW)
    found = desk(world.office, world.root, on=TODAY)
    assert [(one.title, one.count) for one in found.to_check] == [("报送计划", 2)]
    assert found.waiting == 2
    assert not found.is_settled
    assert not desk(world.secretary, world.own, on=TODAY).to_check


def test_the_desk_costs_the_same_however_large_the_tree(
    world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    add_branches(world.company, 30)
    for user, place in ((world.secretary, world.own), (world.office, world.root)):
        forget(user)
        with django_assert_max_num_queries(11):
            desk(user, place, on=TODAY)
