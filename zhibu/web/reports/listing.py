"""The list of reports, and beginning one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from zhibu.domain.accounts.errors import ActError, Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.queries import closing_for
from zhibu.domain.reports.actions import draft_bulletin, draft_report, right_for
from zhibu.domain.reports.choices import ReportKind
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.queries import (
    bulletin_begun,
    period_meant,
    periods_to_report,
    report_begun,
    reports_for,
)
from zhibu.facts.errors import FactsError
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.requests import Request
from zhibu.web.reports.editing import written

PAGE = 50
_BEGUN = "这份已经写过，没有另写，这是原来的一份。"
_WHOSE = "报告由党务干部、支部书记和上级领导查看，您的账号还没有授权范围"


@login_required
@require_GET
def reports(request: Request) -> HttpResponse:
    """Every report, and a form to begin one about the chosen organisation."""
    ensure_held(request, "reports.view", _WHOSE)
    found = reports_for(request.user).defer("blocks", "figures", "former")
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
    """Write a report of some kind about the chosen organisation, or go on with the one that is there."""
    place = request.frame.organisation
    if place is None:
        raise Hidden
    kind = request.POST.get("kind", "")
    try:
        period = period_meant(kind, Period.parse(request.POST.get("period", "")))
        if begun := report_begun(request.user, kind, place, period):
            messages.success(request, _BEGUN)
            return redirect("report_page", begun.pk)
        made = draft_report(kind, place, period, actor=request.user, now=request.frame.now)
    except (ActError, PeriodError, FactsError) as error:
        messages.warning(request, str(error))
        return redirect("reports")
    return redirect("report_page", made.pk)


@login_required
@require_POST
def draft(request: Request, closing: int) -> HttpResponse:
    """Draft the bulletin of a closing, or go on with the one that is there."""
    closed = closing_for(request.user, closing)
    begun = bulletin_begun(request.user, closed)
    return written(
        request, lambda: begun or draft_bulletin(closed, actor=request.user, now=request.frame.now)
    )
