"""Changing a rule pack: copy, edit, propose, activate by another person, go back."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities import kinds
from zhibu.domain.rulebook.actions import (
    activate_edition,
    add_value,
    begin_edition,
    discard_edition,
    edit_file,
    propose_edition,
    restore_installed,
)
from zhibu.domain.rulebook.choices import State
from zhibu.domain.rulebook.errors import (
    AlreadyOpen,
    FileTooLong,
    NoSuchClause,
    NoSuchFile,
    NoSuchParameter,
    NotOpen,
    NotProposed,
    OwnChange,
    ReasonMissing,
    StillWrong,
    Unchanged,
    UnknownPack,
    ValueNotANumber,
)
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import changed_files, editions_for, issues_of, packs_in_force

PACK = "branch-life"
KINDS = "kinds/branch_life.yaml"


pytestmark = pytest.mark.usefixtures("rules_as_installed")


@pytest.fixture
def edition(world: World) -> Edition:
    return begin_edition(PACK, actor=world.office, now=NOW)


def renamed(edition: Edition) -> str:
    text: str = edition.files[KINDS]
    assert "主题党日" in text
    return text.replace("主题党日", "支部主题党日")


def proposed(world: World, edition: Edition) -> Edition:
    edited = edit_file(edition, KINDS, renamed(edition), actor=world.office, now=NOW)
    return propose_edition(edited, reason="统一名称", actor=world.office, now=NOW)


def test_an_edition_begins_as_a_copy_of_what_is_in_force(world: World, edition: Edition) -> None:
    assert edition.state == State.DRAFT
    assert changed_files(edition) == []
    assert issues_of(edition) == []
    assert last_entry().act == "rulebook.begin_edition"


def test_a_number_gets_a_new_value_from_a_day_on_and_keeps_the_old_one(
    world: World, edition: Edition
) -> None:
    path = "parameters/meetings.yaml"
    comment = edition.files[path].split("\n")[0]
    changed = add_value(
        edition,
        "party_lectures_per_quarter",
        value="2",
        in_force_from=date(2027, 1, 1),
        clause="local-custom/BR-15",
        actor=world.office,
        now=NOW,
    )
    assert changed.files[path].startswith(comment)
    assert issues_of(changed) == []
    assert changed_files(changed) == [path]
    activate_edition(
        propose_edition(changed, reason="本单位规定", actor=world.office, now=NOW),
        actor=world.office2,
        now=NOW,
    )
    number = packs_in_force()[PACK].parameters["party_lectures_per_quarter"]
    before, after = number.on(date(2026, 12, 31)), number.on(date(2027, 1, 1))
    assert before is not None and after is not None
    assert (before.value, after.value) == (1, 2)


@pytest.mark.parametrize(
    ("parameter", "value", "clause", "error"),
    [
        ("party_lectures_per_quarter", "两次", "local-custom/BR-15", ValueNotANumber),
        ("party_lectures_per_quarter", "2}, x: {", "local-custom/BR-15", ValueNotANumber),
        ("party_lectures_per_quarter", "2", "local-custom/BR-15}\n- x", NoSuchClause),
        ("no_such_number", "2", "local-custom/BR-15", NoSuchParameter),
    ],
)
def test_a_number_is_changed_only_to_a_number_with_a_clause(
    world: World, edition: Edition, parameter: str, value: str, clause: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_value(
            edition,
            parameter,
            value=value,
            in_force_from=date(2027, 1, 1),
            clause=clause,
            actor=world.office,
            now=NOW,
        )


def test_only_one_change_of_a_pack_is_under_way(world: World, edition: Edition) -> None:
    with pytest.raises(AlreadyOpen, match="党办甲"):
        begin_edition(PACK, actor=world.office2, now=NOW)


def test_a_pack_that_does_not_exist_cannot_be_changed(world: World) -> None:
    with pytest.raises(UnknownPack):
        begin_edition("../../etc", actor=world.office, now=NOW)


def test_who_may_not_edit_rules_changes_none(world: World) -> None:
    with pytest.raises(Forbidden):
        begin_edition(PACK, actor=world.leader, now=NOW)
    with pytest.raises(Hidden):
        begin_edition(PACK, actor=world.secretary, now=NOW)
    assert not editions_for(world.secretary).exists()


def test_faulty_text_is_kept_and_named_by_file_and_line(world: World, edition: Edition) -> None:
    edited = edit_file(edition, KINDS, "theme_day: [", actor=world.office, now=NOW)
    assert f"{PACK}/{KINDS}" in {issue.file for issue in issues_of(edited)}
    with pytest.raises(StillWrong):
        propose_edition(edited, reason="试", actor=world.office, now=NOW)


@pytest.mark.parametrize(
    "path", ["../pack.yaml", "kinds/../../x.yaml", "/etc/passwd", "kinds/a.txt", "a/b/c.yaml"]
)
def test_a_file_can_only_be_one_of_a_pack(world: World, edition: Edition, path: str) -> None:
    with pytest.raises(NoSuchFile):
        edit_file(edition, path, "x: 1", actor=world.office, now=NOW)


def test_a_file_has_a_longest_length(world: World, edition: Edition) -> None:
    with pytest.raises(FileTooLong):
        edit_file(edition, KINDS, "字" * 100_001, actor=world.office, now=NOW)


def test_what_changed_nothing_or_gives_no_reason_is_not_proposed(world: World, edition: Edition) -> None:
    with pytest.raises(Unchanged):
        propose_edition(edition, reason="试", actor=world.office, now=NOW)
    with pytest.raises(ReasonMissing):
        propose_edition(edition, reason=" ", actor=world.office, now=NOW)


def test_the_maker_cannot_activate_and_another_person_can(world: World, edition: Edition) -> None:
    change = proposed(world, edition)
    with pytest.raises(OwnChange):
        activate_edition(change, actor=world.office, now=NOW)
    assert kinds.title("theme_day") == "主题党日"
    activate_edition(change, actor=world.office2, now=NOW)
    assert kinds.title("theme_day") == "支部主题党日"
    assert packs_in_force()[PACK].kinds["theme_day"].title == "支部主题党日"
    assert last_entry().act == "rulebook.activate_edition"


def test_the_database_itself_refuses_a_maker_who_activates(world: World, edition: Edition) -> None:
    edition.state, edition.activated_by = State.ACTIVE, edition.made_by
    with pytest.raises(IntegrityError):
        edition.save()


def test_editing_a_proposed_change_takes_the_proposal_back(world: World, edition: Edition) -> None:
    change = proposed(world, edition)
    edited = edit_file(change, KINDS, change.files[KINDS] + "\n# 说明\n", actor=world.office2, now=NOW)
    assert edited.state == State.DRAFT
    with pytest.raises(NotProposed):
        activate_edition(edited, actor=world.office, now=NOW)


def test_an_earlier_edition_can_be_put_back_and_so_can_the_installed_pack(
    world: World, edition: Edition
) -> None:
    first = activate_edition(proposed(world, edition), actor=world.office2, now=NOW)
    second = begin_edition(PACK, actor=world.office, now=NOW)
    text = second.files[KINDS].replace("支部主题党日", "党日活动")
    second = edit_file(second, KINDS, text, actor=world.office, now=NOW)
    activate_edition(
        propose_edition(second, reason="再改", actor=world.office, now=NOW), actor=world.office2, now=NOW
    )
    assert kinds.title("theme_day") == "党日活动"
    activate_edition(first, actor=world.office2, now=NOW)
    assert kinds.title("theme_day") == "支部主题党日"
    restore_installed(PACK, actor=world.office, now=NOW)
    assert kinds.title("theme_day") == "主题党日"


def test_a_discarded_change_is_kept_to_read_but_not_to_edit(world: World, edition: Edition) -> None:
    discard_edition(edition, actor=world.office, now=NOW)
    edition.refresh_from_db()
    with pytest.raises(NotOpen):
        edit_file(edition, KINDS, "x: 1", actor=world.office, now=NOW)
    assert begin_edition(PACK, actor=world.office2, now=NOW).number == edition.number + 1
