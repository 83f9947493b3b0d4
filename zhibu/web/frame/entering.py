"""Coming in: to rooms that concern no single organisation, and to addresses that only take forms."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.requests import Request


def ensure_held(request: Request, permission: str, whose: str) -> None:
    """Raise Forbidden unless the viewer holds `permission` somewhere; `whose` says whose business it is."""
    if not paths_for(request.user, permission):
        raise Forbidden(f"{whose}。如确需办理，请联系上级党组织授权。")


def acting_place(request: Request, permission: str, whose: str) -> Organisation:
    """The organisation in whose name the viewer acts: the chosen one where they may, else the topmost one.

    Raises Forbidden when there is none.
    """
    ensure_held(request, permission, whose)
    chosen = request.frame.organisation
    if chosen is not None and allows(request.user, permission, chosen):
        return chosen
    return organisations_for(request.user, permission)[0]


def written_from(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For an address that only takes a form: whoever opens it otherwise is led to the form's `page`.

    That happens to those whose session ended while they typed: after signing in they come back here, without the form.
    `page` is an address name; it gets the view's `pk` where there is one.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: Request, *args: int, **kwargs: int) -> HttpResponse:
            if request.method != "POST":
                return redirect(page, *(kwargs[key] for key in ("pk",) if key in kwargs))
            return view(request, *args, **kwargs)

        return run

    return wrap
