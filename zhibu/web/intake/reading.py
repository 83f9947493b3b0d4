"""The staged preview, and the last look before publishing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.intake.actions import apply_import
from zhibu.domain.intake.queries import import_for
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.requests import Request
from zhibu.web.intake.work import page_of, work_of


@login_required
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """The document and what was understood of it, side by side."""
    staged = import_for(request.user, pk)
    context = page_of(request, staged) | {"trail": breadcrumb(staged.organisation)}
    return render(request, "intake/import.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    """What will be written, in numbers and task by task; POST writes it."""
    staged = import_for(request.user, pk)
    context = work_of(request, staged) | {"trail": breadcrumb(staged.organisation)}
    if request.method == "GET":
        return render(request, "intake/publish.html", context)
    try:
        plan = apply_import(staged, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, "intake/publish.html", context)
    messages.success(request, f"已发布“{plan.title}”，任务已下发到各责任组织。")
    return redirect("plan_page", plan.pk)
