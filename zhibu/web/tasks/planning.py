"""Plans, and how far each is."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.tasks.models import Task
from zhibu.domain.tasks.queries import (
    Standing,
    assignments_for,
    plan_for,
    plans_for,
    standings,
    with_progress,
)
from zhibu.web.frame.downloads import attachment
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.requests import Request
from zhibu.web.tasks.filters import WHOSE

PAGE = 50


@login_required
@require_GET
def plans(request: Request) -> HttpResponse:
    """Plans that concern the viewer's organisations, newest first."""
    ensure_held(request, "tasks.view", WHOSE)
    found = with_progress(
        plans_for(request.user), request.user, on=request.frame.today, prefix="tasks__assignments__"
    )
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_import": bool(paths_for(request.user, "intake.import")),
    }
    return render(request, "tasks/plans.html", context)


@login_required
@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    """A plan's tasks with what became of them, and how far each part of the tree is."""
    found = plan_for(request.user, pk)
    today = request.frame.today
    owed = assignments_for(request.user).filter(task__plan=found)
    tasks = list(
        with_progress(
            Task.objects.filter(plan=found), request.user, on=today, prefix="assignments__"
        ).order_by("pk")
    )
    shown = [task for task in tasks if task.total]
    above = _above(request, found.organisation)
    parts = standings(owed, above, on=today)
    context = {
        "plan": found,
        "trail": breadcrumb(found.organisation),
        "tasks": shown,
        "elsewhere": len(tasks) - len(shown),
        "parts": parts,
        "totals": {
            name: sum(getattr(part, name) for part in parts)
            for name in ("total", "done", "submitted", "overdue")
        },
        "chart": _chart(parts),
        "chart_height": 60 + 26 * len(parts),
    }
    return render(request, "tasks/plan.html", context)


@login_required
@require_GET
def document(request: Request, pk: int) -> HttpResponse:
    """The plan's original: whoever is asked for something by a plan may read it."""
    found = plan_for(request.user, pk)
    if found.document is None:
        raise Hidden
    return attachment(found.document)


def _above(request: Request, issuer: Organisation) -> Organisation:
    """Where the parts begin: the issuer where the viewer sees it, else the topmost organisation in their scope."""
    if allows(request.user, "tasks.view", issuer):
        return issuer
    return organisations_for(request.user, "tasks.view")[0]


def _chart(parts: list[Standing]) -> dict[str, Any]:
    """Stacked bars, one for each part: done, to check, open, overdue."""
    ahead = [part.total - part.done - part.submitted - part.overdue for part in parts]
    series = (
        ("已销号", "#2f7d4f", [part.done for part in parts]),
        ("待验收", "#3b73b9", [part.submitted for part in parts]),
        ("办理中", "#b9c0ca", ahead),
        ("逾期", "#b42318", [part.overdue for part in parts]),
    )
    return {
        "grid": {"left": 8, "right": 16, "top": 30, "bottom": 4, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [part.organisation.short_name for part in parts],
        },
        "series": [
            {"name": name, "type": "bar", "stack": "all", "color": colour, "data": values, "barMaxWidth": 18}
            for name, colour, values in series
        ],
    }
