"""Bulletins: the list, one as the document it becomes, its figures' sources, its words edited in place."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.queries import Filters, closing_for, organisations
from zhibu.domain.journal.queries import history
from zhibu.domain.reports.actions import (
    draft_bulletin,
    drop_block,
    edit_block,
    issue_bulletin,
    restore_block,
)
from zhibu.domain.reports.choices import BulletinState
from zhibu.domain.reports.composing.figures import Figure, pieces
from zhibu.domain.reports.models import Bulletin
from zhibu.domain.reports.queries import bulletin_for, bulletins_for, figures_of, paper_of
from zhibu.papers.official import write
from zhibu.rules.periods import Period
from zhibu.web.frame.answers import INVALID
from zhibu.web.frame.history import told
from zhibu.web.frame.requests import Request

LISTED = 40
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Part:
    """A block as the page shows it: `pieces` are words and figures in order."""

    id: str
    kind: str
    level: int
    text: str
    generated: str
    dropped: bool
    rows: list[list[str]]
    pieces: list[str | Figure]

    @property
    def edited(self) -> bool:
        return self.dropped or self.text != self.generated


@login_required
@require_GET
def bulletins(request: Request) -> HttpResponse:
    return render(request, "reports/bulletins.html", {"bulletins": bulletins_for(request.user)})


@login_required
@require_POST
def draft(request: Request, closing: int) -> HttpResponse:
    """Draft the bulletin of a closing, or make it again with the words that people edited."""
    try:
        made = draft_bulletin(closing_for(request.user, closing), actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
        return redirect("bulletins")
    return redirect("bulletin_page", made.pk)


@login_required
@require_GET
def bulletin(request: Request, pk: int) -> HttpResponse:
    found = bulletin_for(request.user, pk)
    context = {**_context(request, found), "history": told(history(found))}
    return render(request, "reports/bulletin.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def block(request: Request, pk: int, block: str) -> HttpResponse:
    """One block: its form (GET ?edit), or the change a person made (POST)."""
    found = bulletin_for(request.user, pk)
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
@require_GET
def figure(request: Request, pk: int, name: str) -> HttpResponse:
    """Where a figure comes from: what it counts, the rule, the organisations counted; in the drawer or as a page."""
    found = bulletin_for(request.user, pk)
    figure = figures_of(found).get(name)
    if figure is None:
        raise Http404
    filters = Filters(indicator=figure.indicator, verdict=figure.verdict)
    counted = organisations(request.user, found.closing, filters) if figure.indicator else None
    context = {
        "bulletin": found,
        "period": Period.parse(found.closing.period),
        "figure": figure,
        "counted": counted[:LISTED] if counted is not None else [],
        "more": max(0, counted.count() - LISTED) if counted is not None else 0,
    }
    template = "reports/_figure.html" if request.htmx else "reports/figure.html"
    return render(request, template, context)


@login_required
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    try:
        issue_bulletin(bulletin_for(request.user, pk), actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    return redirect("bulletin_page", pk)


@login_required
@require_GET
def docx(request: Request, pk: int) -> HttpResponse:
    found = bulletin_for(request.user, pk)
    dated = found.issued_at.date() if found.issued_at else request.frame.today
    answer = HttpResponse(write(paper_of(found, dated=dated)), content_type=_DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title}.docx")
    return answer


def _block(
    request: Request, found: Bulletin, id_: str, *, editing: bool, refusal: str = "", typed: str = ""
) -> HttpResponse:
    context = _context(request, found)
    part = next((one for one in context["parts"] if one.id == id_), None)
    if part is None:
        raise Http404
    template = "reports/_edit.html" if editing and context["may_edit"] else "reports/_block.html"
    shown = {**context, "part": part, "refusal": refusal, "typed": typed or part.text}
    return render(request, template, shown, status=INVALID if refusal else 200)


def _context(request: Request, found: Bulletin) -> dict[str, Any]:
    figures = figures_of(found)
    is_draft = found.state == BulletinState.DRAFT
    return {
        "bulletin": found,
        "period": Period.parse(found.closing.period),
        "parts": [
            Part(
                one["id"],
                one["kind"],
                one["level"],
                one["text"],
                one["generated"],
                one["dropped"],
                one["rows"],
                list(pieces(one["text"], figures)),
            )
            for one in found.blocks
        ],
        "figures": figures,
        "may_edit": is_draft and allows(request.user, "assessment.close", found.closing.organisation),
    }
