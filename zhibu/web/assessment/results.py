"""Results of a quarter: of many organisations as a table, of one branch as its own page."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment import queries
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import Filters
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.rules.periods import Period
from zhibu.web.assessment.addresses import place_of, quarter_of
from zhibu.web.frame.requests import Request
from zhibu.web.frame.workbook import workbook_answer

PAGE = 50
EXPORTED = 20_000


@login_required
@require_GET
def results(request: Request, period: str) -> HttpResponse:
    """The table of a closed quarter; of a branch or group its own results, by the records as they are now."""
    place, quarter = place_of(request), quarter_of(period)
    closing = queries.closing_over(place, quarter)
    if place.kind in (Kind.BRANCH, Kind.GROUP):
        return _own(request, place, quarter, closing)
    context = {"place": place, "trail": breadcrumb(place), "period": quarter, "closing": closing}
    if closing is None:
        return render(request, "assessment/not_closed.html", context)
    filters = _filters(request, place)
    page = Paginator(queries.organisations(request.user, closing, filters), PAGE).get_page(
        request.GET.get("page")
    )
    across = queries.columns(request.user, closing, filters)
    context |= {
        "filters": filters,
        "page": page,
        "across": across,
        "lines": queries.lines(request.user, closing, list(page), across),
        "tally": queries.tally(request.user, closing, filters),
        "verdicts": Verdict,
        "indicators": queries.columns(request.user, closing, Filters(organisation=place)),
        "may_close": allows(request.user, "assessment.close", closing.organisation),
        "units": queries.units_of(request.user, closing, place),
    }
    return render(request, "assessment/results.html", context)


@login_required
@require_GET
def export(request: Request, period: str) -> HttpResponse:
    """The same table as a workbook, one line for each organisation."""
    place, quarter = place_of(request), quarter_of(period)
    closing = queries.closing_over(place, quarter)
    if closing is None:
        return render(request, "assessment/not_closed.html", {"place": place, "period": quarter})
    filters = _filters(request, place)
    across = queries.columns(request.user, closing, filters)
    shown = list(queries.organisations(request.user, closing, filters)[:EXPORTED])
    head = ["单位", "党组织", *(indicator.title for indicator in across)]
    rows = [
        [line.organisation.unit and line.organisation.unit.name, line.organisation.name]
        + [
            cell and f"{cell.get_verdict_display()}{_measured(cell.value, cell.required)}"
            for cell in line.cells
        ]
        for line in queries.lines(request.user, closing, shown, across)
    ]
    return workbook_answer(f"{quarter.label}考核结果", quarter.label, head, rows)


def _measured(value: str, required: str) -> str:
    return f"（{value}，要求{required}）" if value and required else f"（{value}）" if value else ""


def _own(request: Request, place: Organisation, quarter: Period, closing: Closing | None) -> HttpResponse:
    closed = {}
    if closing is not None:
        rows = queries.results_of(request.user, closing, place).filter(organisation=place)
        closed = {(row.indicator, row.period): row for row in rows}
    live = queries.live_results(place, quarter)
    context = {
        "place": place,
        "trail": breadcrumb(place),
        "period": quarter,
        "closing": closing,
        "rows": [(one, closed.get((one.indicator.id, str(one.period)))) for one in live],
        "without_term": queries.without_term(place, quarter),
        "sheets": queries.sheets_for(place, quarter),
        "earlier": quarter.previous(),
        "later": quarter.next() if quarter.end < request.frame.today else None,
    }
    return render(request, "assessment/own.html", context)


def _filters(request: Request, place: Organisation) -> Filters:
    asked = request.GET
    unit = asked.get("unit", "")
    return Filters(
        organisation=place,
        verdict=asked.get("verdict", "") if asked.get("verdict") in Verdict.values else "",
        indicator=asked.get("indicator", ""),
        unit=int(unit) if unit.isdigit() else None,
        text=asked.get("q", "").strip()[:40],
    )
