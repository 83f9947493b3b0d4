"""Working off an assignment: submitted by the branch, checked off or returned by another person."""

import pytest
from django.db import IntegrityError, transaction

from tests.domain.builders import admit, assign, last_entry
from tests.world import NOW, World
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.queries import history
from zhibu.domain.tasks.actions import check_off, reopen_assignment, return_assignment, submit_assignment
from zhibu.domain.tasks.choices import State
from zhibu.domain.tasks.errors import NothingToSubmit, OwnWork, ReasonMissing, WrongState
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import assignment_for, counts_by_state, open_at, to_check


@pytest.fixture
def owed(world: World) -> Assignment:
    admit(world.own, "甲某")
    return assign(world.office, world.root, world.own)


def submit(owed: Assignment, actor: User, report: str = "已办理") -> Assignment:
    return submit_assignment(owed, report=report, has_evidence=False, actor=actor, now=NOW)


@pytest.fixture
def submitted(world: World, owed: Assignment) -> Assignment:
    return submit(owed, world.secretary)


@pytest.fixture
def both_hats(world: World) -> User:
    """A clerk who is secretary of the own branch as well."""
    Grant.objects.create(
        user=world.office2, role=Role.SECRETARY, organisation=world.own, since=NOW.date().replace(year=2020)
    )
    return world.office2


def test_submitting_hands_the_next_move_to_the_checker(world: World, submitted: Assignment) -> None:
    assert (submitted.state, submitted.submitted_by) == (State.SUBMITTED, world.secretary)
    assert not open_at(world.secretary, world.own).exists()
    assert list(to_check(world.office)) == [submitted]
    assert not to_check(world.secretary).exists()


def test_checking_off_closes_it(world: World, submitted: Assignment) -> None:
    done = check_off(submitted, note="属实", actor=world.office, now=NOW)
    assert (done.state, done.checked_by, done.verdict) == (State.DONE, world.office, "属实")
    assert not to_check(world.office).exists()


def test_returning_gives_it_back_with_the_reason(world: World, submitted: Assignment) -> None:
    returned = return_assignment(submitted, reason="请补人数", actor=world.inspector, now=NOW)
    assert (returned.state, returned.verdict) == (State.RETURNED, "请补人数")
    assert list(open_at(world.secretary, world.own)) == [returned]
    assert submit(returned, world.secretary, "已补").state == State.SUBMITTED


def test_a_check_off_is_taken_back_with_a_reason_and_both_are_told(
    world: World, submitted: Assignment
) -> None:
    done = check_off(submitted, note="属实", actor=world.office, now=NOW)
    with pytest.raises(ReasonMissing):
        reopen_assignment(done, reason=" ", actor=world.office, now=NOW)
    again = reopen_assignment(done, reason="点错了", actor=world.inspector, now=NOW)
    assert (again.state, again.verdict, again.checked_by, again.report) == (
        State.SUBMITTED,
        "",
        None,
        "已办理",
    )
    assert list(to_check(world.office)) == [again]
    assert [(one.act, one.detail["note"]) for one in history(submitted)][1:] == [
        ("tasks.check_off", "属实"),
        ("tasks.reopen_assignment", "点错了"),
    ]
    with pytest.raises(WrongState):
        reopen_assignment(again, reason="再点一次", actor=world.office, now=NOW)


def test_only_who_checks_takes_a_check_off_back_and_not_of_their_own_work(
    world: World, submitted: Assignment
) -> None:
    check_off(submitted, note="", actor=world.office, now=NOW)
    for actor in (world.secretary, world.leader):
        with pytest.raises(Forbidden):
            reopen_assignment(submitted, reason="点错了", actor=actor, now=NOW)
    Assignment.objects.filter(pk=submitted.pk).update(submitted_by=world.inspector)
    with pytest.raises(OwnWork):
        reopen_assignment(submitted, reason="点错了", actor=world.inspector, now=NOW)


def test_the_journal_tells_the_whole_conversation(world: World, submitted: Assignment) -> None:
    return_assignment(submitted, reason="请补人数", actor=world.office, now=NOW)
    submit(submitted, world.secretary, "已补")
    check_off(submitted, note="", actor=world.office, now=NOW)
    assert [(entry.act, entry.detail["note"]) for entry in history(submitted)] == [
        ("tasks.submit_assignment", "已办理"),
        ("tasks.return_assignment", "请补人数"),
        ("tasks.submit_assignment", "已补"),
        ("tasks.check_off", ""),
    ]


def test_nobody_checks_off_their_own_work(world: World, owed: Assignment, both_hats: User) -> None:
    own = submit(owed, both_hats)
    with pytest.raises(OwnWork):
        check_off(own, note="", actor=both_hats, now=NOW)
    with pytest.raises(OwnWork):
        return_assignment(own, reason="试", actor=both_hats, now=NOW)
    assert own not in to_check(both_hats)
    assert check_off(own, note="", actor=world.office, now=NOW).state == State.DONE


@pytest.mark.parametrize("checker", ["secretary", None])
def test_the_database_itself_refuses_a_check_off_by_the_submitter_or_by_nobody(
    world: World, submitted: Assignment, checker: str | None
) -> None:
    user = getattr(world, checker) if checker else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=submitted.pk).update(state=State.DONE, checked_by=user)


def test_only_what_is_submitted_can_be_checked(world: World, owed: Assignment) -> None:
    for act, words in ((check_off, {"note": ""}), (return_assignment, {"reason": "试"})):
        with pytest.raises(WrongState, match="待办"):
            act(owed, **words, actor=world.office, now=NOW)


def test_what_is_done_is_done(world: World, submitted: Assignment) -> None:
    check_off(submitted, note="", actor=world.office, now=NOW)
    with pytest.raises(WrongState, match="已销号"):
        submit(submitted, world.secretary)
    with pytest.raises(WrongState):
        check_off(submitted, note="", actor=world.office2, now=NOW)


def test_a_stale_page_cannot_submit_twice(world: World, owed: Assignment) -> None:
    stale = Assignment.objects.get(pk=owed.pk)
    submit(owed, world.secretary)
    with pytest.raises(WrongState, match="待验收"):
        submit(stale, world.secretary, "又报一次")
    assert last_entry().detail["note"] == "已办理"


def test_empty_words_are_not_a_report(world: World, owed: Assignment) -> None:
    with pytest.raises(NothingToSubmit):
        submit(owed, world.secretary, "  ")


def test_returning_asks_for_a_reason(world: World, submitted: Assignment) -> None:
    with pytest.raises(ReasonMissing):
        return_assignment(submitted, reason=" ", actor=world.office, now=NOW)


def test_the_branch_reports_and_the_superior_checks(world: World, owed: Assignment) -> None:
    with pytest.raises(Forbidden):
        submit(owed, world.office)
    with pytest.raises(Hidden):
        submit(owed, world.secretary2)
    submit(owed, world.secretary)
    for actor in (world.secretary, world.leader):
        with pytest.raises(Forbidden):
            check_off(owed, note="", actor=actor, now=NOW)
    with pytest.raises(Hidden):
        check_off(owed, note="", actor=world.secretary2, now=NOW)


def test_anothers_assignment_is_hidden(world: World, owed: Assignment) -> None:
    assert assignment_for(world.secretary, owed.pk) == owed
    for viewer in (world.secretary2, world.member, world.stranger):
        with pytest.raises(Hidden):
            assignment_for(viewer, owed.pk)


def test_counts_by_state_come_from_one_query(world: World, django_assert_num_queries) -> None:
    rows = [assign(world.office, world.root, world.own, f"任务{n}") for n in range(4)]
    submit(rows[0], world.secretary)
    check_off(submit(rows[1], world.secretary), note="", actor=world.office, now=NOW)
    with django_assert_num_queries(1):
        counts = counts_by_state(Assignment.objects.all(), on=NOW.date().replace(month=4))
    assert counts == {"open": 2, "overdue": 2, "returned": 0, "submitted": 1, "done": 1}
