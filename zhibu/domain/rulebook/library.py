"""The directory of packs in force: those installed, with this site's active editions in their place.

The rules room reads packs from directories alone, so a changed set of packs is laid out once, under the hash of its
content, and never touched again.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from zhibu.domain.rulebook.choices import State
from zhibu.domain.rulebook.models import Edition

Files = Mapping[str, str]

_memory: tuple[float, Path] | None = None


def in_force() -> Path:
    """The directory of the packs in force on this site."""
    global _memory
    if _memory is None or time.monotonic() - _memory[0] > settings.RULES_REREAD_SECONDS:
        active = Edition.objects.filter(state=State.ACTIVE).values_list("pack", "hash")
        _memory = time.monotonic(), _directory(dict(active))
    return _memory[1]


def forget() -> None:
    """Ask the database again at the next question: an edition was just activated."""
    global _memory
    _memory = None


def with_edition(edition: Edition) -> Path:
    """The directory as it would be with `edition` in force: to check it and to see who would be affected."""
    return _laid_out(in_force(), edition.pack, edition.files)


@contextmanager
def tried(pack: str, files: Files) -> Iterator[Path]:
    """The directory as it would be with these files as the pack, for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="zhibu-rules-") as place:
        target = Path(place) / "packs"
        _write(target, in_force(), pack, files)
        yield target


def installed_files(pack: str, root: Path) -> dict[str, str]:
    """Path within the pack -> text, of the pack in the directory `root`; empty where there is none."""
    folder = root / pack
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def hash_of(files: Files) -> str:
    """SHA-256 (hex) over the files of one pack, whatever their order."""
    text = json.dumps(dict(files), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def _kept(pack: str, digest: str) -> Edition:
    return Edition.objects.get(pack=pack, hash=digest, state=State.ACTIVE)


def _directory(active: Mapping[str, str]) -> Path:
    root = Path(settings.ZHIBU_PACKS)
    for pack in sorted(active):
        root = _laid_out(root, pack, _kept(pack, active[pack]).files)
    return root


def _laid_out(base: Path, pack: str, files: Files) -> Path:
    """A directory like `base`, but with these files as the pack; written whole or not at all."""
    digest = hashlib.sha256(f"{base}\n{_stamp(base)}\n{pack}\n{hash_of(files)}".encode()).hexdigest()
    target = Path(settings.ZHIBU_DATA) / "rulebook" / digest[:32]
    if target.exists():
        return target
    part = target.with_suffix(f".{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    _write(part, base, pack, files)
    try:
        part.rename(target)
    except OSError:
        shutil.rmtree(part)  # Another process laid the same content out first.
    return target


def _write(target: Path, base: Path, pack: str, files: Files) -> None:
    shutil.copytree(base, target, ignore=shutil.ignore_patterns(pack))
    for path, text in files.items():
        file = target / pack / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _stamp(base: Path) -> str:
    """Changes when a pack in `base` changes, so that an upgraded installation is laid out anew."""
    return hash_of(
        {path.relative_to(base).as_posix(): path.read_text("utf-8") for path in sorted(base.rglob("*.yaml"))}
    )
