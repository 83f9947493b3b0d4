"""总览: the leader's five questions on one page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.reports import queries
from zhibu.domain.reports.queries import Overview
from zhibu.rules.periods import Period
from zhibu.web.frame.requests import Request
from zhibu.web.reports.charts import COLOURS, stacked


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    place = request.frame.organisation
    if place is None:
        raise Hidden
    place = organisation_for(request.user, place.pk, "reports.view")
    found = queries.overview(request.user, place, on=request.frame.today)
    context = {"found": found, "units_chart": unitsstacked(found), "trend_chart": trendstacked(found)}
    return render(request, "reports/overview.html", context)


def unitsstacked(found: Overview) -> dict[str, Any] | None:
    """Stacked bars: each unit's results of the last closed quarter; a bar leads to the results it counts."""
    if found.closed is None:
        return None
    page = reverse("results", args=[found.closed.closing.period])
    return stacked(
        [unit.name for unit in found.units],
        {
            verdict: [
                {
                    "value": unit.tally.of(verdict.value),
                    "url": f"{page}?unit={unit.pk or ''}&verdict={verdict.value}",
                }
                for unit in found.units
            ]
            for verdict in COLOURS
        },
        rotate=40,
    )


def trendstacked(found: Overview) -> dict[str, Any] | None:
    """Stacked bars: the results of each closed quarter."""
    if len(found.quarters) < 2:
        return None
    return stacked(
        [Period.parse(one.closing.period).label for one in found.quarters],
        {
            verdict: [
                {
                    "value": one.tally.of(verdict.value),
                    "url": f"{reverse('results', args=[one.closing.period])}?verdict={verdict.value}",
                }
                for one in found.quarters
            ]
            for verdict in COLOURS
        },
    )
