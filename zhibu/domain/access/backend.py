"""Answers accounts.guard: in which subtrees does a user hold a permission? One query a request, then memory."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import PERMISSIONS, ROLE_PERMISSIONS, ensure_known
from zhibu.domain.accounts.models import User

_MEMORY = "_access_grants"


class TreeBackend(BaseBackend):
    """Rights come from dated grants over subtrees, and from nothing else: a superuser flag opens nothing here."""

    def paths_for(self, user: User, permission: str) -> tuple[str, ...]:
        """Root paths of the subtrees in which `user` holds `permission` today, without nested repeats."""
        ensure_known(permission)
        held = [grant for grant in grants_of(user) if permission in ROLE_PERMISSIONS[grant.role]]
        paths = sorted({grant.organisation.path for grant in held})
        outer: list[str] = []
        for path in paths:
            if not outer or not path.startswith(outer[-1]):
                outer.append(path)
        return tuple(outer)

    def title_of(self, permission: str) -> str:
        """The permission in the users' words."""
        ensure_known(permission)
        return PERMISSIONS[permission]

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Django's own question, answered from the same grants; without a place: held anywhere at all."""
        if not isinstance(user_obj, User):
            return False
        paths = self.paths_for(user_obj, perm)
        return bool(paths) if obj is None else any(obj.path.startswith(path) for path in paths)


def grants_of(user: User) -> tuple[Grant, ...]:
    """The user's grants in force today with their organisations, in tree order. Kept on the user object, which lives
    for one request."""
    if not user.is_authenticated or not user.is_active:
        return ()
    known: tuple[Grant, ...] | None = getattr(user, _MEMORY, None)
    if known is None:
        today = timezone.localdate()
        known = tuple(
            Grant.objects.filter(Grant.not_over(today), user=user, since__lte=today)
            .select_related("organisation")
            .order_by("organisation__path", "role")
        )
        setattr(user, _MEMORY, known)
    return known


def forget(user: User) -> None:
    """Drop what is remembered of `user`'s grants, after they changed within the same request."""
    if hasattr(user, _MEMORY):
        delattr(user, _MEMORY)
