"""Where the bytes lie: <files>/<first two hex digits>/<sha256>. The same content is stored once."""

import hashlib
import os
from pathlib import Path

from django.conf import settings


def keep(content: bytes) -> str:
    """Store `content` and return its SHA-256 (hex). Writing is atomic: a half-written file is never visible."""
    digest = hashlib.sha256(content).hexdigest()
    target = _path(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)
    return digest


def read(digest: str) -> bytes:
    """The bytes stored under `digest`. Raises FileNotFoundError when they are gone."""
    return _path(digest).read_bytes()


def _path(digest: str) -> Path:
    return Path(settings.ZHIBU_FILES) / digest[:2] / digest
