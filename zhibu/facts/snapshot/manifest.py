"""manifest.json: the contents list of a snapshot, and the digest that names the whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from zhibu.facts.errors import SnapshotError

FILE_NAME = "manifest.json"
PACKS = "packs"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class PackFiles:
    """A rule pack as it lay on disk: `files` maps the path inside the pack to its bytes."""

    id: str
    version: str
    files: Mapping[str, bytes]

    @classmethod
    def read(cls, directory: Path, version: str) -> "PackFiles":
        """The pack whose files lie in `directory`, which is named after it."""
        found = sorted(directory.rglob("*.yaml"))
        files = {path.relative_to(directory).as_posix(): path.read_bytes() for path in found}
        return cls(directory.name, version, files)


@dataclass(frozen=True)
class FileEntry:
    sha256: str
    rows: int | None = None
    """Rows of a table; None for a file of a pack."""


@dataclass(frozen=True)
class PackEntry:
    id: str
    version: str
    sha256: str
    """Digest over the paths and contents of the pack's files."""


@dataclass(frozen=True)
class NodeEntry:
    """One of the nodes that a merged snapshot was made of, and the digest of what it delivered."""

    number: int
    name: str
    digest: str


@dataclass(frozen=True)
class Manifest:
    period: str
    schema: int
    files: Mapping[str, FileEntry]
    """Path inside the snapshot -> entry; every file but manifest.json itself."""
    packs: tuple[PackEntry, ...] = field(default=())
    nodes: tuple[NodeEntry, ...] = ()
    """Empty for a snapshot that is not merged from numbered nodes."""

    @property
    def digest(self) -> str:
        """SHA-256 over everything the manifest states; independent of machine, time and engine."""
        return _sha256(_canonical(self._content()))

    def rows(self, table: str) -> int:
        """Number of rows of a table."""
        return self.files[table_file(table)].rows or 0

    def _content(self) -> dict[str, Any]:
        return {
            "period": self.period,
            "schema": self.schema,
            "files": {path: asdict(entry) for path, entry in sorted(self.files.items())},
            "packs": [asdict(pack) for pack in self.packs],
            **({"nodes": [asdict(node) for node in self.nodes]} if self.nodes else {}),
        }

    def to_json(self) -> str:
        return json.dumps({**self._content(), "digest": self.digest}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Raises SnapshotError where the text is no manifest or its own digest does not fit it."""
        try:
            content = json.loads(text)
            manifest = cls(
                period=content["period"],
                schema=content["schema"],
                files={path: FileEntry(**entry) for path, entry in content["files"].items()},
                packs=tuple(PackEntry(**pack) for pack in content["packs"]),
                nodes=tuple(NodeEntry(**node) for node in content.get("nodes", ())),
            )
            stated = content["digest"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SnapshotError(f"{FILE_NAME} 读不出来：内容已损坏。请从备份恢复该快照。") from error
        if stated != manifest.digest:
            raise SnapshotError(f"{FILE_NAME} 与自身的校验值不符：清单被改动过。请从备份恢复该快照。")
        return manifest


def read_manifest(directory: Path) -> Manifest:
    """The manifest of the snapshot in `directory`. Raises SnapshotError where there is none."""
    path = directory / FILE_NAME
    if not path.is_file():
        raise SnapshotError(f"{directory} 不是快照目录：缺少 {FILE_NAME}。请核对路径。")
    return Manifest.from_json(path.read_text(encoding="utf-8"))


def table_file(table: str) -> str:
    return f"{table}.parquet"


def file_sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def pack_entry(pack: PackFiles) -> PackEntry:
    contents = {path: _sha256(content) for path, content in pack.files.items()}
    return PackEntry(pack.id, pack.version, _sha256(_canonical(contents)))


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
