"""What a rule computes: words, places and citations do not count, numbers and facts do, wherever they are written."""

from pathlib import Path
from shutil import copytree

import pytest

from zhibu.rules import packs
from zhibu.rules.essence import essence

PACKS = Path("packs").resolve()


def differing(tmp_path: Path, file: str, before: str, after: str) -> set[str]:
    """The rules of all packs that compute something else once a text is replaced."""
    copytree(PACKS, tmp_path / "packs")
    path = tmp_path / "packs" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    old, new = packs.load_all(PACKS), packs.load_all(tmp_path / "packs")
    assert {id_ for id_ in old if old[id_].hash != new[id_].hash}
    return {
        was.id
        for id_ in old
        for was, now in zip(old[id_].rules, new[id_].rules, strict=True)
        if essence(was, old[id_]) != essence(now, new[id_])
    }


@pytest.mark.parametrize(
    ("file", "before", "after", "wanted"),
    [
        ("branch-life/pack.yaml", "title: ", "title: 新", set[str]()),
        (
            "branch-life/indicators/meetings.yaml",
            "party_lecture:\n",
            "# 一行注释\nparty_lecture:\n",
            set[str](),
        ),
        (
            "branch-life/parameters/meetings.yaml",
            "value: 1, clause: local-custom/BR-15",
            "value: 2, clause: local-custom/BR-15",
            {"party_lecture", "branch_points"},
        ),
        (
            "branch-life/facts/activities.yaml",
            "where: {kind: party_lecture}",
            "where: {kind: theme_day}",
            {"party_lecture", "branch_points"},
        ),
    ],
)
def test_only_what_computes_something_else_differs(
    tmp_path: Path, file: str, before: str, after: str, wanted: set[str]
) -> None:
    assert differing(tmp_path, file, before, after) == wanted


def test_a_pack_with_some_of_its_rules_is_another_pack() -> None:
    pack = packs.load_all(PACKS)["branch-life"]
    one = pack.only([pack.indicators["theme_day"]])
    assert list(one.indicators) == ["theme_day"] and one.facts == pack.facts
    assert one.hash not in (pack.hash, pack.only([pack.indicators["party_lecture"]]).hash)
