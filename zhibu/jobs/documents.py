"""Opens a document named on the command line; refusals become command errors."""

from pathlib import Path

from django.core.management.base import CommandError

from zhibu.papers import MAX_BYTES, Document, PaperError, open_document


def open_paper(path: Path) -> Document:
    """Raises CommandError, in Chinese, for a file that is missing or refused."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return open_document(path.name, content)
    except OSError as error:
        raise CommandError(f"文件打不开：找不到或无权读取 {path}。请检查路径是否正确。") from error
    except PaperError as error:
        raise CommandError(error.message) from error
