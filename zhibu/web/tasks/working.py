"""One assignment: what, why, until when; reporting it, checking it off, returning it, taking a check-off back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows
from zhibu.domain.activities.actions import report_progress
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activities_for, resolved_in
from zhibu.domain.journal.queries import history
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.tasks.actions import check_off, reopen_assignment, return_assignment
from zhibu.domain.tasks.choices import OPEN, State
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import assignment_for, next_to_check
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.history import Said, told
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import keys_in, words_in
from zhibu.web.tasks.filters import state_of

_PAGE = "tasks/assignment.html"
_OFFERED = 12
_RECENT = timedelta(days=180)


@login_required
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """The assignment with the one thing the viewer can do next."""
    return render(request, _PAGE, _context(request, assignment_for(request.user, pk)))


@login_required
@written_from("assignment_page")
def report(request: Request, pk: int) -> HttpResponse:
    """Say what was done, with own records as evidence, and hand it over for checking."""
    assignment = assignment_for(request.user, pk)
    words = words_in(request.POST.get("report"))
    chosen = keys_in(request.POST.getlist("activity"))
    records = list(activities_for(request.user).filter(pk__in=chosen))
    try:
        report_progress(
            assignment, report=words, activities=records, actor=request.user, now=request.frame.now
        )
    except ActError as error:
        context = _context(request, assignment, chosen=chosen) | {"report": words}
        return refuse(request, error, _PAGE, context)
    messages.success(request, "已提交，等待验收。")
    return redirect("assignment_page", pk)


@login_required
@written_from("assignment_page")
def check(request: Request, pk: int) -> HttpResponse:
    """Confirm that it is done."""
    assignment = assignment_for(request.user, pk)
    note = words_in(request.POST.get("note"))
    try:
        check_off(assignment, note=note, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _PAGE, _context(request, assignment) | {"note": note})
    messages.success(request, "已销号。")
    return redirect("assignment_page", pk)


@login_required
@written_from("assignment_page")
def give_back(request: Request, pk: int) -> HttpResponse:
    """Return it with a reason."""
    return _with_reason(request, pk, return_assignment, "已退回，责任组织会看到您写的原因。")


@login_required
@written_from("assignment_page")
def reopen(request: Request, pk: int) -> HttpResponse:
    """Take the confirmation back."""
    return _with_reason(request, pk, reopen_assignment, "已撤销销号，这件事重新等待验收。")


def _with_reason(request: Request, pk: int, act: Callable[..., Assignment], done: str) -> HttpResponse:
    assignment = assignment_for(request.user, pk)
    reason = words_in(request.POST.get("reason"))
    try:
        act(assignment, reason=reason, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _PAGE, _context(request, assignment) | {"reason": reason})
    messages.success(request, done)
    return redirect("assignment_page", pk)


def _context(request: Request, assignment: Assignment, chosen: Sequence[int] = ()) -> dict[str, Any]:
    viewer = request.user
    place = assignment.organisation
    evidence = [
        line.activity
        for line in assignment.evidence.select_related("activity").order_by("-activity__held_on")
        if line.activity.withdrawn_at is None
    ]
    may_report = assignment.state in OPEN and allows(viewer, "tasks.report", place)
    may_check = assignment.state == State.SUBMITTED and allows(viewer, "tasks.check", place)
    judged = assignment.state in {State.DONE, State.RETURNED} and allows(viewer, "tasks.check", place)
    following, waiting = next_to_check(viewer, assignment) if judged else (None, 0)
    value, words = state_of(assignment, request.frame.today)
    return {
        "assignment": assignment,
        "task": assignment.task,
        "trail": breadcrumb(place),
        "state": value,
        "state_words": words,
        "steps": _steps(assignment),
        "next": _next(assignment),
        "evidence": evidence,
        "meeting": resolved_in(viewer, assignment.task),
        "may_report": may_report,
        "may_check": may_check and assignment.submitted_by_id != viewer.pk,
        "own_work": may_check and assignment.submitted_by_id == viewer.pk,
        "may_reopen": judged and assignment.state == State.DONE and assignment.submitted_by_id != viewer.pk,
        "following": following,
        "waiting": waiting,
        "offered": _offered(request, assignment, evidence) if may_report else [],
        "chosen": set(chosen) | {one.pk for one in evidence},
        "report": assignment.report,
        "history": _said(assignment),
    }


def _steps(assignment: Assignment) -> list[tuple[str, str]]:
    stand = {State.ASSIGNED: 0, State.RETURNED: 0, State.SUBMITTED: 1, State.DONE: 3}[State(assignment.state)]
    titles = ("退回补充" if assignment.state == State.RETURNED else "待办", "待验收", "已销号")
    return [
        (title, "done" if place < stand else "current" if place == stand else "next")
        for place, title in enumerate(titles)
    ]


def _next(assignment: Assignment) -> str:
    """Who acts next, in one sentence."""
    if assignment.state in OPEN:
        return f"下一步：{assignment.organisation}办理后提交验收。"
    if assignment.state == State.SUBMITTED:
        return f"下一步：由{assignment.task.organisation}的党务干部或督查人员验收，提交人本人不能验收。"
    return ""


def _offered(request: Request, assignment: Assignment, evidence: Sequence[Activity]) -> list[Activity]:
    """Own recent records to choose from as evidence, those chosen already among them."""
    since = request.frame.today - _RECENT
    recent = activities_for(request.user).filter(organisation=assignment.organisation, held_on__gte=since)
    found = list(recent[:_OFFERED])
    known = {one.pk for one in found}
    return [*(one for one in evidence if one.pk not in known), *found]


def _said(assignment: Assignment) -> list[Said]:
    """The conversation: it begins with the task's being issued."""
    task = assignment.task
    issued = Said(str(task.issued_by), task.issued_at, "下发任务", "")
    return [issued, *told(history(assignment))]
