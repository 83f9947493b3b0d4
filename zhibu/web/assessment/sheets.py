"""评分: how one organisation stands by one score sheet, and why each item has the points it has."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.queries import scored, scored_item, sheets_for
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.assessment.addresses import period_of
from zhibu.web.frame.requests import Request


@login_required
@require_GET
def sheet(request: Request, period: str, organisation: int, sheet: str) -> HttpResponse:
    """The whole sheet, item by item; `?now` reckons from the records as they are."""
    own = period_of(period)
    try:
        found = scored(request.user, organisation, sheet, own, live_only="now" in request.GET)
    except PeriodError as error:
        raise Http404 from error
    quarter = Period.containing(min(own.end, request.frame.today), "quarter")
    context = {
        "found": found,
        "place": found.organisation,
        "period": own,
        "quarter": quarter,
        "trail": breadcrumb(found.organisation),
        "others": sheets_for(found.organisation, quarter),
        "earlier": own.previous(),
        "later": own.next() if own.end < request.frame.today else None,
    }
    return render(request, "assessment/sheet.html", context)


@login_required
@require_GET
def item(request: Request, period: str, organisation: int, sheet: str, item: str) -> HttpResponse:
    """One item with rule, clause, reckoning and records, as a page and as the drawer beside the sheet."""
    try:
        found = scored_item(
            request.user, organisation, sheet, item, period_of(period), live_only="now" in request.GET
        )
    except PeriodError as error:
        raise Http404 from error
    place = found.whole.organisation
    context = {
        "found": found,
        "place": place,
        "trail": breadcrumb(place),
        "may_record": allows(request.user, "activities.record", place),
    }
    template = "assessment/_item.html" if request.htmx else "assessment/item.html"
    return render(request, template, context)
