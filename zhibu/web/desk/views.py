"""The desk: what the viewer has to do now, one list by deadline."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import ActError, Hidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.activities.actions import declare_complete
from zhibu.domain.desk import queries
from zhibu.domain.reports.queries import bulletin_owed, reports_owed
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.entering import acting_place, written_from
from zhibu.web.frame.requests import Request


@login_required
@require_GET
def desk(request: Request) -> HttpResponse:
    place = request.frame.organisation
    found = queries.desk(request.user, place, on=request.frame.today) if place else None
    may_write = place is not None and (
        allows(request.user, "assessment.close", place) or allows(request.user, "activities.record", place)
    )
    return render(request, "desk/desk.html", {"desk": found, "may_write": may_write})


@login_required
@require_GET
def reports(request: Request) -> HttpResponse:
    """The reports that wait to be written or issued; loaded after the desk, which so asks for less."""
    place = acting_place(request, "reports.view", "报告由党务干部和支部书记写")
    context = {
        "bulletin": bulletin_owed(place) if allows(request.user, "assessment.close", place) else None,
        "reports": reports_owed(request.user, place, on=request.frame.today),
    }
    return render(request, "desk/_reports.html", context)


@login_required
@written_from("desk")
def declare(request: Request, organisation: int, period: str) -> HttpResponse:
    """Confirm that the records of a period are complete."""
    place = organisation_for(request.user, organisation)
    try:
        ended = Period.parse(period)
    except PeriodError as error:
        raise Hidden from error
    try:
        declare_complete(place, ended, actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, f"已确认{ended.label}记录报全。以后补记、更正仍可以办。")
    return redirect("desk")
