"""总览: the leader's five questions on one page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.reports import queries
from zhibu.domain.reports.queries import Overview
from zhibu.rules.periods import Period
from zhibu.web.frame.requests import Request

_COLOURS = {Verdict.MET: "#3f8f63", Verdict.NOT_MET: "#d08a2e", Verdict.UNKNOWN: "#b9c0c9"}
_TEXT = {"fontFamily": "inherit", "fontSize": 12, "color": "#566070"}


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    place = request.frame.organisation
    if place is None:
        raise Hidden
    place = organisation_for(request.user, place.pk, "reports.view")
    found = queries.overview(request.user, place, on=request.frame.today)
    context = {"found": found, "units_chart": units_chart(found), "trend_chart": trend_chart(found)}
    return render(request, "reports/overview.html", context)


def units_chart(found: Overview) -> dict[str, Any] | None:
    """Stacked bars: each unit's results of the last closed quarter; a bar leads to the results it counts."""
    if found.closed is None:
        return None
    page = reverse("results", args=[found.closed.closing.period])
    return _chart(
        [unit.name for unit in found.units],
        {
            verdict: [
                {
                    "value": unit.tally.of(verdict.value),
                    "url": f"{page}?unit={unit.pk or ''}&verdict={verdict.value}",
                }
                for unit in found.units
            ]
            for verdict in _COLOURS
        },
        rotate=40,
    )


def trend_chart(found: Overview) -> dict[str, Any] | None:
    """Stacked bars: the results of each closed quarter."""
    if len(found.quarters) < 2:
        return None
    return _chart(
        [Period.parse(one.closing.period).label for one in found.quarters],
        {
            verdict: [
                {
                    "value": one.tally.of(verdict.value),
                    "url": f"{reverse('results', args=[one.closing.period])}?verdict={verdict.value}",
                }
                for one in found.quarters
            ]
            for verdict in _COLOURS
        },
    )


def _chart(names: list[str], series: dict[Verdict, list[dict[str, Any]]], rotate: int = 0) -> dict[str, Any]:
    return {
        "textStyle": _TEXT,
        "grid": {"left": 8, "right": 8, "top": 28, "bottom": 4, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 12, "itemHeight": 8, "textStyle": _TEXT},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {
            "type": "category",
            "data": names,
            "axisTick": {"show": False},
            "axisLabel": {"rotate": rotate, "interval": 0, "hideOverlap": True, "color": "#566070"},
        },
        "yAxis": {"type": "value", "minInterval": 1, "splitLine": {"lineStyle": {"color": "#eceff3"}}},
        "series": [
            {
                "name": verdict.label,
                "type": "bar",
                "stack": "results",
                "barMaxWidth": 28,
                "itemStyle": {"color": _COLOURS[verdict]},
                "data": values,
            }
            for verdict, values in series.items()
        ],
    }
