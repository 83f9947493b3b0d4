"""The records that a fact was counted from, as links, as far as the viewer may see them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.organisations.models import Organisation, Term
from zhibu.domain.people.models import Membership, Post
from zhibu.domain.tasks.models import Assignment
from zhibu.rules.facts import Fact
from zhibu.rules.values import Value, in_words

SHOWN = 30
LOOKED_AT = 500
"""So many rows at most are looked through for those that the viewer may see."""


@dataclass(frozen=True)
class Record:
    """One record: what it is called, a few words more, and its page."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class Behind:
    """A fact, its value, and what was counted: the first records the viewer may see, and how many there are in all."""

    fact: Fact
    value: Value | None
    records: Sequence[Record]
    total: int

    @property
    def in_words(self) -> str:
        """The value with its unit: 3次, 暂无数据."""
        return in_words(self.value) + (self.fact.unit if self.value is not None else "")

    @property
    def more(self) -> int:
        """How many records are not listed: too many, or not the viewer's to see."""
        return self.total - len(self.records)


def records_of(
    viewer: User, table: str, ids: Sequence[int], lines: Mapping[int, int] | None = None
) -> list[Record]:
    """The first of the rows of a table that the viewer may see; of `attendance` the ids are those of activities, and
    `lines` tells how many came to each."""
    some = ids[:LOOKED_AT]
    if table == "attendance":
        return _activities(viewer, some, lines)[:SHOWN]
    if table == "organisation":
        return _organisations(viewer, some)[:SHOWN]
    return _READERS[table](viewer, some)[:SHOWN]


def records_behind(viewer: User, fact: Fact, value: Value | None, ids: Sequence[int]) -> Behind:
    """The fact with its records. `ids` are rows of the fact's table; attendance is shown by activity. Two queries."""
    if fact.table == "attendance":
        return _attendance(viewer, fact, value, ids)
    return Behind(fact, value, _READERS[fact.table](viewer, ids[:SHOWN]), len(ids))


def _attendance(viewer: User, fact: Fact, value: Value | None, ids: Sequence[int]) -> Behind:
    lines = Counter(Attendance.objects.filter(pk__in=ids).values_list("activity_id", flat=True))
    shown = _activities(viewer, sorted(lines)[:SHOWN], lines)
    return Behind(fact, value, shown, len(lines))


def _activities(viewer: User, ids: Sequence[int], lines: Mapping[int, int] | None = None) -> list[Record]:
    rows = Activity.objects.filter(within(viewer, "activities.view"), pk__in=ids).select_related(
        "organisation"
    )
    found = []
    for row in rows.order_by("held_on", "pk"):
        words = [f"{row.held_on:%Y-%m-%d}", kinds.title(row.kind), row.organisation.short_name]
        if lines:
            words.append(f"{lines[row.pk]}人次")
        if row.withdrawn_at:
            words.append("后来撤回或更正")
        found.append(Record(row.title, " · ".join(words), reverse("record_page", args=[row.pk])))
    return found


def _organisations(viewer: User, ids: Sequence[int]) -> list[Record]:
    rows = Organisation.objects.filter(within(viewer, "organisations.view", "path"), pk__in=ids)
    return [
        Record(row.name, row.get_kind_display(), reverse("organisation_page", args=[row.pk]))
        for row in rows.order_by("path")
    ]


def _memberships(viewer: User, ids: Sequence[int]) -> list[Record]:
    rows = Membership.objects.filter(within(viewer, "people.view"), pk__in=ids).select_related("person")
    return [
        Record(
            row.person.name,
            f"{row.get_status_display()}，{row.since:%Y-%m-%d}起",
            reverse("person_page", args=[row.person_id]),
        )
        for row in rows.order_by("pk")
    ]


def _posts(viewer: User, ids: Sequence[int]) -> list[Record]:
    rows = Post.objects.filter(within(viewer, "people.view"), pk__in=ids).select_related(
        "person", "organisation"
    )
    return [
        Record(
            row.person.name,
            f"{row.organisation.short_name}{row.get_kind_display()}，{row.since:%Y-%m-%d}起",
            reverse("person_page", args=[row.person_id]),
        )
        for row in rows.order_by("pk")
    ]


def _terms(viewer: User, ids: Sequence[int]) -> list[Record]:
    rows = Term.objects.filter(within(viewer, "organisations.view"), pk__in=ids).select_related(
        "organisation"
    )
    return [
        Record(
            f"{row.organisation.short_name}本届任期",
            f"{row.elected_on:%Y-%m-%d}至{row.expires_on:%Y-%m-%d}",
            reverse("organisation_page", args=[row.organisation_id]),
        )
        for row in rows.order_by("pk")
    ]


def _assignments(viewer: User, ids: Sequence[int]) -> list[Record]:
    """Assignments, and findings: each is the assignment by which a problem is put right."""
    rows = Assignment.objects.filter(within(viewer, "tasks.view"), pk__in=ids).select_related("task")
    return [
        Record(
            row.task.title,
            f"{row.get_state_display()}" + (f"，时限{row.due_on:%Y-%m-%d}" if row.due_on else ""),
            reverse("assignment_page", args=[row.pk]),
        )
        for row in rows.order_by("pk")
    ]


_READERS: Mapping[str, Callable[[User, Sequence[int]], list[Record]]] = {
    "activity": _activities,
    "membership": _memberships,
    "post": _posts,
    "term": _terms,
    "assignment": _assignments,
    "finding": _assignments,
}
