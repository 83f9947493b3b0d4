"""Follows the how-to pages literally: every block goes into the file that the page names, then packs are checked."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.rules.conftest import PACKS
from zhibu.rules import packs

HOWTOS = PACKS.parent / "docs" / "howto"
STEP = re.compile(r"(新建|打开) `(packs/[^`]+\.yaml)`(?:(?!`packs/)[^#])*?```yaml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    ("page", "pack", "blocks", "rule"),
    [
        ("add-an-indicator.md", "branch-life", 5, "visit_quarterly"),
        ("add-a-score-item.md", "our-points", 4, "our_points"),
    ],
)
def test_a_how_to_followed_literally_gives_a_sound_pack(
    tmp_path: Path, page: str, pack: str, blocks: int, rule: str
) -> None:
    copytree(PACKS, tmp_path / "packs")
    steps = STEP.findall((HOWTOS / page).read_text(encoding="utf-8"))
    assert len(steps) == blocks
    for act, name, block in steps:
        path = tmp_path / name
        assert path.exists() == (act == "打开")
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if act == "打开" else ""
        path.write_text(before + block, encoding="utf-8")
    assert packs.check(tmp_path / "packs") == []
    loaded = packs.load(tmp_path / "packs" / pack)
    assert rule in {**loaded.indicators, **loaded.sheets}
