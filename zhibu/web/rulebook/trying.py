"""Trying changed rules before they are activated: 前后对比 for all organisations, 试算 for one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.assessment import queries
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.queries import edition_for, faults, issues_of, site
from zhibu.jobs.comparing import Comparison
from zhibu.web.frame.requests import Request

MOST = 20
LARGE = 20_000
"""So many results are compared in some three seconds; 8,000 organisations have 109,000."""


@login_required
@require_GET
def who_is_affected(request: Request, pk: int) -> HttpResponse:
    """前后对比 on the last closed period. On a large site it is made beside the request, and the page then asks."""
    found = edition_for(request.user, pk)
    issues = faults(issues_of(found))
    context: dict[str, object] = {"edition": found, "issues": issues}
    if issues:
        return render(request, "rulebook/affected.html", context)
    place = site(request.user)
    work = Comparison(found, place, viewer=request.user)
    tried = work.kept()
    if tried is None and queries.last_judged(request.user, place) > LARGE:
        work.begin()
        return render(request, "rulebook/affected.html", {**context, "waits": True, "how": work.told()})
    return render(request, "rulebook/affected.html", {**context, "tried": tried or work.make()})


@login_required
@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the comparison is; asked every second, and led to what it found when that is there."""
    work = Comparison(edition_for(request.user, pk), site(request.user), viewer=request.user)
    how = work.told()
    if request.htmx and (how is None or how.done):
        return HttpResponseClientRedirect(reverse("rules_affected", args=[pk]))
    return render(request, "rulebook/_comparing.html", {"how": how, "pk": pk})


@login_required
@require_GET
def tryout(request: Request, pk: int) -> HttpResponse:
    """One organisation (`?organisation=`) before and after; without one, those whose names hold `?q=`."""
    found = edition_for(request.user, pk)
    issues = faults(issues_of(found))
    asked, words = request.GET.get("organisation", ""), request.GET.get("q", "").strip()
    context: dict[str, object] = {"edition": found, "issues": issues, "words": words, "most": MOST}
    if not issues and asked.isdecimal():
        tried = queries.tryout(
            request.user, int(asked), found.pack, library.in_force(), library.with_edition(found)
        )
        context |= {"tried": tried, "trail": breadcrumb(tried.organisation)}
    elif not issues:
        context["places"] = queries.tryable(request.user, words)[:MOST]
    return render(request, "rulebook/tryout.html", context)
