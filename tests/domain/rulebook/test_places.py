"""Changing a rule file place by place, as a form does: the same draft, the same checks, the same journal."""

from typing import Any

import pytest

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.actions import (
    add_below,
    begin_edition,
    discard_edition,
    edit_file,
    fill_place,
    move_place,
    remove_place,
)
from zhibu.domain.rulebook.errors import FormulaFaulty, NameFaulty, NameTaken, NoSuchPlace, NotInForm, NotOpen
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import changed_files, faults, faults_at, issues_of
from zhibu.rules.packs.written import put

PACK, PATH, SHEET = "branch-standardisation", "sheets/year.yaml", "branch_standardisation"
ITEM = (SHEET, "groups", "0", "items", "0")


@pytest.fixture
def edition(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=NOW)


def data_at(edition: Edition, steps: tuple[str, ...]) -> Any:
    return forms.opened(edition.files, PATH, steps).data


def test_points_changed_in_a_form_change_one_line_and_are_journalled(world: World, edition: Edition) -> None:
    before = edition.files[PATH]
    after = fill_place(
        edition, PATH, ITEM, put(data_at(edition, ITEM), ["points"], "8"), actor=world.office, now=NOW
    )
    assert after.files[PATH] == before.replace("points: 10\n", "points: 8\n", 1)
    assert changed_files(after) == [PATH]
    assert faults(issues_of(after)) == []
    assert last_entry().act == "rulebook.edit_file"


def test_an_item_is_added_filled_moved_and_removed(world: World, edition: Edition) -> None:
    typed = {"title": "台账", "type": "base"}
    edition, steps = add_below(
        edition, PATH, (SHEET, "groups", "0", "items"), typed, actor=world.office, now=NOW
    )
    assert steps == (SHEET, "groups", "0", "items", "2")
    assert faults(issues_of(edition))
    whole: dict[str, Any] = {
        **typed,
        "id": "ledger",
        "points": "3",
        "when": "{at_least: [{fact: secretaries}, 1]}",
    }
    edition = fill_place(edition, PATH, steps, whole, actor=world.office, now=NOW)
    assert faults(issues_of(edition)) == []
    edition = move_place(edition, PATH, steps, "up", actor=world.office, now=NOW)
    assert data_at(edition, (*steps[:-1], "1")) == whole
    edition = remove_place(edition, PATH, (*steps[:-1], "1"), actor=world.office, now=NOW)
    assert changed_files(edition) == []


def test_a_new_indicator_goes_into_a_file_of_its_own_kind(world: World, edition: Edition) -> None:
    typed = {"title": "走访慰问", "name": "visits_yearly"}
    edition, steps = add_below(edition, "indicators/own.yaml", (), typed, actor=world.office, now=NOW)
    assert steps == ("visits_yearly",)
    assert "走访慰问" in edition.files["indicators/own.yaml"]


@pytest.mark.parametrize(
    ("name", "error"), [("名称", NameFaulty), ("a b", NameFaulty), (SHEET, NameTaken), ("../x", NameFaulty)]
)
def test_a_name_is_short_plain_and_new(
    world: World, edition: Edition, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_below(edition, PATH, (), {"title": "又一张", "name": name}, actor=world.office, now=NOW)


def test_two_people_who_fill_different_places_do_not_undo_each_other(world: World, edition: Edition) -> None:
    stale = Edition.objects.get(pk=edition.pk)
    other = (SHEET, "groups", "0", "items", "1")
    fill_place(edition, PATH, ITEM, put(data_at(edition, ITEM), ["points"], "8"), actor=world.office, now=NOW)
    after = fill_place(
        stale, PATH, other, put(data_at(stale, other), ["points"], "7"), actor=world.office2, now=NOW
    )
    assert data_at(after, (*ITEM, "points")) == "8"
    assert data_at(after, (*other, "points")) == "7"
    assert after.made_by == world.office2


@pytest.mark.parametrize("formula", ["{at_least: [", "a: b: c", "&x 1", "--- 1", "!!int 1"])
def test_a_formula_that_is_no_yaml_is_refused_and_says_which(
    world: World, edition: Edition, formula: str
) -> None:
    with pytest.raises(FormulaFaulty) as caught:
        fill_place(
            edition, PATH, ITEM, put(data_at(edition, ITEM), ["when"], formula), actor=world.office, now=NOW
        )
    assert caught.value.steps == ("when",)
    edition.refresh_from_db()
    assert changed_files(edition) == []


@pytest.mark.parametrize(
    "steps",
    [("no_such",), (SHEET, "groups", "99"), (SHEET, "groups", "-1"), (SHEET, "title", "x"), (), ("", "")],
)
def test_a_place_that_is_not_there_is_told(world: World, edition: Edition, steps: tuple[str, ...]) -> None:
    with pytest.raises(NoSuchPlace):
        fill_place(edition, PATH, steps, {}, actor=world.office, now=NOW)


def test_text_that_a_form_cannot_show_is_left_to_the_text_view(world: World, edition: Edition) -> None:
    broken = edit_file(edition, PATH, edition.files[PATH] + "  extra: 1\n", actor=world.office, now=NOW)
    with pytest.raises(NotInForm, match="extra"):
        fill_place(broken, PATH, (SHEET,), {}, actor=world.office, now=NOW)


def test_a_fault_is_told_at_its_field_and_a_case_elsewhere(world: World, edition: Edition) -> None:
    faulty: Any = put(data_at(edition, ITEM), ["when"], "{at_leest: [{fact: secretaries}, 1]}")
    edition = fill_place(edition, PATH, ITEM, faulty, actor=world.office, now=NOW)
    here, _ = faults_at(PACK, edition.files, PATH, SHEET)
    assert list(here) == [("groups", "0", "items", "0", "when")]
    assert "at_least" in here["groups", "0", "items", "0", "when"][0]
    edition = fill_place(
        edition,
        PATH,
        ITEM,
        put({**faulty, "when": "true"}, ["points"], "8"),
        actor=world.office,
        now=NOW,
    )
    here, elsewhere = faults_at(PACK, edition.files, PATH, SHEET)
    assert here == {}
    assert elsewhere and all(issue.differs for issue in elsewhere)


def test_who_may_not_edit_rules_fills_no_form_and_a_closed_change_takes_none(
    world: World, edition: Edition
) -> None:
    data = data_at(edition, ITEM)
    with pytest.raises(Forbidden):
        fill_place(edition, PATH, ITEM, data, actor=world.leader, now=NOW)
    with pytest.raises(Hidden):
        remove_place(edition, PATH, ITEM, actor=world.secretary, now=NOW)
    discard_edition(edition, actor=world.office, now=NOW)
    with pytest.raises(NotOpen):
        fill_place(edition, PATH, ITEM, data, actor=world.office, now=NOW)
