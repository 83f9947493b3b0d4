"""The generated pages are those that the grammar and the operators make today, and the examples in the pages work."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.rules.conftest import PACKS, SMALL
from zhibu.rules import packs
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.packs.files import SINGLE
from zhibu.rules.packs.reference import pages
from zhibu.rules.packs.schema import schemas
from zhibu.rules.packs.statements import read_facts_file
from zhibu.rules.sheets.score import score

SHIPPED = sorted(PACKS.rglob("*.yaml"))
DOCS = PACKS.parent / "docs" / "packs"


PAGES = pages(packs.load_all(PACKS).values())


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "请运行 zhibu packs document docs/packs"


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


def as_json(value: object) -> object:
    """YAML values as JSON has them: names are text, dates are text."""
    if isinstance(value, dict):
        return {str(name): as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(PACKS)))
def test_a_shipped_file_is_right_by_the_editors_schema(path: Path) -> None:
    name = path.stem if path.name in SINGLE else path.parent.name
    written = as_json(yaml.safe_load(path.read_text(encoding="utf-8")))
    Draft202012Validator(schemas()[name]).validate(written)


@pytest.mark.parametrize(
    "change", [("required:", "requird:"), ("period: quarter", "period: quartr"), ("clause:", "#")]
)
def test_the_editors_schema_refuses_what_the_loader_refuses(change: tuple[str, str]) -> None:
    written = as_json(yaml.safe_load(SMALL["indicators/lecture.yaml"].replace(*change)))
    assert not Draft202012Validator(schemas()["indicators"]).is_valid(written)
