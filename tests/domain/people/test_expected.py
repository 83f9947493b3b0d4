"""Who is expected at an activity: the people the record form ticks."""

from datetime import date

import pytest

from tests.domain.builders import add_group, admit
from tests.world import World
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import PostKind, Status
from zhibu.domain.people.models import Person, Post
from zhibu.domain.people.queries import expected_at, namable_people

DAY = date(2026, 3, 9)


def names(people) -> set[str]:
    return {person.name for person in people}


def seat(person: Person, organisation: Organisation, kind: PostKind, **dates) -> None:
    Post.objects.create(
        person=person, organisation=organisation, kind=kind, **{"since": date(2024, 1, 1), **dates}
    )


@pytest.fixture
def branch(world: World) -> Organisation:
    """Four members, one on probation, one gone; a group of two; a committee of two."""
    group = add_group(world.own)
    secretary, officer = admit(world.own, "书记"), admit(world.own, "委员", group=group)
    admit(world.own, "预备", group=group, status=Status.PROBATIONARY)
    admit(world.own, "离开", until=date(2026, 3, 8))
    admit(world.other, "外人")
    seat(secretary, world.own, PostKind.SECRETARY)
    seat(officer, world.own, PostKind.ORGANISATION_MEMBER)
    return world.own


def test_a_branch_expects_all_its_members_of_the_day(branch: Organisation) -> None:
    assert names(expected_at(branch, "theme_day", on=DAY)) == {"书记", "委员", "预备"}
    assert "离开" in names(expected_at(branch, "theme_day", on=date(2026, 3, 8)))


def test_a_committee_meeting_expects_those_who_sit_in_the_committee(branch: Organisation) -> None:
    assert names(expected_at(branch, "committee_meeting", on=DAY)) == {"书记", "委员"}


def test_a_group_expects_its_own_members(branch: Organisation) -> None:
    group = Organisation.objects.get(kind=Kind.GROUP)
    assert names(expected_at(group, "group_meeting", on=DAY)) == {"委员", "预备"}


def test_a_committee_expects_its_office_holders_once_each(world: World, branch: Organisation) -> None:
    leader = admit(world.own, "班子")
    for kind in (PostKind.DEPUTY_SECRETARY, PostKind.LEADER):
        seat(leader, world.organ, kind)
    seat(admit(world.own, "前任"), world.organ, PostKind.LEADER, until=date(2025, 1, 1))
    assert [person.name for person in expected_at(world.organ, "study_session", on=DAY)] == ["班子"]


def test_a_record_may_name_members_past_and_present_and_holders_of_posts(
    world: World, branch: Organisation
) -> None:
    seat(admit(world.other, "下派书记"), branch, PostKind.SECRETARY)
    assert names(namable_people(branch)) == {"书记", "委员", "预备", "离开", "下派书记"}


def test_a_groups_record_may_name_members_of_the_whole_branch(branch: Organisation) -> None:
    assert "书记" in names(namable_people(Organisation.objects.get(kind=Kind.GROUP)))
