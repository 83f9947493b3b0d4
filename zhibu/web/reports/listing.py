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
from zhibu.domain.reports.queries import periods_to_report, reports_for
from zhibu.facts.errors import FactsError
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.requests import Request
from zhibu.web.reports.editing import written

PAGE = 50
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
    return written(
        request,
        lambda: draft_bulletin(closing_for(request.user, closing), actor=request.user, now=request.frame.now),
    )
