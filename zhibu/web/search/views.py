"""The search page, and the same result as a list below the search box."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from zhibu.web.frame.requests import Request
from zhibu.web.search.finding import SHORTEST, find

BELOW_BOX, ON_PAGE = 5, 20


@login_required
def search(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:40]
    groups = find(request.user, text, on=request.frame.today, limit=BELOW_BOX if request.htmx else ON_PAGE)
    context = {"text": text, "groups": groups, "short": len(text) < SHORTEST}
    return render(request, "search/_found.html" if request.htmx else "search/search.html", context)
