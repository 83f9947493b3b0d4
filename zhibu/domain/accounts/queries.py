"""What users kept for themselves."""

from django.db import models

from zhibu.domain.accounts.models import SavedView, User


def saved_views(viewer: User, page: str) -> models.QuerySet[SavedView]:
    """The viewer's own saved views of one list, the oldest first."""
    return SavedView.objects.filter(user=viewer, page=page)
