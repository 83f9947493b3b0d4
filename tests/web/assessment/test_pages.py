"""The pages of closing, results, evidence and problems, as each role meets them."""

import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.judged import BY_TERM, House, activate
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.organisations.models import Term
from zhibu.domain.rulebook import library
from zhibu.domain.tasks.models import Finding
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def closed(house: House) -> Closing:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    return close_period(house.root, Q3, actor=house.office, now=timezone.now())


def page(user: User, address: str, status: int = 200) -> str:
    answer = signed_in(user).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_before_closing_the_page_says_which_branches_are_silent(house: House) -> None:
    last = Period.containing(timezone.localdate(), "quarter").previous()
    house.hold(house.branches[0], "theme_day", last.start)
    shown = page(house.office, "/closings/")
    assert "3个支部中，0个已确认记录报全，1个有记录但还没有确认，2个一条记录也没有" in shown
    assert "结账后是“暂无数据”，不算未开展" in shown


def test_a_secretary_sees_no_button_to_close(house: House) -> None:
    assert "确认结账" not in page(house.secretary, "/closings/")
    answer = signed_in(house.secretary).post("/closings/begin/", {"period": "2026Q3"})
    assert answer.status_code == 403


def test_closing_again_without_a_reason_is_refused_on_the_page(house: House) -> None:
    closed(house)
    answer = signed_in(house.office).post("/closings/begin/", {"period": "2026Q3", "reason": " "})
    assert answer.status_code == 422
    assert "须写明原因" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_closing_from_the_page_goes_on_beside_it_and_leads_to_the_results(
    houses: Callable[..., House], request: pytest.FixtureRequest
) -> None:
    house = houses()
    client = signed_in(house.office)
    answer = client.post("/closings/begin/", {"period": "2026Q3"})
    assert answer.status_code == 302
    until = time.monotonic() + 30
    while client.get(answer["Location"]).status_code == 200 and time.monotonic() < until:
        time.sleep(0.2)
    last = client.get(answer["Location"])
    assert (last.status_code, last["Location"]) == (302, "/results/2026Q3/")
    assert Closing.objects.get().closed_by == house.office


def test_the_table_shows_verdicts_in_words_and_filters_them(house: House) -> None:
    closed(house)
    shown = page(house.office, "/results/2026Q3/")
    assert "未达标" in shown and "暂无数据" in shown and "不适用" in shown
    only = page(house.office, "/results/2026Q3/?verdict=unknown&indicator=theme_day")
    assert "第2支部" in only and "第1支部" not in only


def test_the_table_costs_the_same_queries_whatever_the_size(
    houses: Callable[..., House], django_assert_max_num_queries
) -> None:
    house = houses(branches=60, members=3)
    closed(house)
    client = signed_in(house.office)
    with django_assert_max_num_queries(18) as asked:
        assert "第1页，共2页" in client.get("/results/2026Q3/").content.decode()
    with django_assert_max_num_queries(len(asked.captured_queries)):
        client.get("/results/2026Q3/?page=2")


def test_the_table_comes_as_a_workbook(house: House) -> None:
    closed(house)
    answer = signed_in(house.office).get("/results/2026Q3/export/")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_a_branch_sees_its_own_results_now_and_at_the_closing(house: House) -> None:
    closed(house)
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    shown = page(house.secretary, "/results/2026Q3/")
    row = shown[shown.index("主题党日按月开展") :].split("</tr>")[0]
    assert "state-met" in row and "state-not_met" in row


def test_a_branch_sees_how_it_stands_over_its_term_with_the_reckoning(house: House) -> None:
    library.forget()
    activate(house, "branch-life", BY_TERM)
    branch = house.branches[0]
    assert "还没有登记任期" in page(house.secretary, "/results/2026Q3/")
    Term.objects.create(organisation=branch, elected_on=date(2024, 3, 1), expires_on=date(2027, 2, 28))
    house.hold(branch, "party_lecture", date(2024, 3, 1), date(2026, 7, 8))
    shown = page(house.secretary, "/results/2026Q3/")
    address = f"/evidence/2024-03-01~2027-02-28/{branch.pk}/term_lectures/"
    assert "2024年3月1日至2027年2月28日的任期" in shown
    assert address in shown
    assert "任期内党课：" in page(house.secretary, address)
    page(house.secretary, address.replace("02-28", "02-27"), 404)
    page(house.secretary, address.replace("2024-03-01", "2024-03-00"), 404)
    library.forget()


def test_another_branch_is_hidden(house: House) -> None:
    closed(house)
    page(house.secretary, f"/results/2026Q3/?organisation={house.branches[1].pk}", 404)
    page(house.secretary, f"/evidence/2026Q3/{house.branches[1].pk}/theme_day/", 404)


def test_a_member_has_no_results(house: House) -> None:
    closed(house)
    member = house.grant(User.objects.create(username="member"), "member", house.branches[0])
    for address in ("/closings/", "/results/2026Q3/", f"/evidence/2026Q3/{house.branches[0].pk}/theme_day/"):
        page(member, address, 404)


@pytest.mark.parametrize(
    "address", ["/results/2026Q9/", "/results/latest/", "/evidence/2026-09/{}/theme_day/"]
)
def test_an_address_that_means_nothing_leads_nowhere(house: House, address: str) -> None:
    page(house.office, address.format(house.branches[0].pk), 404)


def test_the_evidence_shows_rule_status_reckoning_and_records(house: House) -> None:
    closed(house)
    shown = page(house.office, f"/evidence/2026Q3/{house.branches[0].pk}/theme_day/")
    for words in (
        "未核对官方文本",
        "第十六条（仅见转述，待核）",
        "2018年11月下旬公布",
        "判定",
        "活动0",
        "校验值",
        "有误？",
    ):
        assert words in shown


def test_the_evidence_in_the_drawer_is_a_fragment(house: House) -> None:
    closed(house)
    answer = signed_in(house.office).get(
        f"/evidence/2026Q3/{house.branches[0].pk}/theme_day/", headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.content.decode()


def test_ticked_problems_become_tasks(house: House) -> None:
    closing = closed(house)
    client = signed_in(house.office)
    address = f"/closings/{closing.pk}/problems/"
    assert "主题党日按月开展" in client.get(address).content.decode()
    sent = {
        "chosen-theme_day": "on",
        "title-theme_day": "9月主题党日没有开展",
        "measure-theme_day": "补开并记录",
        "scope-theme_day": "individual",
        "shown-theme_day": ",".join(str(branch.pk) for branch in house.branches),
        "to-theme_day": [house.branches[0].pk],
        "due_on": "2099-12-31",
    }
    assert client.post(address, sent).status_code == 302
    finding = Finding.objects.get()
    assert (finding.title, finding.scope) == ("9月主题党日没有开展", "individual")
    assert [one.organisation for one in finding.task.assignments.all()] == [house.branches[0]]


def test_the_organisations_of_a_problem_come_by_pages_and_keep_what_was_unticked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhibu.web.assessment.problems.PAGE", 2)
    for branch in house.branches[1:]:
        house.declare(branch, "2026Q3")
    closing, client = closed(house), signed_in(house.office)
    address, keys = f"/closings/{closing.pk}/problems/", [branch.pk for branch in house.branches]
    assert "to-theme_day" not in client.get(address).content.decode()

    first = client.get(f"{address}theme_day/").content.decode()
    assert re.findall(r'name="to-theme_day" value="(\d+)" checked', first) == [str(pk) for pk in keys[:2]]
    unticked: dict[str, Any] = {
        "shown-theme_day": f"{keys[0]},{keys[1]}",
        "to-theme_day": [keys[1]],
        "page": 2,
    }
    second = client.get(f"{address}theme_day/", unticked).content.decode()
    assert re.findall(r'name="dropped-theme_day" value="(\d+)"', second) == [str(keys[0])]
    assert re.findall(r'name="to-theme_day" value="(\d+)" checked', second) == [str(keys[2])]
    back = client.get(f"{address}theme_day/", {"dropped-theme_day": [keys[0]]}).content.decode()
    assert re.findall(r'name="to-theme_day" value="(\d+)" checked', back) == [str(keys[1])]

    sent = {"chosen-theme_day": "on", "title-theme_day": "没有开展", "scope-theme_day": "common"}
    sent |= {"measure-theme_day": "补开", "due_on": "2099-12-31", "dropped-theme_day": str(keys[0])}
    assert client.post(address, sent).status_code == 302
    assert {one.organisation_id for one in Finding.objects.get().task.assignments.all()} == set(keys[1:])


def test_the_organisations_of_a_problem_are_searched_by_name(house: House) -> None:
    house.declare(branch := house.branches[1], "2026Q3")
    closing = closed(house)
    found = signed_in(house.office).get(
        f"/closings/{closing.pk}/problems/theme_day/", {"q-theme_day": branch.name}
    )
    assert re.findall(r'name="to-theme_day" value="(\d+)"', found.content.decode()) == [str(branch.pk)]


def test_a_refused_problem_keeps_what_was_typed(house: House) -> None:
    closing = closed(house)
    sent = {"title-theme_day": "我改过的题目", "due_on": "2099-12-31"}
    answer = signed_in(house.office).post(f"/closings/{closing.pk}/problems/", sent)
    assert answer.status_code == 422
    assert "我改过的题目" in answer.content.decode()
    assert "没有选择任何问题" in answer.content.decode()


def test_before_the_quarter_is_over_nothing_is_called_not_met(house: House) -> None:
    today = timezone.localdate()
    house.hold(house.branches[0], "heart_talk", today)
    shown = page(house.secretary, f"/results/{Period.containing(today, 'quarter')}/")
    assert "尚未达到" in shown
    assert "state-not_met" not in shown.split("主题党日按月开展")[1].split("</tr>")[0]
