"""The documents lead somewhere: links, rooms, commands and terms exist."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.house.sources import ROOT
from zhibu.domain.access.permissions import Role

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


def test_every_model_has_a_term_and_every_term_in_capitals_is_a_model() -> None:
    terms = set(re.findall(r"`([A-Z]\w+)`", (ROOT / "docs/glossary.md").read_text(encoding="utf-8")))
    models = {model.__name__ for room in settings.ROOMS for model in apps.get_app_config(room).get_models()}
    inner = {"User", "Head", "Change", "Attendance"}  # Parts of a thing that has its own term.
    assert models - terms - inner == set()
    assert terms - models == set()


def test_every_role_has_a_term() -> None:
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert [role for role in Role.values if f"`{role}`" not in text] == []
