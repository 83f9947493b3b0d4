"""Trying changed rules before they are activated: 前后对比 for all organisations, 试算 for one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.assessment import queries
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.queries import edition_for, faults, issues_of, site
from zhibu.jobs import comparing
from zhibu.web.frame.requests import Request

MOST = 20
LARGE = 20_000
"""So many results are compared in some three seconds; 8,000 organisations have 109,000."""


@login_required
@require_GET
def who_is_affected(request: Request, pk: int) -> HttpResponse:
    """前后对比 on the last closed period. A large site sends the page first, which then asks; `?wait` waits for all."""
    found = edition_for(request.user, pk)
    issues = faults(issues_of(found))
    context: dict[str, object] = {"edition": found, "issues": issues}
    if issues:
        return render(request, "rulebook/affected.html", context)
    place = site(request.user)
    if not request.htmx and "wait" not in request.GET and queries.last_judged(request.user, place) > LARGE:
        return render(request, "rulebook/affected.html", {**context, "waits": True})
    tried = comparing.compare(found, place, viewer=request.user)
    template = "rulebook/_compared.html" if request.htmx else "rulebook/affected.html"
    return render(request, template, {**context, "tried": tried})


@login_required
@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the comparison is that the viewer waits for; the page asks every second."""
    how = comparing.told(edition_for(request.user, pk), viewer=request.user)
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
