"""Reports: the list, one as the document it becomes, its figures' sources, its words edited in place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhibu.domain.accounts.errors import ActError, Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.queries import Filters, closing_for, organisations
from zhibu.domain.journal.queries import history
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.reports.actions import (
    add_block,
    draft_bulletin,
    draft_report,
    drop_block,
    edit_block,
    issue_report,
    redraft,
    restore_block,
    right_for,
)
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.composing.figures import Figure, pieces
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import (
    blanks_of,
    figures_of,
    is_empty,
    paper_of,
    periods_to_report,
    report_for,
    reports_for,
    sheets_of,
)
from zhibu.facts.errors import FactsError
from zhibu.papers.official import FontsMissing, write, write_pdf
from zhibu.papers.workbook import Sheet, write_workbook
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.answers import INVALID
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.history import told
from zhibu.web.frame.requests import Request

LISTED = 40
PAGE = 50
_WHOSE = "报告由党务干部、支部书记和上级领导查看，您的账号还没有授权范围"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    rows: list[list[list[str | Figure]]]
    pieces: list[str | Figure]
    empty: bool

    @property
    def edited(self) -> bool:
        return self.dropped or self.text != self.generated


@login_required
@require_GET
def reports(request: Request) -> HttpResponse:
    """Every report, and a form to begin one about the chosen organisation."""
    ensure_held(request, "reports.view", _WHOSE)
    found = reports_for(request.user)
    kind = request.GET.get("kind", "")
    if kind in ReportKind.values:
        found = found.filter(kind=kind)
    place = request.frame.organisation
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "kind": kind,
        "kinds": ReportKind.choices,
        "offered": [one for one in COMPOSERS if place and allows(request.user, right_for(one), place)],
        "periods": periods_to_report(place) if place else [],
    }
    return render(request, "reports/reports.html", context)


@login_required
@written_from("reports")
def begin(request: Request) -> HttpResponse:
    """Write a report of some kind about the chosen organisation."""
    place = request.frame.organisation
    if place is None:
        raise Hidden
    try:
        period = Period.parse(request.POST.get("period", ""))
        made = draft_report(
            request.POST.get("kind", ""), place, period, actor=request.user, now=request.frame.now
        )
    except (ActError, PeriodError, FactsError) as error:
        messages.warning(request, str(error))
        return redirect("reports")
    return redirect("report_page", made.pk)


@login_required
@require_POST
def draft(request: Request, closing: int) -> HttpResponse:
    """Draft the bulletin of a closing, or make it again with the words that people edited."""
    return _written(
        request,
        lambda: draft_bulletin(closing_for(request.user, closing), actor=request.user, now=request.frame.now),
    )


@login_required
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Write a report again from what is closed now."""
    found = report_for(request.user, pk)
    return _written(request, lambda: redraft(found, actor=request.user, now=request.frame.now))


def _written(request: Request, act: Callable[[], Report]) -> HttpResponse:
    try:
        made = act()
    except (ActError, FactsError) as error:
        messages.warning(request, str(error))
        return redirect("reports")
    return redirect("report_page", made.pk)


@login_required
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    found = report_for(request.user, pk)
    context = {**_context(request, found), "history": told(history(found)), "blanks": blanks_of(found)}
    return render(request, "reports/report.html", context)


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
@require_GET
def figure(request: Request, pk: int, name: str) -> HttpResponse:
    """Where a figure comes from: what it counts, the rule, the organisations counted; in the drawer or as a page."""
    found = report_for(request.user, pk)
    figure = figures_of(found).get(name)
    if figure is None:
        raise Http404
    filters = Filters(indicator=figure.indicator, verdict=figure.verdict)
    counted = _counted(request, found, filters) if figure.indicator else None
    context = {
        "report": found,
        "period": Period.parse(found.closing.period),
        "figure": figure,
        "counted": counted[:LISTED] if counted is not None else [],
        "more": max(0, counted.count() - LISTED) if counted is not None else 0,
    }
    template = "reports/_figure.html" if request.htmx else "reports/figure.html"
    return render(request, template, context)


def _counted(request: Request, found: Report, filters: Filters) -> QuerySet[Organisation]:
    """The organisations counted, of those that the report is about."""
    return organisations(request.user, found.closing, filters).filter(subtree(found.organisation.path))


@login_required
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    try:
        issue_report(report_for(request.user, pk), actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    return redirect("report_page", pk)


@login_required
@require_GET
def docx(request: Request, pk: int) -> HttpResponse:
    found = report_for(request.user, pk)
    return _download(found, "docx", _DOCX, write(paper_of(found, dated=_dated(request, found))))


@login_required
@require_GET
def pdf(request: Request, pk: int) -> HttpResponse:
    found = report_for(request.user, pk)
    try:
        content = write_pdf(paper_of(found, dated=_dated(request, found)))
    except FontsMissing as error:
        messages.warning(request, error.message)
        return redirect("report_page", pk)
    return _download(found, "pdf", "application/pdf", content)


@login_required
@require_GET
def xlsx(request: Request, pk: int) -> HttpResponse:
    """The tables and the figures with their sources, as a workbook."""
    found = report_for(request.user, pk)
    sheets = [
        Sheet(f"{n}{title}", [head], rows) for n, (title, (head, *rows)) in enumerate(sheets_of(found), 1)
    ]
    return _download(found, "xlsx", _XLSX, write_workbook(sheets))


def _dated(request: Request, found: Report) -> date:
    return localdate(found.issued_at) if found.issued_at else request.frame.today


def _download(found: Report, ending: str, kind: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title}.{ending}")
    return answer


def _block(
    request: Request, found: Report, id_: str, *, editing: bool, refusal: str = "", typed: str = ""
) -> HttpResponse:
    context = _context(request, found)
    part = next((one for one in context["parts"] if one.id == id_), None)
    if part is None:
        raise Http404
    template = "reports/_edit.html" if editing and context["may_edit"] else "reports/_block.html"
    shown = {**context, "part": part, "refusal": refusal, "typed": typed or part.text}
    return render(request, template, shown, status=INVALID if refusal else 200)


def _context(request: Request, found: Report) -> dict[str, Any]:
    figures = figures_of(found)
    is_draft = found.state == ReportState.DRAFT
    return {
        "report": found,
        "closed": Period.parse(found.closing.period),
        "parts": [
            Part(
                one["id"],
                one["kind"],
                one["level"],
                one["text"],
                one["generated"],
                one["dropped"],
                [[list(pieces(cell, figures)) for cell in row] for row in one["rows"]],
                list(pieces(one["text"], figures)),
                is_empty(one),
            )
            for one in found.blocks
        ],
        "figures": figures,
        "may_edit": is_draft and allows(request.user, right_for(found.kind), found.organisation),
    }
