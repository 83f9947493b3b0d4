"""The one question every act and every read asks: may this user do this, there?

The answer comes from the backend in `settings.AUTHENTICATION_BACKENDS` (room access), which this lowest room need not
know: Django inverts the dependency.
"""

from typing import TYPE_CHECKING, Protocol

from django.contrib.auth import get_backends

from zhibu.domain.accounts.errors import Forbidden, Hidden

if TYPE_CHECKING:
    from zhibu.domain.accounts.models import User


class Placed(Protocol):
    """Anything with a place in the organisation tree: its materialised path."""

    @property
    def path(self) -> str: ...


def paths_for(user: "User", permission: str) -> tuple[str, ...]:
    """Paths of the subtrees in which `user` holds `permission`; empty when nowhere."""
    found: list[str] = []
    for backend in get_backends():
        if hasattr(backend, "paths_for"):
            found.extend(backend.paths_for(user, permission))
    return tuple(found)


def allows(user: "User", permission: str, place: Placed) -> bool:
    """True when `user` holds `permission` at the organisation `place`."""
    return any(place.path.startswith(path) for path in paths_for(user, permission))


def require(user: "User", permission: str, place: Placed, *, view: str) -> None:
    """Let the act go on, or raise.

    Raises Hidden when the user may not even `view` the place (answered 404), Forbidden when the user may see it but
    lacks `permission` (answered 403).
    """
    if allows(user, permission, place):
        return
    if not allows(user, view, place):
        raise Hidden
    raise Forbidden(f"您在本组织没有“{_title(permission)}”的权限。如确需办理，请上级党组织商安全管理员授权。")


def _title(permission: str) -> str:
    titles = (backend.title_of(permission) for backend in get_backends() if hasattr(backend, "title_of"))
    return next(titles, permission)
