"""Nothing grows beyond what one person reads in one sitting."""

import ast
from pathlib import Path

from tests.house.sources import ROOT, functions, own, packs, place, python_files, templates, tree

FILE, SETTINGS, CLASS, FUNCTION, YAML = 400, 250, 250, 60, 300


def too_long(paths: list[Path], ceiling: int) -> list[str]:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [
        f"{place(path)}: {length} lines, at most {ceiling}"
        for path, length in lengths.items()
        if length > ceiling
    ]


def span(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_stay_short() -> None:
    static = own((ROOT / "zhibu/web/static").rglob("*.*"))
    assert too_long(python_files() + templates() + static, FILE) == []
    assert too_long([ROOT / "zhibu/config/settings.py"], SETTINGS) == []


def test_rule_files_stay_short() -> None:
    assert too_long(packs(), YAML) == []


def test_functions_stay_short() -> None:
    found = [
        f"{place(path, node.lineno)}: {node.name} has {span(node)} lines, at most {FUNCTION}"
        for path in python_files()
        for node in functions(path)
        if span(node) > FUNCTION
    ]
    assert found == []


def test_classes_stay_short() -> None:
    found = [
        f"{place(path, node.lineno)}: {node.name} has {span(node)} lines, at most {CLASS}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and span(node) > CLASS
    ]
    assert found == []
