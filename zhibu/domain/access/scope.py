"""The one scoping path for lists and details: what a viewer may see of any table that has a place in the tree."""

from django.db import models

from zhibu.domain.access.backend import grants_of
from zhibu.domain.access.permissions import ROLE_PERMISSIONS
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree


def within(viewer: User, permission: str, field: str = "organisation__path") -> models.Q:
    """Filter for rows whose organisation path (`field`) lies where `viewer` holds `permission`."""
    scope = models.Q(pk__in=[])
    for path in paths_for(viewer, permission):
        scope |= subtree(path, field)
    return scope


def organisations_for(viewer: User, permission: str = "organisations.view") -> models.QuerySet[Organisation]:
    """Organisations in which `viewer` holds `permission`, in tree order."""
    return Organisation.objects.filter(within(viewer, permission, "path")).order_by("path")


def top_organisation(viewer: User) -> Organisation | None:
    """The topmost organisation that `viewer` may see, the first in tree order; None without any. Known with the grants,
    so that it costs a page no query of its own."""
    seen = (
        one.organisation for one in grants_of(viewer) if "organisations.view" in ROLE_PERMISSIONS[one.role]
    )
    return next(seen, None)


def organisation_for(viewer: User, pk: int, permission: str = "organisations.view") -> Organisation:
    """One organisation, or Hidden when it does not exist for `viewer`."""
    found = organisations_for(viewer, permission).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found
