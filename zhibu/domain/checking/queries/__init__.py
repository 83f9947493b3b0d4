"""Reading drafts and holding their figures against the records, always within what the viewer may see."""

from zhibu.domain.checking.queries.drafts import counted_in, draft_for, drafts_of, paper_of, until_in
from zhibu.domain.checking.queries.matching import measures
from zhibu.domain.checking.queries.verifying import Checked, CheckedFigure, behind, check

__all__ = [
    "Checked",
    "CheckedFigure",
    "behind",
    "check",
    "counted_in",
    "draft_for",
    "drafts_of",
    "measures",
    "paper_of",
    "until_in",
]
