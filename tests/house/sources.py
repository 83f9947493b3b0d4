"""The files the contracts of this folder are held against."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_PARTY = ROOT / "zhibu"
PYTHON = [FIRST_PARTY, ROOT / "tests", ROOT / "scripts", ROOT / "bench"]


def own(paths: Iterator[Path]) -> list[Path]:
    """Only what people write here: no migrations, nothing vendored."""
    return sorted(path for path in paths if "migrations" not in path.parts and "vendor" not in path.parts)


def python_files(*folders: Path) -> list[Path]:
    return [path for folder in folders or PYTHON for path in own(folder.rglob("*.py"))]


def templates() -> list[Path]:
    return own(FIRST_PARTY.rglob("*.html"))


def packs() -> list[Path]:
    return own((ROOT / "packs").rglob("*.yaml"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path, line: int | None = None) -> str:
    """`zhibu/web/urls.py:12`, as editors understand it."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Each match with its place, for a message that leads straight to it."""
    return [
        f"{place(path, number)}: {match.group().strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    ]
