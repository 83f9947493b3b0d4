"""The quarters: which are closed, what an open one still lacks, and closing one."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import all_closings, readiness
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.jobs import closing as work
from zhibu.rules.periods import Period
from zhibu.web.assessment.addresses import place_of, quarter_of
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.requests import Request

QUARTERS = 4
LISTED = 12


@dataclass(frozen=True)
class Quarter:
    """One line of the page: a quarter that is over, and its closings, the one in force first."""

    period: Period
    closings: list[Closing]

    @property
    def in_force(self) -> Closing | None:
        return self.closings[0] if self.closings else None


@login_required
@require_GET
def closings(request: Request) -> HttpResponse:
    return render(request, "assessment/closings.html", _context(request))


@login_required
@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin to close a quarter; the page then tells how far it is."""
    place = place_of(request)
    period = quarter_of(request.POST.get("period", ""))
    try:
        work.begin(
            place,
            period,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        typed = {"typed_reason": request.POST.get("reason", ""), "typed_period": period}
        return refuse(request, error, "assessment/closings.html", {**_context(request), **typed})
    return redirect(f"{reverse('closing_progress', args=[period])}?organisation={place.pk}")


@login_required
@require_GET
def progress(request: Request, period: str) -> HttpResponse:
    """How far a closing is; asked again every second, and led to the results when it is done."""
    place, quarter = place_of(request), quarter_of(period)
    how = work.told(place, quarter)
    done = reverse("results", args=[quarter])
    if how is None or how.done:
        return HttpResponseClientRedirect(done) if request.htmx else redirect(done)
    template = "assessment/_progress.html" if request.htmx else "assessment/progress.html"
    return render(request, template, {"place": place, "period": quarter, "how": how})


def _context(request: Request) -> dict[str, object]:
    place = place_of(request)
    quarters = _quarters(request, place)
    open_quarter = quarters[0].period if quarters and not quarters[0].closings else None
    return {
        "place": place,
        "trail": breadcrumb(place),
        "quarters": quarters,
        "open_quarter": open_quarter,
        "lacking": readiness(place, open_quarter) if open_quarter else None,
        "listed": LISTED,
        "may_close": allows(request.user, "assessment.close", place),
        "may_state": bool(
            paths_for(request.user, "assessment.state") or paths_for(request.user, "assessment.state_members")
        ),
        "running": open_quarter or Period.containing(request.frame.today, "quarter"),
    }


def _quarters(request: Request, place: Organisation) -> list[Quarter]:
    """The quarters that are over, the newest first: the last ones, and every closed one before."""
    found: dict[str, list[Closing]] = {}
    for one in all_closings(request.user, place):
        found.setdefault(one.period, []).append(one)
    period = Period.containing(request.frame.today, "quarter").previous()
    recent = [period]
    while len(recent) < QUARTERS:
        recent.append(recent[-1].previous())
    texts = sorted({*found, *(str(one) for one in recent)}, reverse=True)
    return [Quarter(Period.parse(text), found.get(text, [])) for text in texts]
