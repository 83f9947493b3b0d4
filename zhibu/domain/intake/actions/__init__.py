"""Every write of the room: staging (receive, discard), editing, shaping, aiming (who is asked), publishing."""

from zhibu.domain.intake.actions.aiming import dismiss_units, match_unit, set_targets
from zhibu.domain.intake.actions.editing import (
    Wording,
    add_proposal,
    decide_proposals,
    edit_proposal,
    undo_change,
)
from zhibu.domain.intake.actions.publishing import apply_import, choose_fallback, describe_import
from zhibu.domain.intake.actions.shaping import merge_proposals, split_proposal
from zhibu.domain.intake.actions.staging import discard_import, stage_document

__all__ = [
    "Wording",
    "add_proposal",
    "apply_import",
    "choose_fallback",
    "decide_proposals",
    "describe_import",
    "discard_import",
    "dismiss_units",
    "edit_proposal",
    "match_unit",
    "merge_proposals",
    "set_targets",
    "split_proposal",
    "stage_document",
    "undo_change",
]
