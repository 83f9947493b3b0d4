"""The branch's word that its records of a period are complete (ADR: unknown is not zero)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.errors import PeriodNotOver
from zhibu.domain.activities.models import Declaration
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.periods import Period


@transaction.atomic
def declare_complete(
    organisation: Organisation, period: Period, *, actor: User, now: datetime
) -> Declaration:
    """Declare the records of an ended period complete; a second time returns the first. Raises PeriodNotOver."""
    require(actor, "activities.record", organisation, view="organisations.view")
    if period.end >= timezone.localdate(now):
        raise PeriodNotOver(period.label)
    declaration, created = Declaration.objects.get_or_create(
        organisation=organisation, period=str(period), defaults={"declared_by": actor, "declared_at": now}
    )
    if created:
        write(
            "activities.declare_complete",
            declaration,
            place=organisation.path,
            actor=actor,
            now=now,
            period=str(period),
        )
    return declaration
