"""Storing the year's records with their attendance, and the branches' word that a quarter is complete."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from zhibu.domain.activities.choices import Presence, Reason
from zhibu.domain.activities.models import Activity, Attendance, Declaration
from zhibu.jobs.demo.schedule import Event
from zhibu.jobs.demo.subjects import SUBJECTS, draw_summary, draw_title
from zhibu.jobs.demo.world import World
from zhibu.rules.periods import Period

_PLACES = ("支部会议室", "三楼会议室", "党员活动室", "项目部会议室", "")
_DECLARING = {"good": 0.85, "late": 0.5, "gaps": 0.7, "fading": 0.0, "silent": 0.0}


def store_work(world: World, events: list[Event]) -> list[Activity]:
    """Store one record for each event and return them in the same order."""
    activities = Activity.objects.bulk_create([_activity(world, event) for event in events], batch_size=500)
    _attendance(world.rng, activities, events)
    for row, event in zip(activities, events, strict=True):
        world.log(
            "activities.record_activity",
            row,
            event.organisation.path,
            row.recorded_by,
            row.recorded_at,
            kind=row.kind,
            title=row.title,
            held_on=row.held_on,
            present=len(event.expected),
        )
    return activities


def store_declarations(world: World) -> None:
    """Branches that keep their records in order say so after each quarter, within ten days of its end."""
    rows = []
    quarter = Period.containing(world.opened_on, "quarter").next()
    while quarter.end < world.as_of:
        for branch in world.branches:
            user = branch.secretary_account
            declared_on = quarter.end + timedelta(days=world.rng.randrange(1, 11))
            willing = world.rng.random() < _DECLARING[branch.style]
            if willing and user and declared_on < world.as_of and branch.row.established_on < quarter.start:
                rows.append(
                    Declaration(
                        organisation=branch.row,
                        period=str(quarter),
                        declared_by=user,
                        declared_at=world.moment(declared_on),
                    )
                )
        quarter = quarter.next()
    Declaration.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        world.log(
            "activities.declare_complete",
            row,
            row.organisation.path,
            row.declared_by,
            row.declared_at,
            period=row.period,
        )


def _activity(world: World, event: Event) -> Activity:
    rng = world.rng
    shortest, longest = SUBJECTS[event.kind].length
    recorder = event.branch.secretary_account if event.branch else world.accounts[event.organisation.path]
    return Activity(
        token=UUID(int=rng.getrandbits(128), version=4),
        organisation=event.organisation,
        kind=event.kind,
        title=draw_title(rng, event.kind, _subject_year(event.held_on), event.held_on.month),
        held_on=event.held_on,
        minutes=rng.randrange(shortest, longest + 1, 10),
        place=rng.choice(_PLACES),
        host_id=event.host_id,
        summary=draw_summary(rng, event.kind),
        recorded_by=recorder or world.accounts["office"],
        recorded_at=world.moment(event.recorded_on),
    )


def _subject_year(held_on: date) -> int:
    """A meeting held in the first weeks of a year looks back on the year before."""
    return held_on.year if held_on.month > 2 else held_on.year - 1


def _attendance(rng: Random, activities: list[Activity], events: list[Event]) -> None:
    habits: dict[int, float] = {}
    rows: list[Attendance] = []
    reasons = [Reason.BUSINESS, Reason.SICK, Reason.PERSONAL, Reason.VACATION]
    for activity, event in zip(activities, events, strict=True):
        for person in event.expected:
            habit = habits.setdefault(person, 0.35 if rng.random() < 0.03 else rng.random() * 0.14)
            absent = person != event.host_id and rng.random() < habit
            rows.append(
                Attendance(
                    activity_id=activity.pk,
                    person_id=person,
                    status=Presence.ABSENT if absent else Presence.PRESENT,
                    reason=rng.choices(reasons, weights=(5, 2, 2, 1))[0] if absent else "",
                )
            )
    Attendance.objects.bulk_create(rows, batch_size=2000)
