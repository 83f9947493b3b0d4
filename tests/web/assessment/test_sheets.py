"""The pages of score sheets: how a branch stands, and stating what no record says."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from tests.judged import House
from tests.web.assessment.test_pages import page, signed_in
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.assessment.models import Statement
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given

Q3 = Period.parse("2026Q3")
FORM = "/statements/2026Q3/branch_points/innovation/"


def sheet_of(house: House, number: int = 0) -> str:
    return f"/sheets/2026Q3/{house.branches[number].pk}/branch_points/"


def fields(
    house: House, number: int, value: str, evidence: str = "材料", reason: str = "推广"
) -> dict[str, str]:
    key = f"o{house.branches[number].pk}"
    return {f"value-{key}": value, f"evidence-{key}": evidence, f"reason-{key}": reason}


def test_a_branch_sees_its_points_and_what_is_lacking(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    shown = page(house.secretary, sheet_of(house))
    assert "还可得6.67分" in shown
    assert "“创新做法加分”尚未填报" in shown
    assert "有1项还不知道" in shown
    assert "由记录自动计算" in shown and "由上级组织填报" in shown
    assert "第十六条（仅见转述，待核）" in shown


def test_a_sheet_is_hidden_where_results_are(house: House) -> None:
    page(house.secretary, sheet_of(house, 1), 404)
    page(house.secretary, sheet_of(house, 1) + "theme/", 404)
    member = house.grant(User.objects.create(username="member"), "member", house.branches[0])
    page(member, sheet_of(house), 404)


@pytest.mark.parametrize(
    "tail", ["2026/{}/branch_points/", "2026Q3/{}/nothing/", "2026Q3/{}/branch_points/no/"]
)
def test_an_address_that_means_nothing_leads_nowhere(house: House, tail: str) -> None:
    page(house.office, "/sheets/" + tail.format(house.branches[0].pk), 404)


def test_an_item_opens_to_reckoning_records_and_statement(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    shown = page(house.secretary, sheet_of(house) + "theme/")
    assert "活动0" in shown and "得分" in shown and "未核对官方文本" in shown
    given = Given(Fraction(2), evidence=("经验材料",), reason="已推广")
    said = [Said(house.branches[0], given)]
    state("branch_points", "innovation", Q3, said, actor=house.office, now=timezone.now())
    shown = page(house.secretary, sheet_of(house) + "innovation/")
    assert "创新做法加分 2" in shown and "佐证：经验材料" in shown


def test_a_closed_sheet_stays_and_the_present_one_is_a_click_away(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    given = Given(Fraction(2), evidence=("经验材料",), reason="已推广")
    said = [Said(house.branches[0], given)]
    state("branch_points", "innovation", Q3, said, actor=house.office, now=timezone.now())
    close_period(house.root, Q3, actor=house.office, now=timezone.now())
    house.hold(house.branches[0], "theme_day", date(2026, 8, 12))
    later = Given(Fraction(5), evidence=("经验材料",), reason="补报")
    said = [Said(house.branches[0], later)]
    state("branch_points", "innovation", Q3, said, actor=house.office, now=timezone.now())
    closed = page(house.secretary, sheet_of(house))
    assert "还可得13.33分" in closed and "<strong>2</strong>" in closed
    now = page(house.secretary, sheet_of(house) + "?now")
    assert "还可得6.67分" in now and "<strong>5</strong>" in now


def test_the_office_sees_what_is_to_be_stated(house: House) -> None:
    shown = page(house.office, "/statements/2026Q3/")
    assert "创新做法加分" in shown and "0 / 3个组织" in shown and "突出贡献" in shown


def test_a_secretary_states_of_members_only(house: House) -> None:
    shown = page(house.secretary, "/statements/2026Q3/")
    assert "突出贡献" in shown and "创新做法加分" not in shown
    branch = house.branches[0]
    assert "没有可以填报的" in page(house.secretary, FORM)
    client, person = signed_in(house.secretary), house.people[branch.pk][0]
    key = f"p{person.pk}"
    sent = {f"value-{key}": "3", f"evidence-{key}": "证书", f"reason-{key}": "抢险"}
    assert client.post("/statements/2026Q3/member_points/contribution/", sent).status_code == 302
    assert Statement.objects.get().person == person


def test_several_branches_are_stated_at_once_and_untouched_lines_stay(house: House) -> None:
    client = signed_in(house.office)
    assert client.post(FORM, fields(house, 0, "2") | fields(house, 2, "", "", "")).status_code == 302
    assert client.post(FORM, fields(house, 0, "2") | fields(house, 1, "3.5")).status_code == 302
    assert list(Statement.objects.order_by("pk").values_list("organisation", "value")) == [
        (house.branches[0].pk, "2"),
        (house.branches[1].pk, "3.5"),
    ]


def test_the_rest_is_stated_with_one_number(house: House) -> None:
    client = signed_in(house.office)
    rest = {"rest": "1", "value-rest": "0", "evidence-rest": "无", "reason-rest": "未申报"}
    assert client.post(FORM, fields(house, 0, "2") | rest).status_code == 302
    assert sorted(Statement.objects.values_list("organisation", "value")) == [
        (house.branches[0].pk, "2"),
        (house.branches[1].pk, "0"),
        (house.branches[2].pk, "0"),
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (("二", "材料", "推广"), "请写成数"),
        (("9", "材料", "推广"), "应在0到5之间"),
        (("2", "", "推广"), "尚未写明佐证材料"),
        (("", "材料", ""), "还没有填数"),
    ],
)
def test_what_cannot_be_saved_is_told_and_kept(house: House, sent: tuple[str, str, str], words: str) -> None:
    answer = signed_in(house.office).post(FORM, fields(house, 0, *sent))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert f'value="{sent[0]}"' in shown and f'value="{sent[1]}"' in shown
    assert not Statement.objects.exists()


def test_a_stated_line_cannot_be_emptied(house: House) -> None:
    client: Client = signed_in(house.office)
    client.post(FORM, fields(house, 0, "2"))
    answer = client.post(FORM, fields(house, 0, ""))
    assert answer.status_code == 422
    assert "不能清空" in answer.content.decode()


def test_ballots_are_counted_by_group_of_raters(house: House) -> None:
    client = signed_in(house.office)
    address = "/statements/2026/branch_standardisation/satisfaction/"
    assert "上级" in page(house.office, address)
    key = f"o{house.branches[0].pk}"
    sent = {f"evidence-{key}": "", f"reason-{key}": "", f"grade-{key}-0-0": "1", f"grade-{key}-1-1": "12"}
    assert client.post(address, sent).status_code == 302
    assert Statement.objects.get().grades == {"上级": {"好": 1}, "党员": {"较好": 12}}
    assert client.post(address, sent | {f"grade-{key}-1-2": "-3"}).status_code == 422


def test_a_sheet_of_a_quarter_to_come_is_refused(house: House) -> None:
    later = Period.containing(timezone.localdate() + timedelta(days=100), "quarter")
    answer = signed_in(house.office).post(
        f"/statements/{later}/branch_points/innovation/", fields(house, 0, "2")
    )
    assert answer.status_code == 422
    assert "还没有开始" in answer.content.decode()
