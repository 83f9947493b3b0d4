"""Receiving files: told by content, kept once, opened only to those who see the organisation's records."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.files.actions import LIMIT, receive_document
from zhibu.domain.files.errors import FileEmpty, FileKindRefused, FileTooLarge
from zhibu.domain.files.models import Document
from zhibu.domain.files.queries import content_of, document_for

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def word() -> bytes:
    buffer = BytesIO()
    WordDocument().save(buffer)
    return buffer.getvalue()


def receive(world: World, content: bytes, name: str = "纪要.txt", actor: User | None = None) -> Document:
    return receive_document(
        world.own,
        name=name,
        content=content,
        permission="activities.record",
        actor=actor or world.secretary,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("会议纪要".encode(), "text/plain"),
        ("会议纪要".encode("gb18030"), "text/plain"),
        (PNG, "image/png"),
        (b"%PDF-1.7\n", "application/pdf"),
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
    ids=["utf-8", "gb18030", "png", "pdf", "docx"],
)
def test_a_file_comes_back_as_it_was_sent_with_its_kind_told_by_content(
    world: World, content: bytes, kind: str
) -> None:
    document = receive(world, content, "纪要.dat")
    assert document.content_type == kind
    assert content_of(document_for(world.secretary, document.pk)) == content


def test_receiving_leaves_a_journal_row_with_the_hash(world: World) -> None:
    document = receive(world, b"text")
    assert last_entry().act == "files.receive_document"
    assert last_entry().detail["sha256"] == document.sha256


def test_the_same_bytes_are_stored_once(world: World, own_data_directory: Path) -> None:
    one, two = receive(world, b"same", "甲.txt"), receive(world, b"same", "乙.txt")
    assert one.sha256 == two.sha256
    assert len([path for path in own_data_directory.rglob("*") if path.is_file()]) == 1


def test_an_empty_file_is_refused_by_name(world: World) -> None:
    with pytest.raises(FileEmpty, match="纪要"):
        receive(world, b"")


def test_a_file_over_the_limit_is_refused_with_both_sizes(world: World) -> None:
    with pytest.raises(FileTooLarge, match=r"60兆.*20兆"):
        receive(world, bytes(60 * 2**20))
    assert LIMIT == 20 * 2**20


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + bytes(60), b"\x7fELF" + bytes(60), b"GIF89a" + bytes(32), b"\x00\x01\x02"]
)
def test_a_program_or_a_stray_format_is_refused_whatever_its_name(world: World, content: bytes) -> None:
    with pytest.raises(FileKindRefused):
        receive(world, content, "纪要.docx")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\纪要.txt", "纪要.txt"),
        ("\x00", "未命名"),
        ("a" * 300, "a" * 200),
    ],
)
def test_a_name_is_never_a_path(world: World, sent: str, kept: str) -> None:
    assert receive(world, b"text", sent).name == kept


def test_a_zip_is_kept_unopened(world: World) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    assert receive(world, buffer.getvalue(), "附件.zip").content_type == "application/zip"


def test_those_who_may_not_record_may_not_upload(world: World) -> None:
    with pytest.raises(Forbidden):
        receive(world, b"text", actor=world.member)
    with pytest.raises(Hidden):
        receive(world, b"text", actor=world.secretary2)


def test_a_file_of_another_branch_is_hidden(world: World) -> None:
    document = receive(world, b"text")
    for viewer in (world.secretary2, world.stranger):
        with pytest.raises(Hidden):
            document_for(viewer, document.pk)
    with pytest.raises(Hidden):
        document_for(world.secretary, 10**9)
