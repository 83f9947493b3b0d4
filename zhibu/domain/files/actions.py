"""Receiving a file."""

from datetime import datetime
from pathlib import PurePosixPath

import filetype
from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.files import store
from zhibu.domain.files.errors import FileEmpty, FileKindRefused, FileTooLarge
from zhibu.domain.files.models import Document
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation

LIMIT = 20 * 2**20
_ALLOWED = {
    "image/jpeg",
    "image/png",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@transaction.atomic
def receive_document(
    organisation: Organisation, *, name: str, content: bytes, permission: str, actor: User, now: datetime
) -> Document:
    """Keep an uploaded file for `organisation`; `permission` is that of the act the file is for.

    Raises FileEmpty, FileTooLarge, FileKindRefused (told by content); Hidden or Forbidden as guard.require.
    """
    require(actor, permission, organisation, view="organisations.view")
    name = _plain_name(name)
    if not content:
        raise FileEmpty(name)
    if len(content) > LIMIT:
        raise FileTooLarge(name, len(content), LIMIT)
    document = Document.objects.create(
        name=name,
        sha256=store.keep(content),
        size=len(content),
        content_type=_content_type(name, content),
        organisation=organisation,
        received_by=actor,
        received_at=now,
    )
    write(
        "files.receive_document",
        document,
        place=organisation.path,
        actor=actor,
        now=now,
        name=name,
        sha256=document.sha256,
        size=document.size,
    )
    return document


def _plain_name(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "").strip()
    return last[-200:] or "未命名"


def _content_type(name: str, content: bytes) -> str:
    guess = filetype.guess(content)
    if guess is not None:
        if guess.mime not in _ALLOWED:
            raise FileKindRefused(name)
        return str(guess.mime)
    if b"\x00" in content[:4096]:
        raise FileKindRefused(name)
    return "text/plain"
