"""常用筛选: the filters of a list kept under a name, by and for one user."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from zhibu.domain.accounts.actions import drop_view, keep_view
from zhibu.domain.accounts.errors import ActError, Hidden
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request, narrowing

LISTS = frozenset({"findings", "people", "records", "tasks"})
"""The lists, by address name, whose filters can be kept."""


@login_required
@written_from("desk")
def keep(request: Request) -> HttpResponse:
    """Keep what the list is narrowed to, and come back to it."""
    back = _list_sent(request)
    try:
        keep_view(
            request.POST["page"], request.POST.get("name", ""), _query_sent(request), actor=request.user
        )
    except ActError as error:
        messages.warning(request, str(error))
    return back


@login_required
@written_from("desk")
def drop(request: Request, view: int) -> HttpResponse:
    """Forget a saved view; the list stays as it is."""
    drop_view(view, actor=request.user)
    return _list_sent(request)


def _list_sent(request: Request) -> HttpResponse:
    page = request.POST.get("page", "")
    if page not in LISTS:
        raise Hidden
    return redirect(f"{reverse(page)}?{_query_sent(request)}")


def _query_sent(request: Request) -> str:
    return narrowing(QueryDict(request.POST.get("query", "")))
