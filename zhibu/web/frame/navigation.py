"""The rooms of the house as the users call them, and which of them a viewer may enter."""

from dataclasses import dataclass

from django.urls import reverse

from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User


@dataclass(frozen=True)
class Room:
    """A word of the navigation: `name` is its address, open to holders of `permission`, lit below `prefixes`."""

    title: str
    icon: str
    name: str
    permission: str | None
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A room as one viewer sees it on one page."""

    title: str
    icon: str
    url: str
    lit: bool


ROOMS = (
    Room("工作台", "layout-dashboard", "desk", None, ()),
    Room(
        "组织党员",
        "sitemap",
        "organisations",
        "organisations.view",
        ("/organisations/", "/people/", "/rosters/"),
    ),
    Room("纪实", "notebook", "records", "activities.view", ("/records/", "/record/")),
    Room(
        "任务清单", "list-check", "tasks", "tasks.view", ("/tasks/", "/assignments/", "/plans/", "/imports/")
    ),
    Room("督查整改", "flag", "findings", "tasks.view", ("/findings/",)),
    Room(
        "考核通报",
        "scale",
        "closings",
        "assessment.view",
        (
            "/closings/",
            "/results/",
            "/evidence/",
            "/sheets/",
            "/statements/",
            "/scores/",
            "/rules/",
            "/rule-changes/",
        ),
    ),
    Room(
        "资料报告",
        "report-analytics",
        "overview",
        "reports.view",
        ("/overview/", "/reports/", "/figures/", "/stencils/", "/files/"),
    ),
    Room("系统", "settings", "system_accounts", "accounts.manage", ("/system/accounts/",)),
    Room("系统", "shield-lock", "system_grants", "access.view", ("/system/grants/",)),
    Room("系统日志", "history", "system_journal", "journal.view", ("/system/journal/",)),
)


def rooms_for(viewer: User, path: str) -> list[Entry]:
    """The rooms open to `viewer`, in order; the one that `path` lies in is lit."""
    return [
        Entry(room.title, room.icon, reverse(room.name), _lies_in(path, room))
        for room in ROOMS
        if room.permission is None or paths_for(viewer, room.permission)
    ]


def _lies_in(path: str, room: Room) -> bool:
    return path.startswith(room.prefixes) if room.prefixes else path == reverse(room.name)
