"""Reading reports, and the leader's five questions."""

from zhibu.domain.reports.queries.begun import bulletin_begun, period_meant, report_begun
from zhibu.domain.reports.queries.behind import SCORE, Rested, closing_of, rested_on
from zhibu.domain.reports.queries.overview import Overview, overview
from zhibu.domain.reports.queries.owed import OwedBulletin, OwedReport, bulletin_owed, reports_owed
from zhibu.domain.reports.queries.reports import (
    blanks_of,
    figures_of,
    is_empty,
    layout_of,
    paper_of,
    periods_to_report,
    report_for,
    reports_for,
    sheets_of,
)
from zhibu.domain.reports.queries.versions import changes_of, version_before

__all__ = [
    "SCORE",
    "Overview",
    "OwedBulletin",
    "OwedReport",
    "Rested",
    "blanks_of",
    "bulletin_begun",
    "bulletin_owed",
    "changes_of",
    "closing_of",
    "figures_of",
    "is_empty",
    "layout_of",
    "overview",
    "paper_of",
    "period_meant",
    "periods_to_report",
    "report_begun",
    "report_for",
    "reports_for",
    "reports_owed",
    "rested_on",
    "sheets_of",
    "version_before",
]
