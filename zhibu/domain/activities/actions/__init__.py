"""Every write of the room: record (and correct, withdraw), evidence for tasks, drafts, declarations."""

from zhibu.domain.activities.actions.declare import declare_complete
from zhibu.domain.activities.actions.drafts import discard_draft, save_draft
from zhibu.domain.activities.actions.evidence import report_progress
from zhibu.domain.activities.actions.record import (
    RecordSpec,
    correct_activity,
    record_activity,
    withdraw_activity,
)

__all__ = [
    "RecordSpec",
    "correct_activity",
    "declare_complete",
    "discard_draft",
    "record_activity",
    "report_progress",
    "save_draft",
    "withdraw_activity",
]
