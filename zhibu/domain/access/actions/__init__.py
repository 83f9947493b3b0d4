"""Every write of the room: grants (give, end) and accounts (open, close, reopen, new password)."""

from zhibu.domain.access.actions.accounts import (
    change_password,
    close_account,
    issue_password,
    open_account,
    reopen_account,
)
from zhibu.domain.access.actions.grants import end_grant, grant_role

__all__ = [
    "change_password",
    "close_account",
    "end_grant",
    "grant_role",
    "issue_password",
    "open_account",
    "reopen_account",
]
