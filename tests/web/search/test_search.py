"""One box finds people, organisations, records, tasks and rules, each within its own permission."""

import re

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


def test_words_between_blanks_are_found_in_any_order_and_in_the_lists(secretary, recorded):
    for address in ("/search/?q=规定 换届", "/search/?q=党支部 换届", "/records/?q=规定 党支部"):
        assert "学习换届规定" in secretary.get(address).content.decode()
    assert "没有找到" in secretary.get("/search/?q=换届 无此词").content.decode()
    assert "学习换届规定" not in secretary.get("/records/?q=换届 无此词").content.decode()
    assert "主题党日按月开展" in secretary.get("/search/?q=固定 主题党日").content.decode()


def test_one_character_is_too_few_and_nothing_found_says_so(secretary, people):
    assert "至少两个字" in secretary.get("/search/?q=陈").content.decode()
    assert "没有找到“无此人”" in secretary.get("/search/?q=无此人").content.decode()


def test_below_the_box_comes_a_fragment(secretary, people):
    page = secretary.get("/search/?q=陈一", headers={"HX-Request": "true"}).content.decode()
    assert "陈一" in page
    assert "<html" not in page


def test_a_member_finds_no_people_and_a_stranger_nothing(member, stranger, recorded):
    assert "陈一</span>" not in member.get("/search/?q=陈一").content.decode()
    assert "没有找到" in stranger.get("/search/?q=学习换届").content.decode()


def test_what_was_typed_is_never_markup(secretary, people):
    assert "<b>x" not in secretary.get("/search/?q=<b>x</b>").content.decode()


@pytest.mark.parametrize(
    ("text", "title", "address"),
    [
        ("党课", "党课按季开展", "/rules/branch-life/#indicator-party_lecture"),
        ("召开支委会", "召开支委会", "/rules/branch-life/#duty-committee_meeting_duty"),
        ("换届延期", "换届延期上限：12个月", "/rules/organisation-terms/#number-extension_months"),
        ("标准化", "支部标准化建设年度评分表", "/rules/branch-standardisation/#sheet-branch_standardisation"),
        ("第十六条", "主题党日按月开展", "/rules/branch-life/#indicator-theme_day"),
        ("相对固定", "主题党日按月开展", "/rules/branch-life/#indicator-theme_day"),
    ],
)
def test_rules_are_found_by_name_clause_and_wording(secretary, world, text, title, address):
    page = secretary.get(f"/search/?q={text}").content.decode()
    assert title in page
    assert address in page


def test_the_address_of_a_found_rule_is_a_row_of_its_page(secretary, world):
    for text in ("积分", "党员", "不少于"):
        page = secretary.get(f"/search/?q={text}").content.decode()
        found = re.findall(r'href="(/rules/[a-z-]+/)#([\w-]+)"', page)
        assert found
        for address, anchor in found:
            assert f'id="{anchor}"' in secretary.get(address).content.decode()


def test_a_search_costs_the_same_whatever_it_finds(secretary, world, recorded, django_assert_max_num_queries):
    secretary.get("/search/?q=党课")
    for text in ("党课", "无此人", "换届"):
        with django_assert_max_num_queries(14):
            secretary.get(f"/search/?q={text}")
