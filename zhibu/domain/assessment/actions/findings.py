"""Problems that a closed period showed, as a person confirmed them, become tasks to put them right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.errors import AlreadyRaised, DueTooEarly, NothingToRaise
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.problems import Proposal
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions import FindingSpec, raise_findings
from zhibu.domain.tasks.models import Finding


@dataclass(frozen=True)
class Confirmed:
    """A proposal as the clerk left it: the words, the measure asked for, whether common or individual."""

    proposal: Proposal
    title: str
    measure: str
    scope: str
    organisations: Sequence[int]


@transaction.atomic
def confirm_findings(
    closing: Closing, confirmed: Sequence[Confirmed], *, due_on: date, actor: User, now: datetime
) -> list[Finding]:
    """Raise the confirmed problems, each with one task for every organisation left in it, due on `due_on`.

    Raises NothingToRaise, DueTooEarly, AlreadyRaised (the same indicator of the same closing); Hidden or Forbidden.
    """
    require(actor, "assessment.close", closing.organisation, view="assessment.view")
    chosen = [one for one in confirmed if one.organisations]
    if not chosen:
        raise NothingToRaise
    if due_on <= timezone.localdate(now):
        raise DueTooEarly
    Closing.objects.select_for_update().get(pk=closing.pk)
    raised = set(Finding.objects.filter(snapshot=closing.digest).values_list("indicator", flat=True))
    for one in chosen:
        if one.proposal.indicator.id in raised:
            raise AlreadyRaised(one.title)
    findings = raise_findings(
        closing.organisation,
        period=closing.period,
        specs=[_spec(one) for one in chosen],
        due_on=due_on,
        snapshot=closing.digest,
        actor=actor,
        now=now,
    )
    write(
        "assessment.confirm_findings",
        closing,
        place=closing.organisation.path,
        actor=actor,
        now=now,
        findings=[finding.pk for finding in findings],
        due_on=due_on,
    )
    return findings


def _spec(one: Confirmed) -> FindingSpec:
    places = Organisation.objects.in_bulk(set(one.organisations) & set(one.proposal.organisations))
    return FindingSpec(
        title=one.title.strip(),
        measure=one.measure.strip(),
        scope=one.scope,
        organisations=[places[pk] for pk in one.proposal.organisations if pk in places],
        indicator=one.proposal.indicator.id,
        basis=one.proposal.indicator.citation.text,
    )
