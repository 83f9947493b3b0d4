"""Reading reports, and the leader's five questions."""

from zhibu.domain.reports.queries.overview import Overview, overview
from zhibu.domain.reports.queries.reports import (
    blanks_of,
    figures_of,
    is_empty,
    paper_of,
    periods_to_report,
    report_for,
    reports_for,
    sheets_of,
)

__all__ = [
    "Overview",
    "blanks_of",
    "figures_of",
    "is_empty",
    "overview",
    "paper_of",
    "periods_to_report",
    "report_for",
    "reports_for",
    "sheets_of",
]
