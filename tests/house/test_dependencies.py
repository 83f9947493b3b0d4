"""A dependency has a written reason and a pinned version; where it comes from is the machine's affair."""

import re
import tomllib

from tests.house.sources import ROOT, lines_matching

ADDRESS = re.compile(r"https?://(?!127\.0\.0\.1|www\.w3\.org/)\S+|--(extra-)?index-url|--find-links")
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


def test_set_up_names_no_registry() -> None:
    files = [ROOT / name for name in ("Makefile", ".npmrc", "package.json", ".ci/run", "pyproject.toml")]
    files += sorted((ROOT / "scripts").glob("*.*")) + sorted((ROOT / "locks").iterdir())
    assert lines_matching(ADDRESS, files) == []
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
