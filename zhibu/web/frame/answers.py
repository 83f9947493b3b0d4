"""How a view answers when an act refuses: the same page again, with the reason on top and everything typed kept.

The pattern of every writing view:

    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            act(..., actor=request.user, now=request.frame.now)
        except ActError as error:
            return refuse(request, error, "tasks/assignment.html", {"form": form, ...})
        return redirect(...)
    return render(request, "tasks/assignment.html", {"form": form, ...}, status=INVALID)

Hidden and Forbidden are not caught: the middleware answers them.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhibu.domain.accounts.errors import ActError

# Unprocessable: the page says why and keeps what was typed; htmx is configured to show it (frame.js).
INVALID = 422


def refuse(request: HttpRequest, error: ActError, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page `template` with `context` and the refusal on top, status 422."""
    return render(request, template, {**context, "refusal": str(error)}, status=INVALID)
