"""Every read of the room: duties owed, what a record serves, why a verdict is what it is, closed periods."""

from zhibu.domain.assessment.queries.closings import (
    all_closings,
    closing_for,
    closing_over,
    closings_over,
    packs_of,
    results_of,
    snapshot_of,
)
from zhibu.domain.assessment.queries.explaining import Explanation, explain, live_results
from zhibu.domain.assessment.queries.owed import Owed, owed
from zhibu.domain.assessment.queries.records import Behind, Record
from zhibu.domain.assessment.queries.uses import Use, uses

__all__ = [
    "Behind",
    "Explanation",
    "Owed",
    "Record",
    "Use",
    "all_closings",
    "closing_for",
    "closing_over",
    "closings_over",
    "explain",
    "live_results",
    "owed",
    "packs_of",
    "results_of",
    "snapshot_of",
    "uses",
]
