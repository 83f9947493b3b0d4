"""Problems found when a period is judged become tasks: common ones for many branches, individual ones for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import Line, write_many
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions.issue import TaskSpec, issue_task
from zhibu.domain.tasks.choices import Origin
from zhibu.domain.tasks.models import Finding


@dataclass(frozen=True)
class FindingSpec:
    """One problem: its words, the indicator and rule behind it, and the organisations that must put it right."""

    title: str
    measure: str
    scope: str
    organisations: Sequence[Organisation]
    indicator: str = ""
    basis: str = ""


@transaction.atomic
def raise_findings(
    organisation: Organisation,
    *,
    period: str,
    specs: Sequence[FindingSpec],
    due_on: date,
    snapshot: str,
    actor: User,
    now: datetime,
) -> list[Finding]:
    """Open problems of `period` with one rectification task each, due on `due_on`. Raises as issue_task."""
    findings = [
        Finding(
            organisation=organisation,
            task=issue_task(
                organisation,
                TaskSpec(title=spec.measure, responsible=spec.organisations, due_on=due_on, quote=spec.basis),
                origin=Origin.FINDING,
                actor=actor,
                now=now,
            ),
            period=period,
            scope=spec.scope,
            title=spec.title,
            indicator=spec.indicator,
            basis=spec.basis,
            snapshot=snapshot,
            opened_on=timezone.localdate(now),
        )
        for spec in specs
    ]
    Finding.objects.bulk_create(findings)
    write_many(
        [
            Line(
                "tasks.raise_finding",
                finding,
                organisation.path,
                {"title": finding.title, "scope": finding.scope},
            )
            for finding in findings
        ],
        actor=actor,
        now=now,
    )
    return findings
