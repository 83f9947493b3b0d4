"""Changing a draft: written again and put back, its words edited in place, its blocks moved, issued."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.reports.actions import (
    add_block,
    drop_block,
    edit_block,
    issue_report,
    move_block,
    redraft,
    restore_block,
    undo_redraft,
)
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import report_for
from zhibu.facts.errors import FactsError
from zhibu.web.frame.answers import INVALID
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request
from zhibu.web.reports.page import shown


def written(request: Request, act: Callable[[], Report]) -> HttpResponse:
    """The page of the report that `act` wrote, or the list with the reason why it did not."""
    try:
        made = act()
    except (ActError, FactsError) as error:
        messages.warning(request, str(error))
        return redirect("reports")
    return redirect("report_page", made.pk)


@login_required
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Write a report again from what is closed now."""
    found = report_for(request.user, pk)
    return written(request, lambda: redraft(found, actor=request.user, now=request.frame.now))


@login_required
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Put back the version before the last writing."""
    try:
        undo_redraft(report_for(request.user, pk), actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    return redirect("report_page", pk)


@login_required
@written_from("report_page")
def move(request: Request, pk: int) -> HttpResponse:
    """Move a block up or down; the blocks in their new order, or the page where no script asks."""
    found = report_for(request.user, pk)
    block, refusal = request.POST.get("block", ""), ""
    try:
        up = request.POST.get("to") == "up"
        found = move_block(found, block, up=up, actor=request.user, now=request.frame.now)
    except ActError as error:
        refusal = str(error)
    if request.htmx:
        context = {**shown(request, found), "opened": block, "refusal": refusal}
        return render(request, "reports/_blocks.html", context)
    if refusal:
        messages.warning(request, refusal)
    return redirect(f"{reverse('report_page', args=[pk])}#block-{quote(block)}")


@login_required
@written_from("report_page")
def add(request: Request, pk: int) -> HttpResponse:
    """Add a paragraph of one's own after a block."""
    found = report_for(request.user, pk)
    after, text = request.POST.get("after", ""), request.POST.get("text", "")
    try:
        add_block(found, after, text, actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    return redirect(f"{reverse('report_page', args=[pk])}#block-{quote(after)}")


@login_required
@require_http_methods(["GET", "POST"])
def block(request: Request, pk: int, block: str) -> HttpResponse:
    """One block: its form (GET ?edit), or the change a person made (POST)."""
    found = report_for(request.user, pk)
    if request.method == "GET":
        return _block(request, found, block, editing="edit" in request.GET)
    act = {"drop": drop_block, "restore": restore_block}.get(request.POST.get("act", ""))
    try:
        if act is not None:
            found = act(found, block, actor=request.user, now=request.frame.now)
        else:
            text = request.POST.get("text", "")
            found = edit_block(found, block, text, actor=request.user, now=request.frame.now)
    except ActError as error:
        typed = request.POST.get("text", "")
        return _block(request, found, block, editing=True, refusal=str(error), typed=typed)
    return _block(request, found, block, editing=False)


@login_required
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    try:
        issue_report(report_for(request.user, pk), actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    return redirect("report_page", pk)


def _block(
    request: Request, found: Report, id_: str, *, editing: bool, refusal: str = "", typed: str = ""
) -> HttpResponse:
    context = shown(request, found)
    part = next((one for one in context["parts"] if one.id == id_), None)
    if part is None:
        raise Http404
    template = "reports/_edit.html" if editing and context["may_edit"] else "reports/_block.html"
    context |= {"part": part, "refusal": refusal, "typed": typed or part.text}
    return render(request, template, context, status=INVALID if refusal else 200)
