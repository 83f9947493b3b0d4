"""What the parts of the demo hand to each other while it is being drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import Line
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Status
from zhibu.domain.people.models import Membership, Person
from zhibu.rules.periods import Period

# How a branch keeps its records: all in time; in time but entered weeks later; with gaps; stopped half a year ago;
# never begun.
Style = Literal["good", "late", "gaps", "fading", "silent"]


@dataclass
class Branch:
    """A branch while it is drawn: its row, its groups, and how it works."""

    row: Organisation
    size: int
    style: Style
    groups: list[Organisation] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    committee: list[Person] = field(default_factory=list)
    secretary_account: User | None = None

    def members_on(self, day: date, group: Organisation | None = None) -> list[Membership]:
        """Memberships in force on `day`, of one group where given."""
        return [
            row
            for row in self.memberships
            if row.since <= day and (row.until is None or row.until >= day)
            if group is None or row.group_id == group.pk
        ]

    def full_members(self) -> list[Membership]:
        return [row for row in self.memberships if row.until is None and row.status == Status.FULL]


@dataclass
class World:
    """The demo as far as it is drawn. `lines` become the journal, in the order of their times."""

    rng: Random
    as_of: date
    say: Callable[[str], None]
    root: Organisation = field(default_factory=Organisation)
    organisations: list[Organisation] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    # Who sits in each committee and general branch, by its path.
    seats: dict[str, list[Person]] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def quarter(self) -> Period:
        """The last complete quarter."""
        return Period.containing(self.as_of, "quarter").previous()

    @property
    def opened_on(self) -> date:
        """The day the department began to work with the system: thirteen months ago."""
        return Period.containing(self.as_of - timedelta(days=395), "month").start

    def entered(self, day: date) -> datetime:
        """When something of `day` came into the system: what is older came with the first load."""
        return at(max(day, self.opened_on))

    def moment(self, day: date) -> datetime:
        """A moment in office hours of `day`."""
        return at(day, self.rng.randrange(9 * 60, 17 * 60 + 30))

    def log(
        self, act: str, subject: models.Model, place: str, actor: User | None, when: datetime, **detail: Any
    ) -> None:
        """Remember one act for the journal."""
        self.lines.append(Line(act, subject, place, detail, actor=actor, at=when))


def at(day: date, minute: int = 9 * 60) -> datetime:
    """`minute` minutes after midnight of `day`, in the site's time zone."""
    clock = time(minute // 60, minute % 60)
    return datetime.combine(day, clock, tzinfo=ZoneInfo(settings.TIME_ZONE))
