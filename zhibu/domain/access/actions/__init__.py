"""Every write of the room: grants (give, end), accounts (open, close, reopen, new password), the start of a site."""

from zhibu.domain.access.actions.accounts import (
    change_password,
    close_account,
    issue_password,
    open_account,
    reopen_account,
)
from zhibu.domain.access.actions.grants import end_grant, grant_role
from zhibu.domain.access.actions.starting import FIRST_ROLES, Opened, Someone, Top, start_site

__all__ = [
    "FIRST_ROLES",
    "Opened",
    "Someone",
    "Top",
    "change_password",
    "close_account",
    "end_grant",
    "grant_role",
    "issue_password",
    "open_account",
    "reopen_account",
    "start_site",
]
