"""Drafts of the record form. Not journalled: a draft is nobody's record yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity, Draft
from zhibu.domain.organisations.models import Organisation


@transaction.atomic
def save_draft(
    organisation: Organisation, *, token: UUID, kind: str, content: dict[str, Any], actor: User, now: datetime
) -> Draft | None:
    """Keep what was typed so far; None when the form has been recorded meanwhile. Another person's token is ignored."""
    require(actor, "activities.record", organisation, view="organisations.view")
    if (
        Activity.objects.filter(token=token).exists()
        or Draft.objects.filter(token=token).exclude(user=actor).exists()
    ):
        return None
    draft, _ = Draft.objects.update_or_create(
        token=token,
        user=actor,
        defaults={"organisation": organisation, "kind": kind, "content": content, "saved_at": now},
    )
    return draft


@transaction.atomic
def discard_draft(draft: Draft, *, actor: User) -> None:
    """Throw one's own draft away."""
    Draft.objects.filter(pk=draft.pk, user=actor).delete()
