"""The cases of a rule in a form: a row for each, every fact with its field, differences told at the row."""

import re

import pytest
import yaml
from django.utils import timezone

from tests.web.rulebook.test_forms import address, fields, send
from tests.web.rulebook.test_pages import signed_in
from tests.world import World
from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.actions import begin_edition, edit_file, remove_place
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import faults, issues_of

PACK, PATH, NAME = "branch-life", "cases/meetings.yaml", "committee_meeting"


@pytest.fixture
def edition(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=timezone.now())


def told(page: str) -> dict[str, str]:
    """What the answer to typing puts beside each field and row."""
    return dict(re.findall(r'<div id="([^"]+)" hx-swap-oob="innerHTML">(.*?)</div>', page, re.DOTALL))


def test_cases_sent_back_untouched_change_not_one_character(world: World, edition: Edition) -> None:
    office, before = signed_in(world.office), dict(edition.files)
    for path in (one for one in before if forms.is_cases(one)):
        for name in list(forms.entries(before, path))[::5]:
            sent = fields(office.get(address(edition, name, path)).content.decode())
            assert "cases.0.case" in sent
            assert send(office, edition, name, sent, path=path).status_code == 302
    edition.refresh_from_db()
    assert edition.files == before


def test_every_fact_that_an_indicator_reads_has_its_field_by_its_title(
    world: World, edition: Edition
) -> None:
    page = signed_in(world.office).get(address(edition, NAME, PATH)).content.decode()
    assert "按规定次数召开支委会的整月数" in page
    row = {name for name in fields(page) if name.startswith("cases.0.facts.")}
    # full_members through a condition, committee_meetings because another row names it.
    assert row == {
        f"cases.0.facts.{one}"
        for one in ("full_members", "full_months", "committee_meeting_months", "committee_meetings")
    }


def test_a_case_added_stands_in_the_text_without_what_is_not_known(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, NAME, PATH)).content.decode())
    sent = fields(send(office, edition, NAME, sent, "add cases", PATH).content.decode())
    row = {"case": "十人以上", "period": "2026Q3", "facts.full_members": "不知道", "verdict": "unknown"}
    sent |= {f"cases.7.{name}": [value] for name, value in row.items()}
    assert send(office, edition, NAME, sent, path=PATH).status_code == 302
    edition.refresh_from_db()
    assert yaml.safe_load(edition.files[PATH])[NAME][7] == {
        "case": "十人以上",
        "period": "2026Q3",
        "facts": {"full_members": "unknown"},
        "verdict": "unknown",
    }
    assert issues_of(edition) == []


def test_what_is_wrong_with_a_case_is_told_where_it_is_typed(world: World, edition: Edition) -> None:
    office, before = signed_in(world.office), edition.files[PATH]
    sent = fields(office.get(address(edition, NAME, PATH)).content.decode())
    typed = {
        **sent,
        "cases.0.verdict": ["not_met"],
        "cases.1.facts.full_months": ["三"],
        "cases.2.period": ["第三季度"],
        "cases.3.case": [""],
        "cases.4.verdict": [""],
    }
    check = f"/rule-changes/{edition.pk}/form/check/"
    one = {**sent, "cases.0.verdict": ["not_met"]}
    found = told(office.post(check, {**one, "file": PATH, "at": NAME}).content.decode())
    assert "应为未达标，算出来是达标" in found["r-cases-0"] and found["r-cases-1"] == ""
    two = {**sent, "cases.1.facts.full_months": ["三"]}
    found = told(office.post(check, {**two, "file": PATH, "at": NAME}).content.decode())
    assert "要写数" in found["f-cases-1-facts-full_months-e"]
    found = told(office.post(check, {**typed, "file": PATH, "at": NAME}).content.decode())
    assert "期间" in found["f-cases-2-period-e"]
    assert "缺少“什么情形”" in found["f-cases-3-case-e"]
    three = {**sent, "cases.4.verdict": [""]}
    found = told(office.post(check, {**three, "file": PATH, "at": NAME}).content.decode())
    assert "达标" in found["f-cases-4-verdict-e"]
    edition.refresh_from_db()
    assert edition.files[PATH] == before


def test_an_indicator_without_cases_gets_them_beside_its_neighbours(world: World, edition: Edition) -> None:
    office, now = signed_in(world.office), timezone.now()
    remove_place(edition, PATH, (NAME,), actor=world.office, now=now)
    edition.refresh_from_db()
    assert faults(issues_of(edition))
    indicator = office.get(address(edition, NAME, "indicators/meetings.yaml")).content.decode()
    assert "现在还没有" in indicator and f"file={PATH}&at={NAME}".replace("/", "%2F") in indicator.replace(
        "/", "%2F"
    )
    assert "还没有用例" in office.get(f"/rule-changes/{edition.pk}/list/?file={PATH}").content.decode()
    sent = fields(office.get(address(edition, NAME, PATH)).content.decode())
    sent = fields(send(office, edition, NAME, sent, "add cases", PATH).content.decode())
    assert "cases.0.facts.full_members" in sent
    row = {"case": "都开了", "period": "2026Q3", "verdict": "met"}
    sent |= {f"cases.0.{name}": [value] for name, value in row.items()}
    send(office, edition, NAME, sent, path=PATH)
    edition.refresh_from_db()
    assert "committee_meeting:\n  - " in edition.files[PATH]


def test_a_fact_of_the_change_itself_is_asked_for(world: World, edition: Edition) -> None:
    path = "indicators/meetings.yaml"
    text = edition.files[path].replace("value: {fact: committee_meeting_months}", "value: {fact: own_fact}")
    edit_file(edition, path, text, actor=world.office, now=timezone.now())
    edition.refresh_from_db()
    page = signed_in(world.office).get(address(edition, NAME, PATH)).content.decode()
    assert 'name="cases.0.facts.own_fact"' in page


@pytest.fixture
def sheet(world: World) -> Edition:
    return begin_edition("branch-standardisation", actor=world.office, now=timezone.now())


YEAR, SHEET = "cases/year.yaml", "branch_standardisation"


def test_the_cases_of_a_sheet_sent_back_untouched_change_not_one_character(
    world: World, sheet: Edition
) -> None:
    office, before = signed_in(world.office), dict(sheet.files)
    sent = fields(office.get(address(sheet, SHEET, YEAR)).content.decode())
    assert sent["cases.0.given.satisfaction.grades.党员.较好"] == ["3"]
    assert send(office, sheet, SHEET, sent, path=YEAR).status_code == 302
    sheet.refresh_from_db()
    assert sheet.files == before


def test_a_case_of_a_sheet_asks_for_what_the_sheet_reads_and_what_people_state(
    world: World, sheet: Edition
) -> None:
    office = signed_in(world.office)
    page = office.get(address(sheet, SHEET, YEAR)).content.decode()
    asked = {name.removeprefix("cases.3.") for name in fields(page) if name.startswith("cases.3.")}
    # Through a condition, through an item's formula, and what each input asks for.
    assert {"facts.full_members", "facts.present_times", "total", "band"} <= asked
    assert {one for one in asked if one.startswith("given.brand.")} == {
        f"given.brand.{one}" for one in ("value", "evidence", "reason")
    }
    assert "given.satisfaction.grades.上级.好" in asked
    assert "verdict" not in asked
    item = office.get(address(sheet, f"{SHEET}/groups/0/items/0", "sheets/year.yaml")).content.decode()
    assert "现在有4个" in item and "看用例、改用例" in item


def test_a_case_of_a_sheet_is_added_and_counted_through(world: World, sheet: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(sheet, SHEET, YEAR)).content.decode())
    sent = fields(send(office, sheet, SHEET, sent, "add cases", YEAR).content.decode())
    row = {
        "case": "还没有测评",
        "period": "2026",
        "facts.full_members": "5",
        "given.honours.value": "2",
        "given.honours.evidence": "地市通报表扬\r\n奖状",
        "given.satisfaction.grades.党员.好": "7",
        "total": "不知道",
    }
    sent |= {f"cases.4.{name}": [value] for name, value in row.items()}
    assert send(office, sheet, SHEET, sent, path=YEAR).status_code == 302
    sheet.refresh_from_db()
    assert yaml.safe_load(sheet.files[YEAR])[SHEET][4] == {
        "case": "还没有测评",
        "period": 2026,
        "facts": {"full_members": 5},
        "given": {
            "honours": {"value": 2, "evidence": ["地市通报表扬", "奖状"]},
            "satisfaction": {"grades": {"党员": {"好": 7}}},
        },
        "total": "unknown",
    }
    assert issues_of(sheet) == []


def test_what_is_wrong_with_a_case_of_a_sheet_is_told_where_it_is_typed(world: World, sheet: Edition) -> None:
    office, before = signed_in(world.office), sheet.files[YEAR]
    sent = fields(office.get(address(sheet, SHEET, YEAR)).content.decode())

    def answer(typed: dict[str, list[str]]) -> dict[str, str]:
        asked = {**sent, **typed, "file": YEAR, "at": SHEET}
        return told(office.post(f"/rule-changes/{sheet.pk}/form/check/", asked).content.decode())

    found = answer({"cases.0.total": ["100"]})
    assert "总分应为100，算出来是109.3" in found["r-cases-0"] and found["r-cases-1"] == ""
    found = answer({"cases.0.given.brand.value": ["90"]})
    assert "填的是90，应在" in found["f-cases-0-given-brand-e"]
    found = answer({"cases.1.given.satisfaction.grades.党员.好": ["-1"]})
    assert "不小于0的整数" in found["f-cases-1-given-satisfaction-e"]
    found = answer({"cases.2.facts.full_months": ["六"], "cases.2.period": ["2026Q3"]})
    assert "要写数" in found["f-cases-2-facts-full_months-e"]
    assert "年" in found["r-cases-2"]
    sheet.refresh_from_db()
    assert sheet.files[YEAR] == before


def test_an_input_that_the_sheet_no_longer_asks_for_is_told_and_can_be_emptied(
    world: World, sheet: Edition
) -> None:
    path = "sheets/year.yaml"
    text = sheet.files[YEAR].replace("accidents: {value: 0}", "incidents: {value: 0}", 1)
    edit_file(sheet, YEAR, text, actor=world.office, now=timezone.now())
    sheet.refresh_from_db()
    office = signed_in(world.office)
    page = office.get(address(sheet, SHEET, YEAR)).content.decode()
    assert "没有填报内容“incidents”" in page
    sent = fields(page) | {
        "cases.0.given.incidents.value": [""],
        "cases.0.given.accidents.value": ["0"],
    }
    send(office, sheet, SHEET, sent, path=YEAR)
    sheet.refresh_from_db()
    assert "incidents" not in sheet.files[YEAR] and sheet.files[path] and issues_of(sheet) == []


def test_a_sheet_without_cases_gets_them_beside_its_file(world: World, sheet: Edition) -> None:
    office = signed_in(world.office)
    remove_place(sheet, YEAR, (SHEET,), actor=world.office, now=timezone.now())
    page = office.get(address(sheet, SHEET, "sheets/year.yaml")).content.decode()
    assert "现在还没有：至少写一个" in page
    sent = fields(office.get(address(sheet, SHEET, "cases/own.yaml")).content.decode())
    sent = fields(send(office, sheet, SHEET, sent, "add cases", "cases/own.yaml").content.decode())
    sent |= {
        "cases.0.case": ["什么都没有"],
        "cases.0.period": ["2026"],
        "cases.0.total": ["不知道"],
    }
    assert send(office, sheet, SHEET, sent, path="cases/own.yaml").status_code == 302
    sheet.refresh_from_db()
    assert issues_of(sheet) == []
