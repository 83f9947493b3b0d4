"""Every read of the room: duties owed, what a record serves, why a verdict is what it is, closed periods,
a member in them."""

from zhibu.domain.assessment.queries.affected import Affected, affected, last_judged
from zhibu.domain.assessment.queries.closings import (
    all_closings,
    closing_for,
    closing_over,
    closings_over,
    packs_of,
    results_of,
    snapshot_of,
)
from zhibu.domain.assessment.queries.explaining import Explanation, explain, live_results, without_term
from zhibu.domain.assessment.queries.matrix import (
    Filters,
    Line,
    Tally,
    columns,
    lines,
    organisations,
    tally,
    tally_by_indicator,
    tally_by_unit,
    units_of,
)
from zhibu.domain.assessment.queries.members import Member, member_closed
from zhibu.domain.assessment.queries.owed import Owed, owed
from zhibu.domain.assessment.queries.problems import (
    Common,
    Proposal,
    common_from,
    open_from_before,
    proposals,
    scope_of,
)
from zhibu.domain.assessment.queries.readiness import Readiness, readiness
from zhibu.domain.assessment.queries.records import Behind, Record, records_of
from zhibu.domain.assessment.queries.score_matrix import (
    ScoreFilters,
    count_bands,
    items_of,
    score_lines,
    scored_sheets,
    scored_units,
    scores_of,
)
from zhibu.domain.assessment.queries.scores import (
    ItemLine,
    Scored,
    ScoredItem,
    scored,
    scored_item,
    sheets_for,
)
from zhibu.domain.assessment.queries.stating import Subject, Wanted, input_of, subjects, wanted
from zhibu.domain.assessment.queries.trend import Quarter, trend
from zhibu.domain.assessment.queries.tryout import Tryout, tryable, tryout
from zhibu.domain.assessment.queries.uses import Use, uses

__all__ = [
    "Affected",
    "Behind",
    "Common",
    "Explanation",
    "Filters",
    "ItemLine",
    "Line",
    "Member",
    "Owed",
    "Proposal",
    "Quarter",
    "Readiness",
    "Record",
    "ScoreFilters",
    "Scored",
    "ScoredItem",
    "Subject",
    "Tally",
    "Tryout",
    "Use",
    "Wanted",
    "affected",
    "all_closings",
    "closing_for",
    "closing_over",
    "closings_over",
    "columns",
    "common_from",
    "count_bands",
    "explain",
    "input_of",
    "items_of",
    "last_judged",
    "lines",
    "live_results",
    "member_closed",
    "open_from_before",
    "organisations",
    "owed",
    "packs_of",
    "proposals",
    "readiness",
    "records_of",
    "results_of",
    "scope_of",
    "score_lines",
    "scored",
    "scored_item",
    "scored_sheets",
    "scored_units",
    "scores_of",
    "sheets_for",
    "snapshot_of",
    "subjects",
    "tally",
    "tally_by_indicator",
    "tally_by_unit",
    "trend",
    "tryable",
    "tryout",
    "units_of",
    "uses",
    "wanted",
    "without_term",
]
