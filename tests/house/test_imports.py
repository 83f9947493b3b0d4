"""What import-linter does not see."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import FIRST_PARTY, functions, place, python_files, tree

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "signals",
    "misc",
    "base",
    "manager",
}
SILENCER = re.compile(r"#\s*(type:\s*ignore|noqa)")
WITH_REASON = re.compile(
    r"#\s*(type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s+(#|-|:)?\s*\S+"
)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and module of every import below `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def test_first_party_imports_stand_at_the_top_of_the_file() -> None:
    found = {
        f"{place(path, line)}: {name} is imported inside {function.name}"
        for path in python_files()
        for function in functions(path)
        for line, name in imports(function)
        if name.startswith(("zhibu", "."))
    }
    assert found == set()


def test_no_import_is_relative() -> None:
    found = [
        f"{place(path, line)}: write the whole path instead of {name}"
        for path in python_files()
        for line, name in imports(tree(path))
        if name.startswith(".")
    ]
    assert found == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part: path for path in python_files(FIRST_PARTY) for part in (path.stem, path.parent.name)}
    assert {name: place(names[name]) for name in FORBIDDEN_NAMES & set(names)} == {}


def test_a_silenced_check_has_its_reason_beside_it() -> None:
    found = [
        f"{place(path, number)}: {line.strip()}"
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SILENCER.search(line) and not WITH_REASON.search(line) and path.name != "test_imports.py"
    ]
    assert found == []
