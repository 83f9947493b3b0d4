"""What somebody who begins a report meant: its period, and the report that is there already."""

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closings_over
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.choices import SIZES, ReportKind
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries.reports import reports_for
from zhibu.rules.periods import Period


def period_meant(kind: str, chosen: Period) -> Period:
    """The chosen period; the year around it for a kind that is written of years only."""
    sizes = SIZES.get(kind, (chosen.size,))
    return chosen if chosen.size in sizes else Period.containing(chosen.end, sizes[0])


def report_begun(viewer: User, kind: str, organisation: Organisation, period: Period) -> Report | None:
    """The report of that kind and period, draft or issued, while it rests on the closing that is in force: written
    again, it would say the same."""
    inside = [one for one in closings_over(organisation) if _is_within(one, period)]
    if not inside:
        return None
    found = reports_for(viewer).filter(kind=kind, organisation=organisation, period=str(period))
    return found.filter(closing=inside[0]).first()


def bulletin_begun(viewer: User, closing: Closing) -> Report | None:
    """The bulletin of a closing, draft or issued."""
    return reports_for(viewer).filter(kind=ReportKind.BULLETIN, closing=closing).first()


def _is_within(closing: Closing, period: Period) -> bool:
    quarter = Period.parse(closing.period)
    return period.start <= quarter.start and quarter.end <= period.end
