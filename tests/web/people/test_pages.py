"""The register for those who keep it; a member's file for them and for the member."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.domain.builders import admit
from zhibu.domain.people.choices import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def myself(world, people):
    """The first member of the branch is the one who signs in as member."""
    people[0].user = world.member
    people[0].save()
    return people[0]


def rows(page: str) -> int:
    return page.count('<td class="wide"')


def test_the_register_is_scoped_and_narrowed(secretary, office, world, people):
    admit(world.other, "赵六")
    admit(world.own, "李预", status=Status.PROBATIONARY)
    assert rows(secretary.get("/people/").content.decode()) == 4
    assert rows(office.get("/people/").content.decode()) == 5
    assert rows(office.get(f"/people/?organisation={world.other.pk}").content.decode()) == 1
    assert rows(secretary.get("/people/?q=李").content.decode()) == 2
    assert rows(secretary.get("/people/?status=probationary").content.decode()) == 1
    assert rows(secretary.get("/people/?status=nonsense&page=x").content.decode()) == 4
    assert secretary.get(f"/people/?organisation={world.other.pk}").status_code == 404


def test_the_register_is_not_for_members(member):
    for page in ("/people/", "/people/export/"):
        assert member.get(page).status_code == 403


def test_the_workbook_holds_what_the_list_holds(secretary, people):
    answer = secretary.get("/people/export/?q=陈")
    lines = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines] == ["姓名", "陈一"]


def test_a_file_shows_attendance_and_hours_with_their_source(secretary, people, recorded):
    page = secretary.get(f"/people/{people[0].pk}/").content.decode()
    for words in ("应到1次，到会1次", "1.5小时", "学习换届规定", "书记甲记录", "办公室支部"):
        assert words in page


def test_a_member_sees_the_own_file_and_no_other(member, myself, people, recorded):
    page = member.get("/me/").content.decode()
    for words in ("登记信息", "未登记", "学习换届规定", "书记甲记录", "修改密码", "退出登录", "账号的角色"):
        assert words in page
    assert member.get(f"/people/{myself.pk}/").status_code == 200
    assert member.get(f"/people/{people[1].pk}/").status_code == 404


def test_an_account_without_a_member_has_its_own_page(office):
    assert "没有对应的党员登记" in office.get("/me/").content.decode()


def test_another_branchs_members_do_not_exist(secretary2, people):
    assert secretary2.get(f"/people/{people[0].pk}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_register(office, world):
    counts = []
    for batch in range(2):
        for number in range(20):
            admit(world.branches[number % 6], f"张{batch}{number}")
        with CaptureQueriesContext(connection) as queries:
            office.get("/people/")
        counts.append(len(queries))
    assert counts[0] == counts[1] < 12
