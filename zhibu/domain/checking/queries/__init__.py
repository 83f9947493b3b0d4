"""Reading drafts and holding their figures against the records, always within what the viewer may see."""

from zhibu.domain.checking.queries.drafts import draft_for, drafts_of, paper_of
from zhibu.domain.checking.queries.matching import measures
from zhibu.domain.checking.queries.verifying import Checked, CheckedFigure, behind, check

__all__ = [
    "Checked",
    "CheckedFigure",
    "behind",
    "check",
    "draft_for",
    "drafts_of",
    "measures",
    "paper_of",
]
