"""Which reports wait to be written or issued: what a desk offers."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closings_over
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.models import Report
from zhibu.rules.periods import Period, Size

BEFORE: dict[Size, int] = {"half": 15, "year": 45}
"""So many days before its end a report on a half-year or year is offered, ..."""
AFTER = 92
"""... and for so many days after it."""
_OFFICE: tuple[tuple[ReportKind, Size], ...] = ((ReportKind.WORK, "half"), (ReportKind.ANNUAL, "year"))
_SECRETARY: tuple[tuple[ReportKind, Size], ...] = ((ReportKind.STATEMENT, "year"),)


@dataclass(frozen=True)
class OwedBulletin:
    """A closed quarter whose bulletin is not issued; `report` is the key of its draft, None before it is begun."""

    closing: Closing
    report: int | None

    @property
    def label(self) -> str:
        return Period.parse(self.closing.period).label


def bulletin_owed(organisation: Organisation) -> OwedBulletin | None:
    """The last closed quarter of the organisation, while its bulletin is not issued. The caller has scoped it."""
    closing = Closing.objects.filter(organisation=organisation).order_by("period", "number").last()
    if closing is None:
        return None
    written = Report.objects.filter(closing=closing, kind=ReportKind.BULLETIN)
    found = written.values_list("pk", "state").first()
    if found is None:
        return OwedBulletin(closing, None)
    return None if found[1] == ReportState.ISSUED else OwedBulletin(closing, found[0])


@dataclass(frozen=True)
class OwedReport:
    """A report on a half-year or year that ended or is about to; `report` is the key of its draft, None before it is
    begun. `until` is the end of the last quarter closed of it: what is told reaches to that day."""

    kind: ReportKind
    period: Period
    until: date
    report: int | None

    @property
    def is_whole(self) -> bool:
        """Whether all of the period is closed."""
        return self.until == self.period.end


def reports_owed(viewer: User, organisation: Organisation, *, on: date) -> list[OwedReport]:
    """The half-yearly and yearly reports that wait for the viewer at the organisation: the office's own, or of a branch
    its secretary's. Two queries."""
    if allows(viewer, "assessment.close", organisation):
        kinds = _OFFICE
    elif organisation.kind == Kind.BRANCH and allows(viewer, "activities.record", organisation):
        kinds = _SECRETARY
    else:
        return []
    due = [(kind, period) for kind, size in kinds if (period := _due(size, on))]
    ends = [Period.parse(one.period).end for one in closings_over(organisation)] if due else []
    inside = {period: [end for end in ends if period.start < end <= period.end] for _, period in due}
    told = {period: max(found) for period, found in inside.items() if found}
    written = _written(organisation, list(told))
    return [
        OwedReport(kind, period, told[period], written.get((kind, str(period)), (None, ""))[0])
        for kind, period in due
        if period in told and written.get((kind, str(period)), (None, ""))[1] != ReportState.ISSUED
    ]


def _due(size: Size, on: date) -> Period | None:
    """The period of this size that is about to end, or ended not long ago."""
    running = Period.containing(on, size)
    if running.end - on <= timedelta(days=BEFORE[size]):
        return running
    ended = running.previous()
    return ended if on - ended.end <= timedelta(days=AFTER) else None


def _written(
    organisation: Organisation, periods: list[Period]
) -> dict[tuple[str, str], tuple[int | None, str]]:
    """(kind, period) -> the newest report on it and its state."""
    rows = Report.objects.filter(organisation=organisation, period__in=[str(one) for one in periods])
    found = rows.order_by("drafted_at", "pk").values_list("kind", "period", "pk", "state")
    return {(kind, period): (pk, state) for kind, period, pk, state in found}
