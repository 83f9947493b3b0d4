"""Drawing the members: who belongs where since when, who is on probation, who has moved."""

from datetime import date, timedelta

from zhibu.domain.people.choices import Gender, Status
from zhibu.domain.people.models import Membership, Person
from zhibu.jobs.demo.names import draw_name
from zhibu.jobs.demo.world import Branch, World

PROBATION = 0.03
MOVED = 0.03
LEFT = 0.008


def draw_people(world: World) -> None:
    """Draw every branch's members and store persons and memberships."""
    persons: list[Person] = []
    memberships: list[Membership] = []
    for branch in world.branches:
        for number in range(branch.size):
            person = _person(world, branch)
            group = branch.groups[number % len(branch.groups)] if branch.groups else None
            since = _joined_branch(world, branch, person)
            status = Status.FULL
            if person.joined_on > world.as_of - timedelta(days=365):
                status = Status.PROBATIONARY
            row = Membership(person=person, organisation=branch.row, group=group, status=status, since=since)
            persons.append(person)
            branch.memberships.append(row)
    _move_some(world)
    Person.objects.bulk_create(persons, batch_size=500)
    for branch in world.branches:
        memberships += branch.memberships
    Membership.objects.bulk_create(memberships, batch_size=500)
    _log(world, memberships)


def _person(world: World, branch: Branch) -> Person:
    rng = world.rng
    gender = Gender.MALE if rng.random() < 0.62 else Gender.FEMALE
    retired = "离退休" in branch.row.short_name
    student = "学生" in branch.row.short_name
    age = rng.randrange(60, 84) if retired else rng.randrange(19, 24) if student else rng.randrange(24, 59)
    birth = world.as_of - timedelta(days=age * 365 + rng.randrange(365))
    if rng.random() < (0.15 if student else PROBATION) and not retired:
        joined = world.as_of - timedelta(days=rng.randrange(15, 350))
    else:
        years = rng.randrange(1, max(2, age - 18))
        joined = max(world.as_of - timedelta(days=370 + years * 365), birth + timedelta(days=18 * 366))
    return Person(name=draw_name(rng, gender), gender=gender, birth_date=birth, joined_on=joined)


def _joined_branch(world: World, branch: Branch, person: Person) -> date:
    """Since when the member belongs to this branch: joining the Party, or coming from elsewhere later."""
    earliest = max(person.joined_on, branch.row.established_on)
    span = max(1, (world.opened_on - earliest).days)
    return earliest if earliest > world.opened_on else earliest + timedelta(days=world.rng.randrange(span))


def _move_some(world: World) -> None:
    """Within the year a few members come from another branch, and a few of a branch's former members are gone."""
    for branch in world.branches:
        for row in list(branch.memberships):
            if row.until or row.status != Status.FULL or row.since >= world.opened_on:
                continue
            chance = world.rng.random()
            day = world.as_of - timedelta(days=world.rng.randrange(20, 360))
            if chance < MOVED:
                origin = world.rng.choice(world.branches)
                if (
                    origin is branch
                    or day <= branch.row.established_on
                    or row.since <= origin.row.established_on
                ):
                    continue
                past = Membership(
                    person=row.person,
                    organisation=origin.row,
                    status=row.status,
                    since=row.since,
                    until=day - timedelta(days=1),
                )
                origin.memberships.append(past)
                row.since = day
            elif chance < MOVED + LEFT:
                row.until = day


def _log(world: World, memberships: list[Membership]) -> None:
    first = sorted(memberships, key=lambda row: (row.since, row.pk))
    home: dict[int, int] = {}
    for row in first:
        when, place = world.entered(row.since), row.organisation.path
        if row.person_id in home:
            world.log(
                "people.transfer_member",
                row.person,
                place,
                None,
                when,
                old=home[row.person_id],
                new=row.organisation_id,
                on=row.since,
            )
        else:
            world.log(
                "people.admit_member", row.person, place, None, when, since=row.since, status=row.status
            )
        home[row.person_id] = row.organisation_id
