"""The register of members, and the page of one person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from zhibu.domain.people.queries import person_for
from zhibu.web.frame.requests import Request


@login_required
def people(request: Request) -> HttpResponse:
    return render(request, "people/people.html")


@login_required
def person(request: Request, pk: int) -> HttpResponse:
    return render(request, "people/person.html", {"person": person_for(request.user, pk)})
