"""Reading bulletins, and the leader's five questions."""

from zhibu.domain.reports.queries.bulletins import bulletin_for, bulletins_for, figures_of, paper_of
from zhibu.domain.reports.queries.overview import Overview, overview

__all__ = ["Overview", "bulletin_for", "bulletins_for", "figures_of", "overview", "paper_of"]
