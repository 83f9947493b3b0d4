"""One report as the document it becomes, its figures' sources, its downloads."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import Filters, organisations
from zhibu.domain.journal.queries import history
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.reports.composing.figures import Figure
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import (
    SCORE,
    blanks_of,
    closing_of,
    figures_of,
    layout_of,
    paper_of,
    report_for,
    rested_on,
    sheets_of,
    version_before,
)
from zhibu.facts.errors import FactsError
from zhibu.papers.workbook import Sheet, write_workbook
from zhibu.rules.periods import Period
from zhibu.web.frame.history import told
from zhibu.web.frame.papers import XLSX, file_answer, paper_answer
from zhibu.web.frame.requests import Request
from zhibu.web.reports.page import shown

LISTED = 40


@login_required
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    found = report_for(request.user, pk)
    context = {
        **shown(request, found),
        "history": told(history(found)),
        "blanks": blanks_of(found),
        "before": version_before(found),
        "layout": layout_of(found),
    }
    return render(request, "reports/report.html", context)


@login_required
@require_GET
def figure(request: Request, pk: int, name: str) -> HttpResponse:
    """Where a figure comes from: what it counts, the rule, the organisations counted; in the drawer or as a page."""
    found = report_for(request.user, pk)
    figure = figures_of(found).get(name)
    if figure is None:
        raise Http404
    closing = closing_of(found, figure)
    filters = Filters(indicator=figure.indicator, verdict=figure.verdict)
    counted = _counted(request, found, closing, filters) if figure.indicator else None
    context = {
        "report": found,
        "closing": closing,
        "period": Period.parse(closing.period),
        "figure": figure,
        "counted": counted[:LISTED] if counted is not None else [],
        "more": max(0, counted.count() - LISTED) if counted is not None else 0,
        "sheet": _sheet(found, figure),
        **_rested(request, found, figure),
    }
    template = "reports/_figure.html" if request.htmx else "reports/figure.html"
    return render(request, template, context)


def _counted(request: Request, found: Report, closing: Closing, filters: Filters) -> QuerySet[Organisation]:
    """The organisations counted, of those that the report is about."""
    return organisations(request.user, closing, filters).filter(subtree(found.organisation.path))


def _sheet(found: Report, figure: Figure) -> str:
    """The page of the score sheet that a figure is the outcome of, else ""."""
    if not figure.counts.startswith(SCORE):
        return ""
    sheet = figure.counts.removeprefix(SCORE)
    return reverse("sheet", args=[figure.span, figure.place or found.organisation_id, sheet])


def _rested(request: Request, found: Report, figure: Figure) -> dict[str, Any]:
    """The records behind a figure, or why they cannot be listed."""
    try:
        return {"rested": rested_on(request.user, found, figure)}
    except FactsError as error:
        return {"rested": None, "unreadable": str(error)}


@login_required
@require_GET
def document(request: Request, pk: int, form: str) -> HttpResponse:
    """The report in Word or PDF."""
    found = report_for(request.user, pk)
    made = paper_of(found, dated=_dated(request, found))
    return paper_answer(request, made, form, back=reverse("report_page", args=[pk]))


@login_required
@require_GET
def xlsx(request: Request, pk: int) -> HttpResponse:
    """The tables and the figures with their sources, as a workbook."""
    found = report_for(request.user, pk)
    sheets = [
        Sheet(f"{n}{title}", [head], rows) for n, (title, (head, *rows)) in enumerate(sheets_of(found), 1)
    ]
    return file_answer(write_workbook(sheets), f"{found.title}.xlsx", XLSX)


def _dated(request: Request, found: Report) -> date:
    return localdate(found.issued_at) if found.issued_at else request.frame.today
