"""Opens a document named on the command line, refusals become command errors; tells as JSON what was read."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from zhibu.papers import MAX_BYTES, Document, PaperError, open_document
from zhibu.papers.opening import too_large
from zhibu.papers.origins import placed_in_file


def open_paper(path: Path) -> Document:
    """Raises CommandError, in Chinese, for a file that is missing or refused."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path.stat().st_size)
        return open_document(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"文件打不开：找不到或无权读取 {path}。请检查路径是否正确。") from error
    except PaperError as error:
        raise CommandError(error.message) from error


def as_json(payload: dict[str, Any], document: Document, path: Path) -> str:
    """The payload as JSON text, its positions and quotes those of the file at `path`."""
    return json.dumps(placed_in_file(payload, document, path.read_bytes()), ensure_ascii=False, indent=1)
