"""The tree and an organisation's page: states rolled up, branches on demand, nothing out of reach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import add_branches
from zhibu.domain.tasks.actions import TaskSpec, issue_task

pytestmark = pytest.mark.django_db


def test_the_tree_opens_with_the_viewers_top_and_its_children(office, secretary, world):
    page = office.get("/organisations/").content.decode()
    assert "厅党委" in page
    assert "公路党委" in page
    assert "公路一支部" not in page
    page = secretary.get("/organisations/").content.decode()
    assert "办公室支部" in page
    assert f"/organisations/{world.organ.pk}/" not in page


def test_what_lies_below_is_fetched_on_demand(office, secretary, world):
    page = office.get(f"/organisations/{world.highway.pk}/below/").content.decode()
    assert "公路一支部" in page
    assert secretary.get(f"/organisations/{world.highway.pk}/below/").status_code == 404


def test_states_are_rolled_up(office, world, recorded, today):
    spec = TaskSpec("报送", list(world.branches[2:4]), due_on=today - timedelta(days=1))
    issue_task(world.root, spec, actor=world.office, now=timezone.now())
    page = office.get("/organisations/").content.decode()
    assert "逾期2" in page
    assert "无数据3" in page
    assert "正常1" in page


def test_an_organisation_is_found_by_name(office):
    page = office.get("/organisations/?q=第一").content.decode()
    assert "路桥集团第一党支部" in page
    assert "公路中心第二党支部" not in page
    assert "没有名称含" in office.get("/organisations/?q=没有这样的").content.decode()


def test_the_page_of_a_branch(secretary, world, people, recorded):
    page = secretary.get(f"/organisations/{world.own.pk}/").content.decode()
    for words in ("办公室党支部", "3人", "学习换届规定", "本季度考核情况", "任期届满", "暂无数据"):
        assert words in page


def test_its_duties_come_after_the_page(secretary, secretary2, world, recorded):
    address = f"/organisations/{world.own.pk}/duties/"
    assert "<html" in secretary.get(address).content.decode()
    page = secretary.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "已完成" in page
    assert "支部工作条例" in page
    assert secretary2.get(address).status_code == 404


def test_a_member_sees_the_organisation_without_the_register(member, world, people):
    page = member.get(f"/organisations/{world.own.pk}/").content.decode()
    assert "/people/" not in page.split("<main")[1]
    assert "本季度考核情况" not in page


def test_out_of_reach_is_not_found(secretary2, stranger, world):
    for client in (secretary2, stranger):
        assert client.get(f"/organisations/{world.own.pk}/").status_code == 404
    assert stranger.get("/organisations/").status_code == 403


@pytest.mark.parametrize("page", ["/organisations/", "/organisations/{root}/"])
def test_the_number_of_queries_does_not_grow_with_the_tree(office, world, page):
    office.get("/")
    counts = []
    for count in (3, 40):
        add_branches(world.company, count) if count == 40 else None
        with CaptureQueriesContext(connection) as queries:
            office.get(page.format(root=world.root.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1] < 12
