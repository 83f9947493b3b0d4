"""Every write of the room: drafting from closed quarters, editing, issuing. Nothing here writes to another room."""

from zhibu.domain.reports.actions.drafting import (
    draft_bulletin,
    draft_report,
    quarters_of,
    redraft,
    undo_redraft,
)
from zhibu.domain.reports.actions.editing import (
    add_block,
    drop_block,
    edit_block,
    issue_report,
    move_block,
    restore_block,
    set_layout,
)
from zhibu.domain.reports.actions.rights import right_for

__all__ = [
    "add_block",
    "draft_bulletin",
    "draft_report",
    "drop_block",
    "edit_block",
    "issue_report",
    "move_block",
    "quarters_of",
    "redraft",
    "restore_block",
    "right_for",
    "set_layout",
    "undo_redraft",
]
