"""Formulas chosen in a form instead of typed: what is shown, what is kept, what is said in plain words."""

import re

import pytest
from django.utils import timezone

from tests.web.rulebook.test_forms import MEETINGS, PACK, PATH, SHEET, address, fields, send
from tests.web.rulebook.test_pages import signed_in
from tests.world import World
from zhibu.domain.rulebook.actions import begin_edition
from zhibu.domain.rulebook.models import Edition

ITEM = f"{SHEET}/groups/0/items/1"


@pytest.fixture
def edition(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=timezone.now())


def sheet_of(edition: Edition) -> str:
    edition.refresh_from_db()
    return str(edition.files[PATH])


def test_a_formula_of_a_common_shape_is_chosen_and_said_in_plain_words(
    world: World, edition: Edition
) -> None:
    office = signed_in(world.office)
    page = office.get(address(edition, MEETINGS)).content.decode()
    sent = fields(page)
    assert sent["lines.0.count.first"] == ["{fact: full_months}"]
    assert sent["lines.0.count.how"] == ["subtract"]
    assert "lines.0.count" not in sent
    assert "读作：“期间内存在的整月数”减去“按规定次数召开支委会的整月数”" in page
    chosen = {"lines.0.count.how": [""], "lines.0.count.first": [""], "lines.0.count.first_number": ["3"]}
    send(office, edition, MEETINGS, {**sent, **chosen})
    assert "count: 3\n" in sheet_of(edition)


def test_what_is_chosen_is_checked_and_said_while_it_is_chosen(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    chosen = {
        "zero_when.when.first": ["{fact: theme_day_months}"],
        "zero_when.when.op": ["less_than"],
        "zero_when.when.bound_number": ["两个"],
        "zero_when.because": ["开展太少"],
    }
    asked = {**sent, **chosen, "file": PATH, "at": MEETINGS}
    answer = office.post(f"/rule-changes/{edition.pk}/form/check/", asked).content.decode()
    told = dict(re.findall(r'<div id="([^"]+)" hx-swap-oob="innerHTML">(.*?)</div>', answer, re.DOTALL))
    assert "少于两个" in told["f-zero_when-when-s"]
    assert "要的是数" in told["f-zero_when-when-e"]
    send(office, edition, MEETINGS, {**sent, **chosen, "zero_when.when.bound_number": ["2"]})
    assert "when: {less_than: [{fact: theme_day_months}, 2]}" in sheet_of(edition)


def test_two_conditions_are_joined(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    chosen = {
        "zero_when.when.first": ["{fact: full_members}"],
        "zero_when.when.bound_number": ["3"],
        "zero_when.when.join": ["all"],
        "zero_when.when.also.first": ["{fact: full_members}"],
        "zero_when.when.also.op": ["at_most"],
        "zero_when.when.also.bound_number": ["7"],
        "zero_when.because": ["试一试"],
    }
    send(office, edition, MEETINGS, {**sent, **chosen})
    formula = "{all: [{at_least: [{fact: full_members}, 3]}, {at_most: [{fact: full_members}, 7]}]}"
    assert f"when: {formula}" in sheet_of(edition)
    page = office.get(address(edition, MEETINGS)).content.decode()
    assert "“期末正式党员人数”不少于3，并且“期末正式党员人数”不多于7" in page
    assert fields(page)["zero_when.when.also.bound_number"] == ["7"]
    send(office, edition, MEETINGS, {**fields(page), "zero_when.when.join": [""]})
    assert "when: {at_least: [{fact: full_members}, 3]}" in sheet_of(edition)


def test_a_condition_of_which_nothing_is_chosen_is_none(world: World, edition: Edition) -> None:
    office, before = signed_in(world.office), sheet_of(edition)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    assert sent["zero_when.when.op"] == ["at_least"]
    send(office, edition, MEETINGS, sent)
    assert sheet_of(edition) == before


def test_a_formula_can_be_written_and_chosen_again(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    page = send(office, edition, MEETINGS, sent, "write lines.0.count").content.decode()
    formula = "{subtract: [{fact: full_months}, {fact: committee_meeting_months}]}"
    assert fields(page)["lines.0.count"] == [formula]
    assert "lines.0.count.first" not in fields(page)
    kept = {**fields(page), "as-text": ["lines.0.count"]}
    again = send(office, edition, MEETINGS, kept, "add lines").content.decode()
    assert fields(again)["lines.0.count"] == [formula] and "lines.1.count.first" in fields(again)
    back = send(office, edition, MEETINGS, kept, "choose lines.0.count").content.decode()
    assert fields(back)["lines.0.count.second"] == ["{fact: committee_meeting_months}"]
    longer = {**fields(page), "lines.0.count": ["{add: [1, {fact: full_months}, 2]}"]}
    shown = send(office, edition, MEETINGS, longer, "redraw").content.decode()
    assert (
        "读作：1加“期间内存在的整月数”加2" in shown and "改用选择" not in shown.split("f-lines-0-count-e")[0]
    )


def test_only_what_fits_is_offered(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    page = office.get(address(edition, MEETINGS)).content.decode()
    whole = re.search(r'name="zero_when.when.first".*?</select>', page, re.DOTALL)
    amount = re.search(r'name="lines.0.count.first".*?</select>', page, re.DOTALL)
    assert whole is not None and amount is not None
    assert "{given: honours}" in whole[0] and "{indicator: organisation_life}" in whole[0]
    # Quarterly indicators do not stand in a sheet of the year, facts of persons not in one of organisations.
    assert "{indicator: party_lecture}" not in whole[0] and "study_minutes" not in whole[0]
    assert "{indicator:" not in amount[0] and "{fact: full_members}" in amount[0]


def test_what_a_fact_counts_is_chosen_by_the_table_it_counts_in(world: World) -> None:
    edition = begin_edition("branch-life", actor=world.office, now=timezone.now())
    office, path, before = signed_in(world.office), "facts/activities.yaml", dict(edition.files)
    sent = fields(office.get(address(edition, "theme_days", path)).content.decode())
    assert sent["where"] == ["{kind: theme_day}"] and sent["measure"] == ["count"]
    page = send(
        office, edition, "theme_days", {**sent, "table": ["attendance"]}, "redraw", path
    ).content.decode()
    assert "到会，活动类别是主题党日" in page and "{distinct: person_id}" in page
    assert fields(page)["where"] == ["{kind: theme_day}"]
    for name in ("theme_days", "theme_day_months", "leaders_present"):
        untouched = fields(office.get(address(edition, name, path)).content.decode())
        assert send(office, edition, name, untouched, path=path).status_code == 302
    edition.refresh_from_db()
    assert edition.files == before
    send(
        office, edition, "theme_days", {**sent, "where": ["{kind: visit}"], "measure": ["months"]}, path=path
    )
    edition.refresh_from_db()
    assert "measure: months\n  where: {kind: visit}\n" in edition.files[path]


def test_missing_cases_are_told_in_plain_words_at_the_top(world: World) -> None:
    edition = begin_edition("branch-life", actor=world.office, now=timezone.now())
    office, path = signed_in(world.office), "indicators/meetings.yaml"
    new = {"file": path, "at": "", "do": "add", "title": "走访", "name": "visiting"}
    page = office.get(office.post(f"/rule-changes/{edition.pk}/arrange/", new)["Location"]).content.decode()
    assert "请写上对谁计算。" in page and "organisation（组织）" not in page
    edition.refresh_from_db()
    lecture = office.get(address(edition, "party_lecture", path)).content.decode()
    assert "不填时，实际不少于要求就是达标" in lecture
    change = office.get(f"/rule-changes/{edition.pk}/").content.decode()
    assert "在表单里改好" in change and "党员大会按季召开等7项" in change
