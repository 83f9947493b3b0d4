"""Every write of the room: issue (plans, tasks), work (submit, check off, return, reopen), findings (to tasks)."""

from zhibu.domain.tasks.actions.findings import FindingSpec, raise_findings
from zhibu.domain.tasks.actions.issue import TaskSpec, due_dates, issue_plan, issue_task
from zhibu.domain.tasks.actions.work import (
    check_off,
    check_off_several,
    reopen_assignment,
    return_assignment,
    submit_assignment,
)

__all__ = [
    "FindingSpec",
    "TaskSpec",
    "check_off",
    "check_off_several",
    "due_dates",
    "issue_plan",
    "issue_task",
    "raise_findings",
    "reopen_assignment",
    "return_assignment",
    "submit_assignment",
]
