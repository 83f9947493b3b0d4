"""A roster in the browser: uploaded, looked through, entered or dropped."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World
from zhibu.domain.people.models import Membership
from zhibu.domain.rosters.models import Roster
from zhibu.papers.opening import open_document
from zhibu.papers.rosters import read_roster
from zhibu.papers.workbook import Sheet, write_workbook

HEADS = ["姓名", "性别", "入党日期", "身份", "党支部"]
ROWS = [["甲某", "男", "2010-07-01", "正式党员", "办公室支部"], ["乙某", "女", "", "正式党员", "新设党支部"]]


@pytest.fixture
def page(office: Client, world: World) -> str:
    """The address of a roster that waits."""
    file = SimpleUploadedFile("名册.xlsx", write_workbook([Sheet("党员", [HEADS], ROWS)]))
    answer = office.post(f"/organisations/{world.root.pk}/roster/", {"file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_each_row_is_shown_and_only_good_ones_are_entered(office: Client, page: str) -> None:
    shown = office.get(page).content.decode()
    assert "1人可以登记，0人已在名册，1行有问题" in shown and "没有写入党日期" in shown
    days = {"since": "2026-01-01", "established_on": "2026-01-01"}
    after = office.post(page, {"act": "enter"} | days, follow=True).content.decode()
    assert "已登记1名党员。" in after
    assert Membership.objects.get().person.name == "甲某"
    assert office.post(page, {"act": "enter"} | days).status_code == 404


def test_a_day_that_is_no_day_keeps_the_page(office: Client, page: str) -> None:
    answer = office.post(page, {"act": "enter", "since": "明天", "established_on": "2026-01-01"})
    assert answer.status_code == 422 and not Membership.objects.exists()


def test_a_roster_is_dropped_and_offered_until_then(office: Client, world: World, page: str) -> None:
    upload = f"/organisations/{world.root.pk}/roster/"
    assert "还没有登记" in office.get(upload).content.decode()
    assert "没有登记任何人" in office.post(page, {"act": "drop"}, follow=True).content.decode()
    assert not Roster.objects.exists()


def test_a_file_that_is_no_roster_is_refused_in_place(office: Client, world: World) -> None:
    address = f"/organisations/{world.root.pk}/roster/"
    answer = office.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK")})
    assert answer.status_code == 422
    assert "还没有选择文件" in office.post(address).content.decode()


def test_the_blank_roster_has_every_heading_that_is_read(office: Client) -> None:
    content = office.get("/rosters/blank/").content
    table = open_document("名册.xlsx", content)
    heads = [[table.of(cell) for cell in table.tables[0].rows[0]]]
    filled = write_workbook([Sheet("党员", heads, [["某"] * len(heads[0])])])
    [line] = read_roster(open_document("名册.xlsx", filled))
    assert len(line.said) == len(heads[0]) == 9
