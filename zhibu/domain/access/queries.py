"""Reading grants and accounts, for the three administrators."""

from datetime import date

from django.db import models

from zhibu.domain.access.models import Grant
from zhibu.domain.access.scope import organisations_for, within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import root, subtree


def grants_for(viewer: User, organisation: Organisation | None = None) -> models.QuerySet[Grant]:
    """Grants, past ones too, where `viewer` may see them; only at or below `organisation` if given; newest first."""
    grants = Grant.objects.filter(within(viewer, "access.view")).select_related("user", "organisation")
    if organisation is not None:
        grants = grants.filter(subtree(organisation.path, "organisation__path"))
    return grants.order_by("-since", "-pk")


def grant_for(viewer: User, pk: int) -> Grant:
    """One grant that `viewer` may see, else Hidden."""
    found = grants_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def accounts_for(viewer: User, *, on: date) -> models.QuerySet[User]:
    """All accounts with the roles they hold on `on` as `grants_now`. Raises Hidden or Forbidden as guard.require."""
    require(viewer, "accounts.manage", root(), view="organisations.view")
    held = Grant.objects.filter(Grant.not_over(on), since__lte=on).select_related("organisation")
    return User.objects.prefetch_related(
        models.Prefetch("grants", queryset=held.order_by("pk"), to_attr="grants_now")
    ).order_by("username")


def grantable_accounts(viewer: User) -> models.QuerySet[User]:
    """Accounts that can be given a role by someone who may grant anywhere: all open ones but the viewer's own."""
    if not organisations_for(viewer, "access.grant").exists():
        return User.objects.none()
    return User.objects.filter(is_active=True).exclude(pk=viewer.pk).order_by("display_name", "username")
