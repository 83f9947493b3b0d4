"""When each organisation held what in the twelve months before the demo's day, and when it was entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhibu.domain.activities import kinds
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.jobs.demo.days import working_day
from zhibu.jobs.demo.world import Branch, World
from zhibu.rules.periods import Period

# How likely a branch of each style held what was due.
_HELD = {"good": 0.985, "late": 0.92, "gaps": 0.6, "fading": 0.97, "silent": 0.0}


@dataclass(frozen=True)
class Event:
    """One activity to record: who held it, what, when, when it was entered, and who was expected."""

    organisation: Organisation
    kind: str
    held_on: date
    recorded_on: date
    expected: tuple[int, ...]
    host_id: int | None
    branch: Branch | None


def draw_events(world: World, model: Branch) -> list[Event]:
    """All activities of all organisations, only of kinds the rule packs know, in the order they were entered.

    `model`, the branch whose secretary the demo shows first, still owes this month's theme day.
    """
    known = kinds.catalogue()
    events = [
        event
        for branch in world.branches
        for event in _of_branch(world, branch)
        if not (branch is model and event.kind == "theme_day" and _same_month(event.held_on, world.as_of))
    ]
    events += [event for path in world.seats for event in _of_committee(world, path)]
    events = [event for event in events if event.kind in known and event.recorded_on < world.as_of]
    return sorted(events, key=lambda event: (event.recorded_on, event.organisation.path, event.kind))


def _of_branch(world: World, branch: Branch) -> Iterator[Event]:
    rng = world.rng
    quiet_after = world.as_of - timedelta(days=rng.randrange(150, 230))
    theme_day, rhythm = rng.randrange(4, 26), rng.randrange(3)
    for month in _months(world):
        for kind, wished in _due(month, theme_day, rhythm, branch):
            for organisation in branch.groups if kind == "group_meeting" else [branch.row]:
                held = working_day(month.start + timedelta(days=wished - 1), last=month.end)
                if rng.random() > _HELD[branch.style] or held < branch.row.established_on:
                    continue
                if branch.style == "fading" and held > quiet_after:
                    continue
                yield _event(world, branch, organisation, kind, held)


def _due(month: Period, theme_day: int, rhythm: int, branch: Branch) -> Iterator[tuple[str, int]]:
    """What falls due in a month, with the wished day of the month."""
    yield "theme_day", theme_day
    if len(branch.committee) > 1:
        yield "committee_meeting", 3
    if branch.groups:
        yield "group_meeting", min(26, theme_day + 3)
    if (month.number - 1) % 3 == rhythm:
        yield "member_assembly", min(27, theme_day + 1)
    if (month.number - 1) % 3 == (rhythm + 1) % 3:
        yield "party_lecture", max(2, theme_day - 2)
    if month.number == 12:
        yield "heart_talk", 5
        yield "organisation_life", 18
        yield "democratic_appraisal", 18
    if month.number == 6:
        yield "heart_talk", 8


def _of_committee(world: World, path: str) -> Iterator[Event]:
    organisation = next(row for row in world.organisations if row.path == path)
    if organisation.kind != Kind.COMMITTEE:
        return
    seats = tuple(person.pk for person in world.seats[path])
    for month in _months(world):
        due = [("study_session", 12)] if month.number % 2 else []
        due += [("democratic_life", 20)] if month.number == 1 else []
        for kind, wished in due:
            held = working_day(month.start + timedelta(days=wished), last=month.end)
            yield Event(organisation, kind, held, held + timedelta(days=1), seats, seats[0], None)


def _event(world: World, branch: Branch, organisation: Organisation, kind: str, held: date) -> Event:
    late = branch.style == "late" and world.rng.random() < 0.7
    delay = world.rng.randrange(12, 45) if late else world.rng.randrange(0, 4)
    if kind == "committee_meeting":
        expected = tuple(person.pk for person in branch.committee)
    else:
        group = organisation if organisation.kind == Kind.GROUP else None
        expected = tuple(row.person_id for row in branch.members_on(held, group))
    host = branch.committee[0].pk if branch.committee else None
    if kind == "heart_talk":
        expected = tuple(world.rng.sample(expected, k=min(2, len(expected))))
    return Event(organisation, kind, held, held + timedelta(days=delay), expected, host, branch)


def _months(world: World) -> Iterator[Period]:
    month = Period.containing(world.opened_on, "month").next()
    while month.start <= world.as_of:
        yield month
        month = month.next()


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
