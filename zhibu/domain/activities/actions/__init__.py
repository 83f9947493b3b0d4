"""Every write of the room: record (and correct, withdraw), evidence for tasks, tasks of resolutions, declarations."""

from zhibu.domain.activities.actions.declare import declare_complete
from zhibu.domain.activities.actions.drafts import discard_draft, save_draft
from zhibu.domain.activities.actions.evidence import report_progress
from zhibu.domain.activities.actions.record import (
    RecordSpec,
    correct_activity,
    record_activity,
    withdraw_activity,
)
from zhibu.domain.activities.actions.resolved import issue_resolution

__all__ = [
    "RecordSpec",
    "correct_activity",
    "declare_complete",
    "discard_draft",
    "issue_resolution",
    "record_activity",
    "report_progress",
    "save_draft",
    "withdraw_activity",
]
