"""Pages of the frame itself: refusals, failures, and choosing the organisation one looks at."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.web.frame.requests import CHOSEN, Request

OFFERED = 30


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "frame/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "frame/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "frame/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "frame/500.html", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "frame/csrf.html", status=403)


@login_required
@require_http_methods(["GET", "POST"])
def switch(request: Request) -> HttpResponse:
    """Offer the organisations of the viewer's scope by name; choose one for all pages."""
    if request.method == "POST":
        number = request.POST.get("organisation", "")
        chosen = organisation_for(request.user, int(number) if number.isdecimal() else 0)
        request.session[CHOSEN] = chosen.pk
        return redirect(_page_to_return_to(request))
    text = request.GET.get("q", "").strip()
    visible = organisations_for(request.user)
    if text:
        visible = visible.filter(name__icontains=text)
    found = list(visible[: OFFERED + 1])
    context = {"found": found[:OFFERED], "more": len(found) > OFFERED, "text": text}
    return render(request, "frame/_switch.html" if request.htmx else "frame/switch.html", context)


def _page_to_return_to(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    # A page about one organisation would still show the old one, so only lists and the desk are returned to.
    safe = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return page if safe else "desk"
