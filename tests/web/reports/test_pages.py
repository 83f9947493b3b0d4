"""The leader's page and the bulletin, as each role meets them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.judged import House
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.reports.actions import draft_bulletin
from zhibu.domain.reports.models import Report
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def closed(house: House, period: str = "2026Q3") -> Closing:
    return close_period(house.root, Period.parse(period), actor=house.office, now=timezone.now())


@pytest.fixture
def bulletin(house: House) -> Report:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    return draft_bulletin(closed(house), actor=house.office, now=timezone.now())


def test_the_overview_answers_five_questions_before_anything_was_closed(house: House) -> None:
    shown = signed_in(house.office).get("/overview/").content.decode()
    for question in ("做了什么", "欠什么", "不清楚什么", "比上季度怎样", "该问谁"):
        assert f"<h2>{question}</h2>" in shown
    assert "暂无数据" in shown


def test_the_overview_tells_what_is_met_not_met_and_unknown(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 4, 8), date(2026, 7, 8))
    closed(house, "2026Q2")
    closed(house)
    shown = signed_in(house.office).get("/overview/").content.decode()
    assert "/results/2026Q3/?verdict=unknown" in shown
    assert "变为2026年第三季度的" in shown
    assert 'data-chart="by-unit-option"' in shown and 'data-chart="trend-option"' in shown


@pytest.mark.parametrize("branches", [3, 40])
def test_the_overview_stays_under_twelve_queries(
    houses: Callable[..., House], django_assert_max_num_queries, branches: int
) -> None:
    house = houses(branches=branches, members=3)
    house.hold(house.branches[0], "theme_day", date(2026, 4, 8), date(2026, 7, 8))
    closed(house, "2026Q2")
    closed(house)
    client = signed_in(house.office)
    with django_assert_max_num_queries(11):
        assert client.get("/overview/").status_code == 200


def test_a_member_has_no_overview(house: House) -> None:
    member = house.grant(User.objects.create(username="member"), "member", house.branches[0])
    assert signed_in(member).get("/overview/").status_code == 404


def test_figures_are_links_to_their_source(house: House, bulletin: Report) -> None:
    client = signed_in(house.office)
    assert 'class="traced"' in client.get(f"/reports/{bulletin.pk}/").content.decode()
    shown = client.get(f"/reports/{bulletin.pk}/figures/主题党日按月开展未达标数/").content.decode()
    assert bulletin.closing.digest in shown
    assert "第1支部" in shown and "第2支部" not in shown
    assert client.get(f"/reports/{bulletin.pk}/figures/没有这个数/").status_code == 404


def test_a_block_is_edited_in_place_and_a_refusal_keeps_the_words(house: House, bulletin: Report) -> None:
    client = signed_in(house.office)
    address = f"/reports/{bulletin.pk}/blocks/next-problems/"
    assert "<textarea" in client.get(f"{address}?edit").content.decode()
    assert "请于11月底前办结" in client.post(address, {"text": "请于11月底前办结。"}).content.decode()
    refused = client.post(address, {"text": "共【没有的数】项"})
    assert refused.status_code == 422
    assert "共【没有的数】项" in refused.content.decode()


def test_the_document_can_be_fetched(house: House, bulletin: Report) -> None:
    answer = signed_in(house.office).get(f"/reports/{bulletin.pk}/docx/")
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer["Content-Disposition"]


def test_a_secretary_reads_what_is_issued_and_changes_nothing(house: House, bulletin: Report) -> None:
    secretary, office = signed_in(house.secretary), signed_in(house.office)
    assert secretary.get(f"/reports/{bulletin.pk}/").status_code == 404
    assert office.post(f"/reports/{bulletin.pk}/issue/").status_code == 302
    shown = secretary.get(f"/reports/{bulletin.pk}/")
    assert shown.status_code == 200
    assert "block-edit" not in shown.content.decode()
    assert secretary.post(f"/reports/{bulletin.pk}/issue/").status_code == 404


def test_drafting_from_the_page_leads_to_the_bulletin(house: House) -> None:
    closing = closed(house)
    answer = signed_in(house.office).post(f"/reports/bulletin/{closing.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/reports/{Report.objects.get().pk}/")


def test_drafting_a_bulletin_that_is_there_goes_on_with_it(house: House, bulletin: Report) -> None:
    answer = signed_in(house.office).post(f"/reports/bulletin/{bulletin.closing_id}/")
    assert answer["Location"] == f"/reports/{bulletin.pk}/"
    bulletin.refresh_from_db()
    assert bulletin.former is None


def test_a_yearly_report_is_begun_from_any_period_of_its_year_and_only_once(house: House) -> None:
    closed(house)
    client = signed_in(house.office)
    made = [
        client.post("/reports/begin/", {"kind": "annual", "period": period})["Location"]
        for period in ("2026Q3", "2026")
    ]
    report = Report.objects.get()
    assert (report.period, made) == ("2026", [f"/reports/{report.pk}/"] * 2)
    assert "这份已经写过" in client.get(made[1]).content.decode()
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    close_period(house.root, Q3, actor=house.office, now=timezone.now(), reason="补录")
    assert (
        "这份已经写过"
        not in client.get(
            client.post("/reports/begin/", {"kind": "annual", "period": "2026"})["Location"]
        ).content.decode()
    )


def test_what_a_new_writing_changed_is_told_and_can_be_put_back(house: House, bulletin: Report) -> None:
    client = signed_in(house.office)
    assert "撤回这次生成" not in client.get(f"/reports/{bulletin.pk}/").content.decode()
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    close_period(house.root, Q3, actor=house.office, now=timezone.now(), reason="补录")
    client.post(f"/reports/{bulletin.pk}/again/")
    shown = client.get(f"/reports/{bulletin.pk}/").content.decode()
    assert "与上一版相比：变了" in shown
    assert "撤回这次生成" in shown
    client.post(f"/reports/{bulletin.pk}/undo/")
    assert "撤回这次生成" not in client.get(f"/reports/{bulletin.pk}/").content.decode()


def test_a_block_is_moved_in_place_and_told_where_it_cannot_go(house: House, bulletin: Report) -> None:
    client, address = signed_in(house.office), f"/reports/{bulletin.pk}/move/"
    htmx = {"HX-Request": "true"}
    moved = client.post(address, {"block": "next", "to": "up"}, headers=htmx).content.decode()
    assert moved.index('id="block-next"') < moved.index('id="block-mended"')
    assert "没有移动" in client.post(address, {"block": "basics", "to": "up"}, headers=htmx).content.decode()
    plain = client.post(address, {"block": "next", "to": "down"})
    assert plain["Location"] == f"/reports/{bulletin.pk}/#block-next"


def test_a_longer_report_shows_its_quarters_as_bars_with_the_table_behind(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 4, 8), date(2026, 7, 8))
    closed(house, "2026Q2")
    closed(house)
    client = signed_in(house.office)
    made = client.post("/reports/begin/", {"kind": "work", "period": "2026"})
    shown = client.get(made["Location"]).content.decode()
    assert 'data-chart="chart-trend-option"' in shown
    assert "查看数据表" in shown and "2026年第二季度" in shown


def test_the_layout_is_chosen_on_a_page_and_shown_on_the_report(house: House, bulletin: Report) -> None:
    client, address = signed_in(house.office), f"/reports/{bulletin.pk}/layout/"
    assert "各党委、党总支、党支部" in client.get(address).content.decode()
    typed = {
        "letter": "letter",
        "number": "某党函〔2026〕15号",
        "imprint": "on",
        "copies": "厅领导，驻厅纪检监察组",
    }
    assert client.post(address, typed)["Location"] == f"/reports/{bulletin.pk}/"
    shown = client.get(f"/reports/{bulletin.pk}/").content.decode()
    assert "某党函〔2026〕15号" in shown and "抄送：厅领导，驻厅纪检监察组。" in shown
    refused = client.post(address, {**typed, "number": "某党函[2026]15号"})
    assert refused.status_code == 422
    assert "六角括号" in refused.content.decode() and "厅领导" in refused.content.decode()
