"""The files of one pack: which ones are read, and the hash over all of them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhibu.rules.marks import Mark
from zhibu.rules.packs.grammar import SECTIONS
from zhibu.rules.packs.issues import Issues

SINGLE: Final = ("pack.yaml", "sources.yaml")


@dataclass(frozen=True)
class PackFile:
    """One file: its path from the packs' directory, the section it belongs to (or its own name), its text."""

    path: str
    section: str
    text: str


def pack_files(directory: Path, issues: Issues) -> list[PackFile]:
    """The YAML files of a pack in a stable order; files that a pack does not have are noted as issues."""
    found: list[PackFile] = []
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory)
        if path.is_dir() or relative.name.startswith(".") or relative.suffix == ".md":
            continue
        shown = f"{directory.name}/{relative.as_posix()}"
        section = relative.parts[0]
        if path.suffix != ".yaml" or not (
            str(relative) in SINGLE or (section in SECTIONS and len(relative.parts) == 2)
        ):
            expected = "、".join((*SINGLE, *(f"{name}/*.yaml" for name in SECTIONS)))
            issues.add(Mark(shown, 1), f"规则包里没有这样的文件。可以有的是：{expected}。")
            continue
        try:
            found.append(PackFile(shown, section, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            issues.add(Mark(shown, 1), "文件不是 UTF-8 编码。请用 UTF-8 重新保存。")
    return found


def content_hash(files: Iterable[PackFile], dependencies: Iterable[str]) -> str:
    """SHA-256 (hex) over path and text of every file in order, line ends made equal, then the dependencies' hashes."""
    digest = hashlib.sha256()
    for file in files:
        text = file.text.replace("\r\n", "\n").encode()
        digest.update(f"{file.path}\n{len(text)}\n".encode() + text)
    for dependency in dependencies:
        digest.update(f"{dependency}\n".encode())
    return digest.hexdigest()
