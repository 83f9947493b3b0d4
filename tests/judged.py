"""What judging is tested on: a small committee with three branches, and recording in few words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

from zhibu.domain.access.models import Grant
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity, Attendance, Declaration
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.domain.people.models import Membership, Person, Post
from zhibu.domain.rulebook.actions import activate_edition, begin_edition, edit_file, propose_edition

FOUNDED = date(2015, 1, 1)
CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 12, 9, 0, tzinfo=CHINA)
TERM = "2024-03-01~2027-02-28"
BY_TERM = {
    "indicators/yearly.yaml": """
term_lectures:
  title: 任期内党课
  subject: organisation
  kinds: [branch]
  period: term
  value: {fact: party_lectures}
  required: 2
  unit: 次
  clause: local-custom/BR-15
""",
    "cases/yearly.yaml": f"""
term_lectures:
  - {{case: 两次, period: {TERM}, facts: {{party_lectures: 2}}, verdict: met}}
  - {{case: 一次, period: {TERM}, facts: {{party_lectures: 1}}, verdict: not_met}}
  - {{case: 没有记录, period: {TERM}, facts: {{}}, verdict: unknown}}
""",
}
"""File of branch-life -> what to add for an indicator by term of office."""


@dataclass
class House:
    """The tree, its people and its accounts."""

    root: Organisation
    branches: list[Organisation]
    group: Organisation
    office: User
    secretary: User
    people: dict[int, list[Person]] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    def hold(self, organisation: Organisation, kind: str, *days: date, minutes: int = 60) -> list[Activity]:
        """Record one activity on each day with everyone of the branch present but the last."""
        found = [
            Activity.objects.create(
                token=uuid4(),
                organisation=organisation,
                kind=kind,
                title=f"活动{next(self.numbers)}",
                held_on=day,
                minutes=minutes,
                recorded_by=self.secretary,
                recorded_at=datetime(day.year, day.month, day.day, 18, tzinfo=CHINA),
            )
            for day in days
        ]
        for activity in found:
            expected = self.people.get(organisation.pk, [])
            Attendance.objects.bulk_create(
                Attendance(activity=activity, person=person, status="present") for person in expected[:-1]
            )
        return found

    def declare(self, organisation: Organisation, period: str) -> Declaration:
        return Declaration.objects.create(
            organisation=organisation, period=period, declared_by=self.secretary, declared_at=NOW
        )

    def grant(self, user: User, role: str, organisation: Organisation) -> User:
        Grant.objects.create(user=user, role=role, organisation=organisation, since=FOUNDED)
        return user


def add_below(parent: Organisation, name: str, kind: str, unit: Unit | None = None) -> Organisation:
    child = Organisation(
        name=name, short_name=name, kind=kind, category="organ", unit=unit, established_on=FOUNDED
    )
    Organisation.objects.add_child(parent, instance=child)
    return child


def add_branch(parent: Organisation, name: str, unit: Unit | None = None) -> Organisation:
    return add_below(parent, name, "branch", unit)


def make_house(branches: int = 3, members: int = 9) -> House:
    """A committee with so many branches; the first has two groups, the second six full members only."""
    unit = Unit.objects.create(name="第一处", short_name="一处", category="organ")
    root = Organisation(
        name="厅直属机关党委",
        short_name="机关党委",
        kind="committee",
        category="organ",
        established_on=FOUNDED,
    )
    Organisation.objects.add_root(instance=root)
    children = [add_branch(root, f"第{number}支部", unit) for number in range(1, branches + 1)]
    groups = [add_below(children[0], f"第{number}小组", "group") for number in (1, 2)]
    house = House(
        root,
        children,
        groups[0],
        User.objects.create(username="office"),
        User.objects.create(username="secretary"),
    )
    house.grant(house.office, "office", root)
    house.grant(house.secretary, "secretary", children[0])
    for number, branch in enumerate(children):
        _people(house, branch, 6 if number == 1 else members, groups if number == 0 else [])
    return house


def _people(house: House, branch: Organisation, members: int, groups: list[Organisation]) -> None:
    house.people[branch.pk] = [
        Person.objects.create(name=f"党员{branch.pk}-{number}", gender="male", joined_on=FOUNDED)
        for number in range(members)
    ]
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=branch,
            group=groups[number % 2] if groups else None,
            status="full",
            since=FOUNDED,
        )
        for number, person in enumerate(house.people[branch.pk])
    )
    Post.objects.create(
        person=house.people[branch.pk][0], organisation=branch, kind="secretary", since=FOUNDED
    )


def activate(house: House, pack: str, added: Mapping[str, str]) -> None:
    """Put a pack in force with texts added to its files, by two people as it must be."""
    edition = begin_edition(pack, actor=house.office, now=NOW)
    for path, text in added.items():
        whole = edition.files[path].rstrip() + "\n" + text
        edition = edit_file(edition, path, whole, actor=house.office, now=NOW)
    second = house.grant(User.objects.create(username="activates"), "office", house.root)
    proposed = propose_edition(edition, reason="试验", actor=house.office, now=NOW)
    activate_edition(proposed, actor=second, now=NOW)
