"""Who may write which report, and the draft that is about to change."""

from datetime import datetime
from typing import Any

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.errors import AlreadyIssued
from zhibu.domain.reports.models import Report

VIEW = "reports.view"
_RIGHTS = {ReportKind.STATEMENT.value: "activities.record"}
"""A secretary writes the own statement; every other report is written by whoever closes quarters."""


def right_for(kind: str) -> str:
    """The permission that it takes to write a report of a kind."""
    return _RIGHTS.get(kind, "assessment.close")


def locked_draft(report: Report, actor: User) -> Report:
    """The report as it stands now, locked for a change by `actor`. Raises AlreadyIssued; Hidden or Forbidden."""
    require(actor, right_for(report.kind), report.organisation, view=VIEW)
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("closing", "organisation")
        .get(pk=report.pk)
    )
    if locked.state == ReportState.ISSUED:
        raise AlreadyIssued
    return locked


def journal(act: str, report: Report, actor: User, now: datetime, **detail: Any) -> None:
    """Leave the act in the journal at the report's organisation."""
    write(act, report, place=report.organisation.path, actor=actor, now=now, **detail)
