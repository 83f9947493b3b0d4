"""Recording what was done, and reading it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from zhibu.domain.activities.queries import activity_for
from zhibu.web.frame.requests import Request


@login_required
def start(request: Request) -> HttpResponse:
    return render(request, "activities/start.html")


@login_required
def form(request: Request, organisation: int, kind: str) -> HttpResponse:
    return render(request, "activities/form.html")


@login_required
def records(request: Request) -> HttpResponse:
    return render(request, "activities/records.html")


@login_required
def record(request: Request, pk: int) -> HttpResponse:
    return render(request, "activities/record.html", {"record": activity_for(request.user, pk)})
