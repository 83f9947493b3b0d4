"""The generated pages are those that the grammar and the operators make today, and the examples in the pages work."""

import json
import re
from pathlib import Path

import pytest

from tests.rules.conftest import PACKS
from zhibu.rules import packs
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.packs.reference import pages
from zhibu.rules.packs.schema import schemas
from zhibu.rules.packs.statements import read_facts_file
from zhibu.rules.sheets.score import score

DOCS = PACKS.parent / "docs" / "packs"


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], (
        "请运行 zhibu packs document docs/packs"
    )


def test_every_operator_is_in_the_reference_with_an_example() -> None:
    page = (DOCS / "operators.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page and operator.example in page for name, operator in OPERATORS.items())


def test_the_facts_file_of_the_readme_scores(tmp_path: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", (DOCS / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "facts.json"
    file.write_text(block, encoding="utf-8")
    pack = packs.load(PACKS / "branch-points")
    sheet = pack.sheets["branch_points"]
    stated = read_facts_file(file, pack, sheet)
    found = score(sheet, pack, stated.facts, stated.given, stated.period).as_json()
    assert (found["total"], found["band"]) == (86.33, "一档")
    assert list(found) == ["total", "band", "items"]
    assert list(found["items"][0]) == ["id", "points", "max", "verdict", "trace"]


def test_the_schemas_know_every_name_that_the_shipped_packs_use() -> None:
    """Written for editors: a name that the loader takes must be in the schema, too."""
    known = json.dumps(schemas(), ensure_ascii=False)
    names = set(
        re.findall(r"^\s+(?:- )?([a-z_]+):", (PACKS / "branch-points/sheets/quarter.yaml").read_text(), re.M)
    )
    assert {name for name in names - {"branch_points", "innovation"} if f'"{name}"' not in known} == set()
