"""What users keep for themselves alone."""

from django.db import transaction

from zhibu.domain.accounts.errors import TooManyViews, ViewUnfit
from zhibu.domain.accounts.models import SavedView, User

MOST = 12
"""Saved views of one list; more would be a list of their own."""


@transaction.atomic
def keep_view(page: str, name: str, query: str, *, actor: User) -> SavedView:
    """Keep the filters of a list under a name; the same name again means the new filters.

    `query` is an address's query without the page number. Raises ViewUnfit, TooManyViews.
    """
    name = " ".join(name.replace("\x00", "").split())
    if not (0 < len(name) <= 20 and 0 < len(query) <= 500):
        raise ViewUnfit
    User.objects.select_for_update().get(pk=actor.pk)
    own = SavedView.objects.filter(user=actor, page=page)
    if own.exclude(name=name).count() >= MOST:
        raise TooManyViews(MOST)
    view, _ = own.update_or_create(user=actor, page=page, name=name, defaults={"query": query})
    return view


def drop_view(pk: int, *, actor: User) -> None:
    """Forget one of the actor's own saved views; another's, or none, changes nothing."""
    SavedView.objects.filter(pk=pk, user=actor).delete()
