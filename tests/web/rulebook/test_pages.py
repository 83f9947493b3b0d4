"""The pages of the rules: everybody reads them, the office changes them, another person activates them."""

from datetime import date
from fractions import Fraction

from django.test import Client
from django.utils import timezone

from tests.judged import House, make_house
from tests.world import World
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.rulebook.actions import add_value, begin_edition, edit_file
from zhibu.domain.rulebook.choices import State
from zhibu.domain.rulebook.models import Edition
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given

PACK = "branch-life"
KINDS = "kinds/branch_life.yaml"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def begun(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=timezone.now())


def test_a_member_reads_every_rule_with_its_clause_and_how_far_it_is_verified(world: World) -> None:
    text = signed_in(world.member).get(f"/rules/{PACK}/").content.decode()
    assert "《中国共产党支部工作条例（试行）》第十一条" in text
    assert "条号待核" in text
    assert "单位惯例" in text
    assert "修改</button>" not in text


def test_a_member_reads_how_each_rule_computes(world: World) -> None:
    member = signed_in(world.member)
    text = member.get("/rules/branch-life/").content.decode()
    assert "达标：“党课次数”不少于“党课每季度次数（1次）”" in text
    text = member.get("/rules/branch-points/").content.decode()
    assert "得分：“党员大会按季召开”达标，得20分" in text


def test_a_member_finds_no_change_that_is_under_way(world: World) -> None:
    edition = begun(world)
    assert signed_in(world.member).get(f"/rule-changes/{edition.pk}/").status_code == 404
    assert signed_in(world.member).post(f"/rules/{PACK}/change/").status_code == 404


def test_typing_is_checked_and_kept_nowhere(world: World) -> None:
    edition = begun(world)
    faulty = {"path": KINDS, "text": "theme_day: ["}
    text = signed_in(world.office).post(f"/rule-changes/{edition.pk}/check/", faulty).content.decode()
    assert f"{PACK}/{KINDS} 第" in text
    edition.refresh_from_db()
    assert edition.files[KINDS] != "theme_day: ["


def test_a_number_without_a_day_keeps_what_was_typed(world: World) -> None:
    edition = begun(world)
    typed = {"parameter": "party_lectures_per_quarter", "value": "2", "clause": "local-custom/BR-15"}
    answer = signed_in(world.office).post(f"/rule-changes/{edition.pk}/value/", typed)
    assert answer.status_code == 422
    assert 'name="value" inputmode="decimal" required maxlength="16" value="2"' in answer.content.decode()


def test_the_office_changes_a_file_and_a_colleague_activates_it(world: World) -> None:
    office, colleague = signed_in(world.office), signed_in(world.office2)
    office.post(f"/rules/{PACK}/change/")
    edition = Edition.objects.get()
    text = edition.files[KINDS].replace("主题党日", "支部主题党日")
    office.post(f"/rule-changes/{edition.pk}/", {"path": KINDS, "text": text})
    assert office.post(f"/rule-changes/{edition.pk}/propose/", {"reason": ""}).status_code == 422
    office.post(f"/rule-changes/{edition.pk}/propose/", {"reason": "统一名称"})
    refused = office.post(f"/rule-changes/{edition.pk}/activate/")
    assert refused.status_code == 422
    assert "须由另一人核对后启用" in refused.content.decode()
    colleague.post(f"/rule-changes/{edition.pk}/activate/")
    assert "支部主题党日" in colleague.get("/record/").content.decode()
    colleague.post(f"/rules/{PACK}/restore/")
    edition.refresh_from_db()
    assert edition.state == State.RETIRED


def test_a_faulty_change_says_so_instead_of_comparing(world: World) -> None:
    edition = edit_file(begun(world), KINDS, "theme_day: [", actor=world.office, now=timezone.now())
    text = signed_in(world.office).get(f"/rule-changes/{edition.pk}/affected/").content.decode()
    assert f"{PACK}/{KINDS} 第" in text
    assert "结论会改变" not in text


def test_the_comparison_names_the_branch_whose_verdict_changes(db: None) -> None:
    house: House = make_house()
    house.hold(house.branches[0], "party_lecture", date(2026, 7, 8))
    closing = close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=timezone.now())
    edition = begin_edition(PACK, actor=house.office, now=timezone.now())
    page = f"/rule-changes/{edition.pk}/affected/"
    assert "没有组织的结论因此改变" in signed_in(house.office).get(page).content.decode()
    add_value(
        edition,
        "party_lectures_per_quarter",
        value="2",
        in_force_from=date(2026, 7, 1),
        clause="local-custom/BR-15",
        actor=house.office,
        now=timezone.now(),
    )
    text = signed_in(house.office).get(page).content.decode()
    assert "1个组织的1项结论会改变" in text
    assert house.branches[0].short_name in text
    assert "未达标" in text
    assert not closing.results.filter(indicator="party_lecture", verdict="not_met").exists()


def test_the_pages_of_trying_say_who_moves_to_another_band_and_why(db: None) -> None:
    house: House = make_house()
    for kind in ("member_assembly", "committee_meeting", "theme_day", "party_lecture"):
        house.hold(house.branches[0], kind, date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
    house.declare(house.branches[0], "2026Q3")
    given = Given(Fraction(1), evidence=("材料",), reason="推广")
    quarter = Period.parse("2026Q3")
    said = [Said(house.branches[0], given)]
    state("branch_points", "innovation", quarter, said, actor=house.office, now=timezone.now())
    close_period(house.root, quarter, actor=house.office, now=timezone.now())
    edition = begin_edition("branch-points", actor=house.office, now=timezone.now())
    path = "sheets/quarter.yaml"
    text = edition.files[path].replace("at_least: 70", "at_least: 82")
    edit_file(edition, path, text, actor=house.office, now=timezone.now())
    office = signed_in(house.office)
    page = office.get(f"/rule-changes/{edition.pk}/affected/").content.decode()
    assert "<strong>1</strong>降档" in page
    assert "仍是暂无数据" in page
    address = f"/rule-changes/{edition.pk}/try/"
    assert house.branches[0].name in office.get(f"{address}?q=第1").content.decode()
    text = office.get(f"{address}?organisation={house.branches[0].pk}").content.decode()
    assert "二档" in text and "三档" in text
    assert "没有这一项" not in text
    other = office.get(f"{address}?organisation={house.branches[2].pk}").content.decode()
    assert "暂无数据" in other
