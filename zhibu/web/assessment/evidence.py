"""依据: why a verdict is what it is, as a page and as the drawer beside any page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.queries import explain
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.rules.periods import PeriodError
from zhibu.web.assessment.addresses import own_period_of
from zhibu.web.frame.requests import Request


@login_required
@require_GET
def evidence(request: Request, period: str, organisation: int, indicator: str) -> HttpResponse:
    """One verdict with rule, clause, reckoning and records; `?now` reckons from the records as they are."""
    try:
        found = explain(
            request.user, organisation, indicator, own_period_of(period), live_only="now" in request.GET
        )
    except PeriodError as error:
        raise Http404 from error
    context = {
        "found": found,
        "trail": breadcrumb(found.organisation),
        "may_record": allows(request.user, "activities.record", found.organisation),
    }
    template = "assessment/_evidence.html" if request.htmx else "assessment/evidence.html"
    return render(request, template, context)
