"""The tree of organisations, branch by branch, and the page of one."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.activities.queries import activities_for, with_attendance
from zhibu.domain.assessment.queries import owed
from zhibu.domain.desk.queries import Standing, standing_below, standing_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.people.choices import Status
from zhibu.domain.people.models import Membership
from zhibu.domain.people.queries import current, posts_at, register
from zhibu.domain.tasks.queries import assignments_for, counts_by_state
from zhibu.rules.periods import Period
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.requests import Request
from zhibu.web.frame.typed import has_words
from zhibu.web.organisations.registering import forms_for

PAGE, LATEST = 50, 6


@dataclass(frozen=True)
class Node:
    """One line of the tree."""

    place: Organisation
    standing: Standing


@login_required
@require_GET
def tree(request: Request) -> HttpResponse:
    """The topmost organisations of the viewer with their children open; or, with `q`, whatever bears that name."""
    ensure_held(request, "organisations.view", "组织由各级党组织的人员查看，您的账号还没有授权范围")
    text, today = request.GET.get("q", "").strip()[:40], request.frame.today
    may_see_people = bool(paths_for(request.user, "people.view"))
    if text:
        found = organisations_for(request.user).filter(has_words(text, "name"))
        return render(
            request,
            "organisations/tree.html",
            {
                "text": text,
                "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
                "may_see_people": may_see_people,
            },
        )
    tops = Organisation.objects.filter(path__in=paths_for(request.user, "organisations.view"))
    roots = [(Node(top, standing_of(top, on=today)), _children(top, today)) for top in tops.order_by("path")]
    return render(request, "organisations/tree.html", {"roots": roots, "may_see_people": may_see_people})


@login_required
@require_GET
def below(request: Request, pk: int) -> HttpResponse:
    """The children of one organisation, as lines of the tree."""
    place = organisation_for(request.user, pk)
    return render(request, "organisations/_below.html", {"nodes": _children(place, request.frame.today)})


@login_required
@require_GET
def organisation(request: Request, pk: int) -> HttpResponse:
    """Who leads it, who belongs to it, what it owes and what it did lately. Fewer than 12 queries."""
    place, today = organisation_for(request.user, pk), request.frame.today
    assignments = assignments_for(request.user).filter(organisation=place)
    context = {
        "place": place,
        "trail": breadcrumb(place)[:-1],
        "posts": posts_at(place, on=today),
        "members": _members(request, place, today),
        "term": place.terms.first(),
        "may_see_records": allows(request.user, "activities.view", place),
        "may_see_people": allows(request.user, "people.view", place),
        "may_record": allows(request.user, "activities.record", place),
        "may_register": bool(forms_for(request, place)),
        "may_see_results": allows(request.user, "assessment.view", place),
        "tasks": counts_by_state(assignments, on=today)
        if allows(request.user, "tasks.view", place)
        else None,
        "records": with_attendance(activities_for(request.user).filter(organisation=place)[:LATEST]),
        "quarter": Period.containing(today, "quarter"),
    }
    return render(request, "organisations/page.html", context)


@login_required
@require_GET
def duties(request: Request, pk: int) -> HttpResponse:
    """What the rules ask of the organisation now, and how far it is done; loaded after the page."""
    place = organisation_for(request.user, pk, "activities.view")
    context = {"place": place, "duties": owed(place, on=request.frame.today)}
    context["may_record"] = allows(request.user, "activities.record", place)
    template = "organisations/_duties.html" if request.htmx else "organisations/duties.html"
    return render(request, template, context)


def _children(place: Organisation, on: date) -> list[Node]:
    standings = standing_below(place, on=on)
    return [
        Node(child, standings.get(child.path, Standing()))
        for child in Organisation.objects.get_children(place)
    ]


def _members(request: Request, place: Organisation, on: date) -> dict[str, int] | None:
    """Full and probationary members at or below the organisation; None where the viewer may not see the register."""
    if not allows(request.user, "people.view", place):
        return None
    here = register(request.user, place, on=on) if place.kind != "group" else _group(place, on)
    return here.order_by().aggregate(
        full=Count("pk", filter=Q(status=Status.FULL)),
        probationary=Count("pk", filter=Q(status=Status.PROBATIONARY)),
    )


def _group(place: Organisation, on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(current(on), group=place)
