"""The documents lead somewhere: links, rooms, commands and terms exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.house.sources import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"!?\[[^]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


def title(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=title)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_map_names_every_storey_and_every_room() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    storeys = [path.name for path in (ROOT / "zhibu").iterdir() if (path / "__init__.py").exists()]
    assert [name for name in storeys if f"`zhibu/{name}`" not in text] == []
    assert [room for room in settings.ROOMS if f"| `{room}` |" not in text] == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs/adr"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in folder.glob("0*.md") if f"({path.name})" not in listed] == []


def test_both_readmes_name_commands_that_make_knows() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "README.zh-CN.md"):
        named = set(re.findall(r"make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8")))
        assert named, name
        assert named - targets == set()
