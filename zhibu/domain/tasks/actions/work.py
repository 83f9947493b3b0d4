"""Working off an assignment: submit, check off by another person, return with a reason, take a check-off back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.tasks.choices import OPEN, State
from zhibu.domain.tasks.errors import NothingToSubmit, OwnWork, ReasonMissing, WrongState
from zhibu.domain.tasks.models import Assignment


@transaction.atomic
def submit_assignment(
    assignment: Assignment, *, report: str, has_evidence: bool, actor: User, now: datetime
) -> Assignment:
    """Report an assignment as done, for another person to check.

    Raises NothingToSubmit without words and evidence, WrongState when it is not the branch's move.
    """
    require(actor, "tasks.report", assignment.organisation, view="tasks.view")
    assignment = _locked(assignment)
    if assignment.state not in OPEN:
        raise WrongState(assignment.get_state_display(), "提交验收")
    if not report.strip() and not has_evidence:
        raise NothingToSubmit
    assignment.state = State.SUBMITTED
    assignment.report = report.strip()
    assignment.submitted_at, assignment.submitted_by = now, actor
    assignment.save(update_fields=["state", "report", "submitted_at", "submitted_by"])
    _journal("tasks.submit_assignment", assignment, actor, now, note=assignment.report)
    return assignment


@transaction.atomic
def check_off(assignment: Assignment, *, note: str, actor: User, now: datetime) -> Assignment:
    """Confirm a submitted assignment (销号). Raises OwnWork for the submitter, WrongState when nothing is submitted."""
    assignment = _by_another(assignment, actor, State.SUBMITTED, "确认销号")
    assignment.state = State.DONE
    _judge(assignment, note, actor, now)
    _journal("tasks.check_off", assignment, actor, now, note=note.strip())
    return assignment


@transaction.atomic
def return_assignment(assignment: Assignment, *, reason: str, actor: User, now: datetime) -> Assignment:
    """Send a submitted assignment back with a reason. Raises ReasonMissing, OwnWork, WrongState."""
    assignment = _by_another(assignment, actor, State.SUBMITTED, "退回补充")
    if not reason.strip():
        raise ReasonMissing
    assignment.state = State.RETURNED
    _judge(assignment, reason, actor, now)
    _journal("tasks.return_assignment", assignment, actor, now, note=reason.strip())
    return assignment


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, reason: str, actor: User, now: datetime) -> Assignment:
    """Take a confirmation back, with a reason: it waits to be checked again, and the journal keeps both.

    Closed quarters stay as they are. Raises ReasonMissing, OwnWork, WrongState where nothing is confirmed.
    """
    assignment = _by_another(assignment, actor, State.DONE, "撤销销号")
    if not reason.strip():
        raise ReasonMissing
    assignment.state, assignment.verdict = State.SUBMITTED, ""
    assignment.checked_at, assignment.checked_by = None, None
    assignment.save(update_fields=["state", "verdict", "checked_at", "checked_by"])
    _journal("tasks.reopen_assignment", assignment, actor, now, note=reason.strip())
    return assignment


@transaction.atomic
def check_off_several(
    assignments: Iterable[Assignment], *, note: str, actor: User, now: datetime
) -> tuple[list[Assignment], list[Assignment]]:
    """Confirm several submitted assignments; returns those confirmed and those left, because they were the actor's
    own work or somebody had dealt with them meanwhile. Raises Hidden or Forbidden for one outside the actor's right."""
    confirmed: list[Assignment] = []
    left: list[Assignment] = []
    for assignment in assignments:
        try:
            confirmed.append(check_off(assignment, note=note, actor=actor, now=now))
        except (OwnWork, WrongState):
            left.append(assignment)
    return confirmed, left


def _by_another(assignment: Assignment, actor: User, state: State, act: str) -> Assignment:
    require(actor, "tasks.check", assignment.organisation, view="tasks.view")
    assignment = _locked(assignment)
    if assignment.state != state:
        raise WrongState(assignment.get_state_display(), act)
    if assignment.submitted_by_id == actor.pk:
        raise OwnWork
    return assignment


def _locked(assignment: Assignment) -> Assignment:
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("organisation", "task")
        .get(pk=assignment.pk)
    )


def _judge(assignment: Assignment, words: str, actor: User, now: datetime) -> None:
    assignment.verdict = words.strip()
    assignment.checked_at, assignment.checked_by = now, actor
    assignment.save(update_fields=["state", "verdict", "checked_at", "checked_by"])


def _journal(act: str, assignment: Assignment, actor: User, now: datetime, *, note: str) -> None:
    write(
        act,
        assignment,
        place=assignment.organisation.path,
        actor=actor,
        now=now,
        note=note,
        state=assignment.state,
    )
