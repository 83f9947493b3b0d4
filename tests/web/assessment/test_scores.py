"""The table of scores of a closed quarter: in tree order, by band, to its reckoning, as a workbook."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from django.utils import timezone

from tests.judged import House
from tests.web.assessment.test_pages import page, signed_in
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.assessment.models import Closing
from zhibu.papers import open_document
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given

Q3 = Period.parse("2026Q3")
DAYS = (date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))


def closed(house: House) -> Closing:
    """The third branch stands higher than the first; the second has no records."""
    house.hold(house.branches[0], "theme_day", DAYS[0])
    house.hold(house.branches[2], "theme_day", *DAYS)
    house.hold(house.branches[2], "committee_meeting", *DAYS)
    house.hold(house.branches[2], "party_lecture", DAYS[0])
    house.hold(house.branches[2], "member_assembly", DAYS[0])
    given = Given(Fraction(0), evidence=("无",), reason="未申报")
    said = [Said(branch, given) for branch in house.branches]
    state("branch_points", "innovation", Q3, said, actor=house.office, now=timezone.now())
    return close_period(house.root, Q3, actor=house.office, now=timezone.now())


def test_organisations_stand_in_tree_order_whatever_their_points(house: House) -> None:
    closed(house)
    shown = page(house.office, "/scores/2026Q3/")
    places = [shown.index(f">{branch.short_name}</a></th>") for branch in house.branches]
    assert places == sorted(places)
    assert "二档 1" in shown and "三档 1" in shown and "暂无数据 1" in shown
    assert "<strong>80</strong>" in shown


def test_the_table_is_narrowed_by_band_unit_and_name(house: House) -> None:
    closed(house)

    def names(query: str) -> list[str]:
        shown = page(house.office, f"/scores/2026Q3/?{query}")
        return [branch.short_name for branch in house.branches if f">{branch.short_name}</a></th>" in shown]

    assert names("band=二档") == ["第3支部"]
    assert names("band=unknown") == ["第2支部"]
    assert names("q=第1") == ["第1支部"]
    assert names(f"unit={house.branches[0].unit_id}") == ["第1支部", "第2支部", "第3支部"]
    assert names("unit=999999") == []


def test_a_score_opens_to_its_sheet_and_each_item_to_its_reckoning(house: House) -> None:
    closed(house)
    shown = page(house.office, "/scores/2026Q3/")
    third = house.branches[2].pk
    assert f'href="/sheets/2026Q3/{third}/branch_points/"' in shown
    assert f'href="/sheets/2026Q3/{third}/branch_points/theme/"' in shown
    assert "快照" in page(house.office, f"/sheets/2026Q3/{third}/branch_points/theme/")


def test_a_branch_is_led_to_its_own_sheet_and_others_see_nothing(house: House) -> None:
    closed(house)
    own = house.branches[0].pk
    answer = signed_in(house.secretary).get("/scores/2026Q3/")
    assert answer["Location"] == f"/sheets/2026Q3/{own}/branch_points/"
    page(house.secretary, f"/scores/2026Q3/?organisation={house.branches[2].pk}", 404)
    member = house.grant(User.objects.create(username="member"), "member", house.branches[0])
    page(member, "/scores/2026Q3/", 404)


def test_before_the_closing_there_is_no_table(house: House) -> None:
    assert "还没有结账" in page(house.office, "/scores/2026Q3/")


def test_the_workbook_says_unknown_where_it_is_unknown(house: House) -> None:
    closed(house)
    answer = signed_in(house.office).get("/scores/2026Q3/export/")
    document = open_document("表.xlsx", answer.content)
    rows = [[document.of(cell) for cell in row] for row in document.tables[0].rows]
    assert rows[0][:5] == ["单位", "党组织", "总分", "档次", "党员大会"]
    assert rows[2][1:4] == ["第2支部", "暂无数据", "暂无数据"]
    assert rows[3][1:4] == ["第3支部", "80", "二档"]


def test_the_table_costs_the_same_queries_whatever_the_size(
    houses: Callable[..., House], django_assert_max_num_queries
) -> None:
    house = houses(branches=60, members=3)
    closed(house)
    client = signed_in(house.office)
    with django_assert_max_num_queries(20) as asked:
        assert "第1页，共2页" in client.get("/scores/2026Q3/").content.decode()
    with django_assert_max_num_queries(len(asked.captured_queries)):
        client.get("/scores/2026Q3/?page=2")
