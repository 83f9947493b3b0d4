"""Recording what was done, and reading it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhibu.domain.activities.queries import activity_for


@login_required
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "activities/start.html")


@login_required
def form(request: HttpRequest, organisation: int, kind: str) -> HttpResponse:
    return render(request, "activities/form.html")


@login_required
def records(request: HttpRequest) -> HttpResponse:
    return render(request, "activities/records.html")


@login_required
def record(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "activities/record.html", {"record": activity_for(request.user, pk)})
