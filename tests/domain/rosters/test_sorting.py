"""What becomes of a row of a roster: entered, there already, or refused with words that say what to do."""

from dataclasses import replace
from datetime import date

import pytest

from zhibu.domain.people.choices import PostKind
from zhibu.domain.rosters.sorting import Entry, Held, Register, sort_lines
from zhibu.papers.rosters import RosterLine

REGISTER = Register(
    branches={
        "第一党支部": [(1, "第一支部")],
        "第一支部": [(1, "第一支部")],
        "机关支部": [(2, "机关支部"), (3, "机关支部")],
    },
    groups={(1, "第一党小组"): 9},
    held=[Held("乙某", date(2012, 7, 1), 1, "第一支部"), Held("丙某", date(2013, 7, 1), 2, "机关支部")],
    own=None,
    may_found=True,
    today=date(2026, 11, 21),
)
GOOD = {
    "name": "甲某",
    "gender": "男",
    "joined_on": "2010-07-01",
    "status": "正式党员",
    "branch": "第一党支部",
}


def sorted_one(register: Register = REGISTER, /, **said: str) -> Entry:
    [entry] = sort_lines([RosterLine("第2行", GOOD | said)], register).entries
    return entry


def test_a_good_row_is_entered_in_its_branch_and_group() -> None:
    entry = sorted_one(
        branch="中共第一 党支部", group="第一党小组", posts="支部书记、工会主席", since="2020.3"
    )
    assert entry.state == "new" and entry.newcomer is not None
    assert (entry.newcomer.branch, entry.newcomer.group, entry.newcomer.since) == (1, 9, date(2020, 3, 1))
    assert entry.newcomer.posts == (PostKind.SECRETARY,)
    assert entry.notes == ("转入日期只写到月，按2020-03-01登记", "职务“工会主席”不是支部职务，不登记")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("书记", "secretary"),
        ("党支部副书记", "deputy_secretary"),
        ("支部组织委员", "organisation_member"),
        ("纪检委员", "discipline_member"),
        ("组长", "group_leader"),
        ("小组长", "group_leader"),
        ("党小组组长", "group_leader"),
        ("党小组长", "group_leader"),
    ],
)
def test_posts_are_told_as_clerks_write_them(words: str, kind: str) -> None:
    newcomer = sorted_one(posts=words, group="第一党小组").newcomer
    assert newcomer is not None and newcomer.posts == (kind,)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "没有写姓名"),
        ({"name": "某" * 31}, "姓名超过30个字"),
        ({"gender": "未知"}, "性别要写“男”或“女”"),
        ({"status": "群众"}, "身份要写“正式党员”或“预备党员”"),
        ({"status": ""}, "身份要写"),
        ({"joined_on": ""}, "没有写入党日期"),
        ({"joined_on": "去年"}, "“去年”看不懂"),
        ({"joined_on": "2030-07-01"}, "不在1921年到今天之间"),
        ({"branch": ""}, "没有写党支部"),
        ({"branch": "机关支部"}, "有2个党支部都叫"),
        ({"branch": "新材料研究所"}, "名称须以“支部”结尾"),
        ({"name": "乙某", "joined_on": "2015-07-01"}, "若是另一人，请在登记变动里接收"),
        ({"name": "丙某", "joined_on": "2013-07-01"}, "请在机关支部的登记变动里转出"),
    ],
)
def test_a_row_that_cannot_be_entered_says_why(said: dict[str, str], why: str) -> None:
    entry = sorted_one(REGISTER, **said)
    assert entry.state == "refused" and entry.newcomer is None
    assert why in entry.why


def test_who_is_registered_already_is_not_entered_again() -> None:
    assert sorted_one(name="乙某", joined_on="2012-07-01").state == "known"


def test_who_stands_in_the_file_twice_is_entered_once() -> None:
    found = sort_lines([RosterLine(place, GOOD) for place in ("第2行", "第9行")], REGISTER)
    assert [entry.state for entry in found.entries] == ["new", "refused"]
    assert "与第2行是同一人" in found.entries[1].why


def test_a_branch_that_is_not_there_is_founded_with_its_group_unless_the_viewer_may_not() -> None:
    line = RosterLine("第2行", GOOD | {"branch": "新某党支部", "group": "一组"})
    found = sort_lines([line], REGISTER)
    assert (found.new_branches, found.new_groups) == (["新某党支部"], [("新某党支部", "一组")])
    refused = sort_lines([line], replace(REGISTER, may_found=False))
    assert refused.new_branches == [] and "请先请党务部门新设" in refused.refused[0].why


def test_in_a_branch_of_its_own_the_column_may_be_empty_and_no_branch_is_founded() -> None:
    own = replace(REGISTER, own=(1, "第一支部"))
    newcomer = sorted_one(own, branch="").newcomer
    assert newcomer is not None and newcomer.branch == 1
    assert sorted_one(own, branch="新某党支部").state == "refused"
