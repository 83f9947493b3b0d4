"""One box finds people, organisations, records and tasks, each within its own permission."""

import pytest

from tests.domain.builders import assign

pytestmark = pytest.mark.django_db


def test_results_are_grouped(secretary, world, recorded):
    assign(world.office, world.root, world.own, title="报送换届材料")
    page = secretary.get("/search/?q=换届").content.decode()
    assert "学习换届规定" in page
    assert "报送换届材料" in page
    assert "陈一" in secretary.get("/search/?q=陈一").content.decode()
    assert "办公室党支部" in secretary.get("/search/?q=办公").content.decode()


def test_one_character_is_too_few_and_nothing_found_says_so(secretary, people):
    assert "至少两个字" in secretary.get("/search/?q=陈").content.decode()
    assert "没有找到“无此人”" in secretary.get("/search/?q=无此人").content.decode()


def test_below_the_box_comes_a_fragment(secretary, people):
    page = secretary.get("/search/?q=陈一", headers={"HX-Request": "true"}).content.decode()
    assert "陈一" in page
    assert "<html" not in page


def test_a_member_finds_no_people_and_a_stranger_nothing(member, stranger, recorded):
    assert "陈一</span>" not in member.get("/search/?q=陈一").content.decode()
    assert "没有找到" in stranger.get("/search/?q=换届").content.decode()


def test_what_was_typed_is_never_markup(secretary, people):
    assert "<b>x" not in secretary.get("/search/?q=<b>x</b>").content.decode()
