"""Rules as plain data and back: what did not change keeps its characters; what changed reads as it was meant."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.conftest import PACKS
from zhibu.rules.packs.grammar import SECTIONS, SOURCES
from zhibu.rules.packs.shapes import ListOf, MapOf, NameOr, Record, Shape, Variant
from zhibu.rules.packs.titles import field_title
from zhibu.rules.packs.written import (
    Data,
    NotPlain,
    moved,
    place,
    put,
    read_plain,
    removed,
    rewritten,
    spread,
)

SHEETS: Any = SECTIONS["sheets"]
SHEET = "branch_standardisation"
TEXT = (PACKS / "branch-standardisation/sheets/year.yaml").read_text(encoding="utf-8")
COMMENTED = TEXT.replace("        - id: secretary", "        # 书记\n        - id: secretary").replace(
    "most: 110", "most: 110   # 上限"
)


def files() -> list[tuple[Path, Shape]]:
    found = [
        (path, SECTIONS[path.parent.name]) for path in PACKS.rglob("*.yaml") if path.parent.name in SECTIONS
    ]
    return sorted([*found, *((path, SOURCES) for path in PACKS.rglob("sources.yaml"))])


def the_sheet(text: str) -> Any:
    return read_plain(text, SHEETS)[SHEET]


def changed(text: str, data: Data) -> str:
    return rewritten(text, SHEETS, {**read_plain(text, SHEETS), SHEET: data})


def lines_apart(before: str, after: str) -> tuple[set[str], set[str]]:
    old, new = before.splitlines(), after.splitlines()
    return {line for line in old if line not in new}, {line for line in new if line not in old}


@pytest.mark.parametrize(("path", "shape"), files(), ids=lambda value: getattr(value, "stem", ""))
def test_what_nobody_changed_is_the_same_text(path: Path, shape: Shape) -> None:
    text = path.read_text(encoding="utf-8")
    assert rewritten(text, shape, read_plain(text, shape)) == text


@pytest.mark.parametrize(("path", "shape"), files(), ids=lambda value: getattr(value, "stem", ""))
def test_written_out_from_nothing_it_reads_the_same(path: Path, shape: Shape) -> None:
    found = read_plain(path.read_text(encoding="utf-8"), shape)
    assert read_plain(rewritten("", shape, found), shape) == found


def test_one_changed_number_changes_one_line_and_keeps_its_comment() -> None:
    data = the_sheet(COMMENTED)
    after = changed(COMMENTED, put(data, ["most"], "100"))
    assert lines_apart(COMMENTED, after) == ({"  most: 110   # 上限"}, {"  most: 100   # 上限"})


def test_an_item_takes_its_comment_along_when_it_moves_and_when_it_goes() -> None:
    data = the_sheet(COMMENTED)
    up = changed(COMMENTED, moved(data, ["groups", "0", "items", "1"], "up"))
    assert sorted(up.splitlines()) == sorted(COMMENTED.splitlines())
    assert up.index("# 书记") < up.index("id: secretary") < up.index("id: committee\n")
    gone = changed(COMMENTED, removed(data, ["groups", "0", "items", "1"]))
    assert "书记在任" not in gone and "# 书记" not in gone


def test_a_formula_of_several_lines_keeps_its_own_comments() -> None:
    data = the_sheet(TEXT)
    formula = "subtract:\n  # 四个季度\n  - 4\n  - {fact: member_assembly_quarters}"
    after = changed(TEXT, put(data, ["groups", "1", "items", "0", "lines", "0", "count"], formula))
    assert "# 四个季度" in after
    again = the_sheet(after)
    assert place(SHEETS.value, again, ["groups", "1", "items", "0", "lines", "0", "count"]).data == formula


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "a: b",
        "- x",
        "# x",
        "&a",
        "*a",
        "!x",
        "{",
        "x}\ny: 1",
        "true",
        "null",
        "1e3",
        "2026-13-45",
        "---",
        "x #y",
        "\\",
        "'",
        "是：非",
        " 空 ",
        "%x",
        "\u2028",
        "\t",
        "\x90",
        "\x85",
        "\x00",
        "\ufffe",
    ],
)
def test_whatever_is_typed_into_a_text_stays_a_text(hostile: str) -> None:
    data = the_sheet(TEXT)
    for steps in (["title"], ["bands", "0", "title"], ["groups", "0", "items", "0", "requirement"]):
        after = changed(TEXT, put(data, steps, hostile))
        assert the_sheet(after) == put(data, steps, hostile)
        assert yaml.safe_load(after).keys() == {SHEET}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_row_of_changes_reads_back_and_loses_no_comment_of_what_stays(draw: st.DataObject) -> None:
    text: str = COMMENTED
    data: Any = the_sheet(COMMENTED)
    for _ in range(draw.draw(st.integers(1, 4))):
        group = draw.draw(st.integers(0, 4))
        items = place(SHEETS.value, data, ["groups", str(group), "items"]).data
        assert isinstance(items, list)
        if not items:
            continue
        steps = ["groups", str(group), "items", str(draw.draw(st.integers(0, len(items) - 1)))]
        act = draw.draw(st.sampled_from(["up", "down", "title", "remove", "again"]))
        if act == "remove":
            new = removed(data, steps)
        elif act == "title":
            new = put(data, [*steps, "title"], draw.draw(st.text(min_size=1, max_size=12)).strip() or "甲")
        elif act == "again":
            new = put(data, steps[:-1], [*items, items[0]])
        else:
            new = moved(data, steps, "up" if act == "up" else "down")
        text, data = changed(text, new), new
        assert the_sheet(text) == data
        ids = [one["id"] for group in data["groups"] for one in group["items"]]
        assert ("# 书记" in text) == ("secretary" in ids)
        assert "# 上限" in text


def test_what_a_form_cannot_show_says_where_and_is_left_alone() -> None:
    text = "good:\n  title: 甲\nbad:\n  titel: 乙\n"
    found = read_plain(text, SECTIONS["kinds"])
    assert isinstance(found["bad"], NotPlain) and "第4行" in str(found["bad"])
    after = rewritten(text, SECTIONS["kinds"], {**found, "good": {"title": "丙"}})
    assert after == text.replace("甲", "丙")


@pytest.mark.parametrize(
    "text", ["a: &x [1]\nb: *x\n", "a: [", "- 1\n", "a: 1\na: 2\n", "a: !!python/name:x 1\n"]
)
def test_hostile_or_broken_yaml_is_not_shown(text: str) -> None:
    with pytest.raises(NotPlain):
        read_plain(text, SECTIONS["kinds"])


def test_the_line_of_a_fault_tells_the_field() -> None:
    text = TEXT + "another: 1\n"
    apart = spread(text, SHEETS, SHEET)
    assert yaml.safe_load(apart.text) == yaml.safe_load(text)
    lines = apart.text.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.strip() == "支部班子健全")
    assert apart.at(number) == ("groups", "0", "items", "0", "title")
    assert apart.at(number - 1) == ("groups", "0", "items", "0")
    assert lines[-1] == "another: 1"
    assert apart.at(len(lines)) is None
    assert apart.before(len(lines)) == len(text.splitlines())


def test_every_field_of_the_grammar_has_a_chinese_title() -> None:
    """Whoever adds a field to the grammar says what a form calls it."""

    def titles(shape: Shape) -> list[str]:
        match shape:
            case Record():
                known = {**shape.required, **shape.optional}
                own = [field_title(shape.title, name) for name in known]
                return own + [title for inner in known.values() for title in titles(inner)]
            case ListOf():
                return titles(shape.item)
            case MapOf():
                return titles(shape.value)
            case NameOr():
                return titles(shape.record)
            case Variant():
                return [title for record in shape.records.values() for title in titles(record)]
        return []

    found = [title for name, shape in SECTIONS.items() if name != "cases" for title in titles(shape)]
    assert all(not title.isascii() for title in [*found, *titles(SOURCES)])
