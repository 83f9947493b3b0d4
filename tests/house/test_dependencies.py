"""A dependency enters with a written reason and a pinned version."""

import re
import tomllib

from tests.house.sources import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def runtime_dependencies() -> list[str]:
    return tomllib.loads(PYPROJECT)["project"]["dependencies"]


def test_each_runtime_dependency_has_its_reason_on_the_line_above() -> None:
    lines = [line.strip() for line in PYPROJECT.splitlines()]
    first = {dependency: lines.index(f'"{dependency}",') for dependency in runtime_dependencies()}
    # One reason may stand for the packages directly below it (ibis and the pin it needs).
    groups = {d for d, n in first.items() if not lines[n - 1].startswith(("#", '"'))}
    assert groups == set()


def test_each_runtime_dependency_is_locked_with_hashes() -> None:
    lock = (ROOT / "locks/runtime.txt").read_text(encoding="utf-8")
    locked = {
        name.lower().replace("_", "-")
        for name in re.findall(r"^([\w.-]+)(?:\[\w+\])?==\S+ \\$", lock, re.MULTILINE)
    }
    wanted = {re.split(r"[\[<>=]", d)[0].lower() for d in runtime_dependencies()}
    assert wanted - locked == set()
