"""A roster is read, entered once with all that it founds, or dropped; the file itself is not kept."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.core.files.base import ContentFile

from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.files.models import Document
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Membership, Person, Post
from zhibu.domain.rosters.actions import MOST, Entered, drop_roster, enter_roster, receive_roster
from zhibu.domain.rosters.errors import NothingToEnter, RosterGone, RosterTooLong, RosterUnreadable
from zhibu.domain.rosters.models import Roster
from zhibu.domain.rosters.queries import roster_for, sorted_roster
from zhibu.papers.workbook import Sheet, write_workbook

HEADS = ["姓名", "性别", "入党日期", "身份", "党支部", "党小组", "党内职务", "转入日期", "身份证号"]
ROWS = [
    ["甲某", "男", "2010-07-01", "正式党员", "办公室支部", "", "书记", "2021-05-01", "110101"],
    ["乙某", "女", "2012-07-01", "正式党员", "新设党支部", "一组", "书记", "", ""],
    ["丙某", "女", "2013-07-01", "预备党员", "新设党支部", "一组", "组长", "", ""],
    ["丁某", "女", "不详", "正式党员", "新设党支部", "", "", "", ""],
]
SINCE, FOUNDED = date(2026, 1, 1), date(2025, 12, 1)


def read(place: Organisation, rows: Sequence[Sequence[str]], actor: User) -> Roster:
    file = ContentFile(write_workbook([Sheet("党员", [HEADS], rows)]), name="名册.xlsx")
    return receive_roster(place, file, actor=actor, now=NOW)


def entered(roster: Roster, actor: User) -> Entered:
    return enter_roster(roster, since=SINCE, established_on=FOUNDED, actor=actor, now=NOW)


def test_all_who_can_be_are_entered_with_branches_groups_and_posts(world: World) -> None:
    roster = read(world.root, ROWS, world.office)
    assert entered(roster, world.office) == Entered(people=3, branches=1, groups=1)
    told = {
        one.person.name: (one.organisation.short_name, str(one.group or ""), str(one.since), one.status)
        for one in Membership.objects.select_related("person", "organisation", "group")
    }
    assert told == {
        "甲某": ("办公室支部", "", "2021-05-01", "full"),
        "乙某": ("新设党支部", "一组", "2026-01-01", "full"),
        "丙某": ("新设党支部", "一组", "2026-01-01", "probationary"),
    }
    posts = set(Post.objects.values_list("person__name", "organisation__short_name", "kind"))
    assert posts == {
        ("甲某", "办公室支部", "secretary"),
        ("乙某", "新设党支部", "secretary"),
        ("丙某", "一组", "group_leader"),
    }
    assert Organisation.objects.get(short_name="新设党支部").established_on == FOUNDED
    assert not Roster.objects.exists() and not Document.objects.exists()


def test_nothing_but_what_the_register_needs_is_kept_while_it_waits(world: World) -> None:
    assert "110101" not in str(read(world.root, ROWS, world.office).lines)


def test_entering_the_corrected_file_adds_only_who_is_new(world: World) -> None:
    entered(read(world.root, ROWS, world.office), world.office)
    mended = [*ROWS[:3], ["丁某", "女", "2014-07-01", *ROWS[3][3:]]]
    again = read(world.root, mended, world.office)
    assert [one.state for one in sorted_roster(again, viewer=world.office, on=SINCE).entries] == [
        "known",
        "known",
        "known",
        "new",
    ]
    assert entered(again, world.office) == Entered(people=1, branches=0, groups=0)
    assert Person.objects.count() == 4


def test_a_second_secretary_leaves_the_post_to_the_first(world: World) -> None:
    rows = [ROWS[0], ["戊某", "男", "2011-07-01", "正式党员", "办公室支部", "", "书记", "2022-05-01", ""]]
    entered(read(world.root, rows, world.office), world.office)
    assert list(Post.objects.filter(until=None).values_list("person__name", flat=True)) == ["甲某"]


def test_a_roster_is_entered_or_dropped_once(world: World) -> None:
    first = read(world.root, ROWS, world.office)
    second = read(world.root, ROWS, world.office)
    with pytest.raises(RosterGone):
        entered(first, world.office)
    drop_roster(second, actor=world.office, now=NOW)
    with pytest.raises(RosterGone):
        entered(second, world.office)
    assert not Person.objects.exists()
    assert Entry.objects.filter(act="rosters.drop_roster").count() == 1


def test_what_cannot_be_read_or_entered_is_refused_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(RosterUnreadable, match="没有带“姓名”一栏的表格"):
        receive_roster(
            world.root, ContentFile("随便写写。".encode(), name="a.txt"), actor=world.office, now=NOW
        )
    many = [[f"某{number}", *ROWS[0][1:]] for number in range(MOST + 1)]
    with pytest.raises(RosterTooLong, match=f"一次最多登记{MOST}人"):
        read(world.root, many, world.office)
    assert not Roster.objects.exists()
    with pytest.raises(NothingToEnter):
        entered(read(world.root, ROWS[3:], world.office), world.office)


def test_only_who_keeps_the_register_there_reads_or_opens_a_roster(world: World) -> None:
    with pytest.raises(Forbidden):
        read(world.own, ROWS, world.secretary)
    with pytest.raises(Hidden):
        read(world.own, ROWS, world.secretary2)
    roster = read(world.root, ROWS, world.office)
    with pytest.raises(Hidden):
        roster_for(world.secretary, roster.pk)


def test_sorting_asks_as_many_questions_for_many_rows_as_for_few(
    world: World, django_assert_num_queries
) -> None:
    few = read(world.root, ROWS, world.office)
    with django_assert_num_queries(2):
        sorted_roster(few, viewer=world.office, on=SINCE)
    many = read(world.root, [[f"某{n}", *ROWS[0][1:]] for n in range(300)], world.office)
    with django_assert_num_queries(2):
        sorted_roster(many, viewer=world.office, on=SINCE)
