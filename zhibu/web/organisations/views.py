"""The tree of organisations, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.web.frame.requests import Request


@login_required
def tree(request: Request) -> HttpResponse:
    return render(request, "organisations/tree.html", {"places": organisations_for(request.user)[:50]})


@login_required
def organisation(request: Request, pk: int) -> HttpResponse:
    place = organisation_for(request.user, pk)
    return render(request, "organisations/page.html", {"place": place, "trail": breadcrumb(place)})
