"""What is stored about one member, each piece with its source."""

from dataclasses import dataclass
from datetime import date

from zhibu.domain.activities.choices import Presence
from zhibu.domain.activities.models import Attendance
from zhibu.domain.activities.queries import attended_by
from zhibu.domain.journal.queries import history
from zhibu.domain.people.models import ContactPoint, Membership, Person, Post
from zhibu.web.frame.history import Said, told

SHOWN, OPEN = 60, 12


@dataclass(frozen=True)
class File:
    """`attendance`: the lines of the last year, the newest first, at most 60; the counts are over all of them.

    `minutes` sums those of activities attended whose duration is known; `untimed` counts those without one.
    """

    person: Person
    since: date
    memberships: list[Membership]
    posts: list[Post]
    contact_points: list[ContactPoint]
    attendance: list[Attendance]
    present: int
    expected: int
    minutes: int
    untimed: int
    history: list[Said]

    @property
    def latest(self) -> list[Attendance]:
        return self.attendance[:OPEN]

    @property
    def earlier(self) -> list[Attendance]:
        return self.attendance[OPEN:]

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}"


def file_of(person: Person, *, since: date, until: date) -> File:
    """The file of a person whom the viewer may see. A constant number of queries."""
    lines = list(attended_by(person, since=since, until=until).select_related("activity__recorded_by"))
    there = [line.activity for line in lines if line.status == Presence.PRESENT]
    return File(
        person=person,
        since=since,
        memberships=list(person.memberships.select_related("organisation", "group").order_by("-since")),
        posts=list(person.posts.select_related("organisation").order_by("-since")),
        contact_points=list(person.contact_points.select_related("organisation").order_by("-since")),
        attendance=lines[:SHOWN],
        present=len(there),
        expected=len(lines),
        minutes=sum(activity.minutes or 0 for activity in there),
        untimed=sum(activity.minutes is None for activity in there),
        history=told(history(person)),
    )
