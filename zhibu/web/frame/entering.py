"""Rooms that concern no single organisation: open to whoever holds the permission somewhere."""

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
