"""The form of the rules: drawn from the grammar, checked at each field, kept as text that anybody can read."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.rulebook.test_pages import signed_in
from tests.world import World
from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.actions import begin_edition, edit_file
from zhibu.domain.rulebook.models import Edition
from zhibu.rules.packs.written import NotPlain

PACK, PATH, SHEET = "branch-standardisation", "sheets/year.yaml", "branch_standardisation"
MEETINGS = f"{SHEET}/groups/1/items/1"
FIELD = re.compile(
    r'<input class="form-(?:control|check-input)"[^>]*?name="(?P<name>[^"]+)"[^>]*?value="(?P<value>[^"]*)"'
    r"(?P<rest>[^>]*)>"
    r'|<textarea[^>]*?name="(?P<area>[^"]+)"[^>]*>(?P<text>[^<]*)</textarea>'
    r'|<select class="form-select" id="f-[^"]*" name="(?P<select>[^"]+)"(?P<options>.*?)</select>',
    re.DOTALL,
)


@pytest.fixture
def edition(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=timezone.now())


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form on a page."""
    sent: dict[str, list[str]] = {}
    whole = page[
        page.index('class="card rule-form"') : page.index("</form>", page.index('class="card rule-form"'))
    ]
    for found in FIELD.finditer(whole):
        if found["name"]:
            if "form-check-input" not in found[0] or "checked" in found["rest"]:
                sent.setdefault(unescape(found["name"]), []).append(unescape(found["value"]))
        elif found["area"]:
            sent[unescape(found["area"])] = [unescape(found["text"]).replace("\n", "\r\n")]
        else:
            chosen = re.search(r'value="([^"]*)" selected', found["options"])
            sent[unescape(found["select"])] = [unescape(chosen[1])] if chosen else [""]
    return sent


def address(edition: Edition, at: str, path: str = PATH) -> str:
    return f"/rule-changes/{edition.pk}/form/?file={path}&at={at}"


def send(
    client: Client, edition: Edition, at: str, sent: dict[str, list[str]], do: str = "save", path: str = PATH
):
    page = f"/rule-changes/{edition.pk}/form/"
    return client.post(page, {**sent, "file": path, "at": at, "do": do})


def places(data: Any, at: str) -> Iterator[str]:
    """Every place of a sheet that has a form of its own."""
    yield at
    for number, group in enumerate(data["groups"]):
        yield f"{at}/groups/{number}"
        for place, _ in enumerate(group["items"]):
            yield f"{at}/groups/{number}/items/{place}"
    for name in data["inputs"]:
        yield f"{at}/inputs/{name}"


def test_every_form_of_a_sheet_sent_back_untouched_changes_not_one_character(
    world: World, edition: Edition
) -> None:
    office, before = signed_in(world.office), edition.files[PATH]
    for at in places(forms.opened(edition.files, PATH, (SHEET,)).data, SHEET):
        page = office.get(address(edition, at)).content.decode()
        assert send(office, edition, at, fields(page)).status_code == 302
        edition.refresh_from_db()
        assert edition.files[PATH] == before, at


@pytest.mark.parametrize("pack", ["member-points", "organisation-terms"])
def test_every_entry_of_a_pack_sent_back_untouched_changes_nothing(world: World, pack: str) -> None:
    edition, office = begin_edition(pack, actor=world.office, now=timezone.now()), signed_in(world.office)
    before = dict(edition.files)
    for path in forms.files_shown(edition.files):
        for name, data in forms.entries(edition.files, path).items():
            assert not isinstance(data, NotPlain)
            page = office.get(address(edition, name, path)).content.decode()
            assert send(office, edition, name, fields(page), path=path).status_code == 302
    edition.refresh_from_db()
    assert edition.files == before


def test_a_number_typed_into_a_form_is_kept_in_the_text(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    assert sent["lines.0.each"] == ["1"]
    send(office, edition, MEETINGS, {**sent, "lines.0.each": ["2"]})
    text = Edition.objects.get().files[PATH]
    assert "              each: 2\n              free: 1\n" in text


def test_rows_are_added_and_dropped_without_being_kept(world: World, edition: Edition) -> None:
    office, before = signed_in(world.office), edition.files[PATH]
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    more = send(office, edition, MEETINGS, sent, "add lines").content.decode()
    assert 'name="lines.1.count.first"' in more and "还没有保存" in more
    fewer = send(office, edition, MEETINGS, fields(more), "drop lines.0").content.decode()
    assert 'name="lines.1.count.first"' not in fewer
    named = send(office, edition, MEETINGS, sent, "add-name applies").content.decode()
    assert 'name="applies.1"' in named
    own = send(office, edition, MEETINGS, sent, "add applies").content.decode()
    assert 'name="applies.1.when.first"' in own
    edition.refresh_from_db()
    assert edition.files[PATH] == before


def test_another_way_of_scoring_asks_for_other_fields_and_keeps_the_rest(
    world: World, edition: Edition
) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    page = send(office, edition, MEETINGS, {**sent, "type": ["ratio"]}, "redraw").content.decode()
    assert 'name="ratio.first"' in page and 'name="lines.0.count.first"' not in page
    assert fields(page)["title"] == ["支委会"]


def test_typing_is_answered_at_the_field(world: World, edition: Edition) -> None:
    office, before = signed_in(world.office), edition.files[PATH]
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    typed = {
        **sent,
        "points": ["十二"],
        "lines.0.count": ["{fact: no_such}"],
        "title": [""],
        "lines.0.most": ["x"],
    }
    answer = office.post(
        f"/rule-changes/{edition.pk}/form/check/", {**typed, "file": PATH, "at": MEETINGS}
    ).content.decode()
    told = dict(re.findall(r'<div id="([^"]+)" hx-swap-oob="innerHTML">(.*?)</div>', answer, re.DOTALL))
    assert "这里应写数" in told["f-points-e"]
    assert "这里应写数" in told["f-lines-0-most-e"]
    assert "缺少“名称”" in told["f-title-e"]
    assert told["f-lines-0-count-e"] == told["f-weight-e"] == ""
    typed = {**sent, "lines.0.count": ["{fact: no_such}"]}
    answer = office.post(
        f"/rule-changes/{edition.pk}/form/check/", {**typed, "file": PATH, "at": MEETINGS}
    ).content.decode()
    assert "没有名为“no_such”的事实" in answer
    edition.refresh_from_db()
    assert edition.files[PATH] == before


def test_a_formula_that_is_no_yaml_is_refused_with_everything_kept(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    answer = send(office, edition, MEETINGS, {**sent, "lines.0.count": ["{add: ["], "points": ["9"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert fields(page)["points"] == ["9"] and fields(page)["lines.0.count"] == ["{add: ["]
    assert "公式写得不完整" in page


def test_an_item_is_added_and_removed_on_the_page(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    arrange = f"/rule-changes/{edition.pk}/arrange/"
    new = {"file": PATH, "at": f"{SHEET}/groups/0/items", "do": "add", "title": "台账", "type": "manual"}
    answer = office.post(arrange, new)
    page = office.get(answer["Location"]).content.decode()
    assert "台账" in page and "缺少“填报内容”" in page
    gone = {"file": PATH, "at": f"{SHEET}/groups/0/items/2", "do": "remove", "back": SHEET}
    assert office.post(arrange, gone).status_code == 302
    assert "台账" not in Edition.objects.get().files[PATH]
    assert office.post(arrange, gone).status_code == 422


def test_the_two_views_are_one_draft(world: World, edition: Edition) -> None:
    office = signed_in(world.office)
    sent = fields(office.get(address(edition, MEETINGS)).content.decode())
    answer = send(office, edition, MEETINGS, {**sent, "title": ["支部委员会"]}, "text")
    assert "支部委员会" in office.get(answer["Location"]).content.decode()
    text = Edition.objects.get().files[PATH].replace("支部委员会", "支委会议")
    answer = office.post(f"/rule-changes/{edition.pk}/", {"path": PATH, "text": text, "do": "form"})
    assert "支委会议" in office.get(answer["Location"]).content.decode()


def test_broken_text_says_why_there_is_no_form(world: World, edition: Edition) -> None:
    edit_file(edition, PATH, "a: [", actor=world.office, now=timezone.now())
    office = signed_in(world.office)
    page = office.get(f"/rule-changes/{edition.pk}/list/?file={PATH}")
    assert page.status_code == 422
    assert "请在“文字”里改" in page.content.decode()
    assert office.get(address(edition, SHEET)).status_code == 422


@pytest.mark.parametrize(
    "asked", ["file=../x&at=a", "file=sheets/year.yaml&at=no", "file=pack.yaml&at=id", ""]
)
def test_a_place_that_is_not_there_is_not_found(world: World, edition: Edition, asked: str) -> None:
    assert signed_in(world.office).get(f"/rule-changes/{edition.pk}/form/?{asked}").status_code == 404
