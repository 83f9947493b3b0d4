"""A plan comes in: what is read, what is refused, and that nothing is a task yet."""

import io
import zipfile
from uuid import uuid4

import docx
import pytest

from tests.world import NOW
from zhibu.domain.accounts.errors import ActError, Forbidden, Hidden
from zhibu.domain.files.models import Document
from zhibu.domain.intake.actions import discard_import
from zhibu.domain.intake.choices import Stage
from zhibu.domain.intake.errors import AlreadyClosed
from zhibu.domain.intake.models import Import
from zhibu.domain.journal.models import Entry
from zhibu.domain.tasks.models import Plan, Task

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x00" * (300 * 2**20))
    return buffer.getvalue()


def test_a_plan_is_staged_with_proposals_that_point_at_their_sentence(staged):
    assert (staged.title, staged.year, staged.stage) == ("2026年党建工作要点", 2026, Stage.STAGED)
    proposals = list(staged.proposals.all())
    assert len(proposals) == 4
    for proposal in proposals:
        assert staged.text[proposal.start : proposal.end] == proposal.quote
    assert [proposal.number for proposal in proposals] == [
        "一、（一）",
        "一、（二）",
        "二、（一）",
        "二、（二）",
    ]


def test_staging_writes_no_task(staged):
    assert (Plan.objects.count(), Task.objects.count()) == (0, 0)


def test_noise_and_masked_values_are_kept_as_notices_with_their_place(staged):
    kinds = {notice["kind"] for notice in staged.notices}
    assert {"password", "masked"} <= kinds
    masked = next(notice for notice in staged.notices if notice["kind"] == "masked")
    assert staged.text[masked["start"] : masked["end"]] == "**"


def test_units_are_matched_and_unsure_ones_left_open(staged):
    first, second, third, fourth = staged.proposals.all()
    assert (first.targets, first.open_names) == (["all"], [])
    assert second.open_names == ["公路中心"]
    assert third.open_names == []
    assert fourth.open_names == ["天文台"]


def test_the_journal_says_who_imported_what(staged, world):
    entry = Entry.objects.get(act="intake.stage_document")
    assert (entry.actor, entry.subject_id, entry.detail["proposals"]) == (world.office, staged.pk, 4)


def test_a_form_sent_twice_meets_its_first_import(stage):
    token = uuid4()
    assert stage(token=token).pk == stage(token=token).pk
    assert (Import.objects.count(), Document.objects.count()) == (1, 1)


def test_a_file_in_gb18030_is_read(stage):
    staged = stage("2026年工作要点\n一、各支部6月底前完成换届。\n".encode("gb18030"))
    assert staged.title == "2026年工作要点"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.txt", "空的"),
        (b"  \n ", "空白.txt", "空的"),
        (b"a" * (60 * 2**20), "大.txt", "60兆"),
        (PNG, "照片.docx", "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧.doc", "旧版"),
        (b"PK\x03\x04garbage", "坏.docx", ""),
    ],
    ids=["empty", "blank", "60 MB", "picture", "old word", "broken"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_leaves_nothing(stage, content, name, words):
    with pytest.raises(ActError) as refusal:
        stage(content, name=name)
    assert words in str(refusal.value)
    assert "请" in str(refusal.value)
    assert (Import.objects.count(), Document.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_zip_bomb_is_refused(stage):
    with pytest.raises(ActError, match="请"):
        stage(zip_bomb(), name="要点.docx")
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("secretary", Hidden),
        ("member", Hidden),
        ("leader", Forbidden),
        ("inspector", Forbidden),
        ("stranger", Hidden),
    ],
)
def test_only_the_office_imports(stage, world, who, refusal):
    with pytest.raises(refusal):
        stage(actor=getattr(world, who))


def test_a_discarded_import_stays_readable_and_closed(staged, world):
    discard_import(staged, actor=world.office, now=NOW)
    staged.refresh_from_db()
    assert staged.stage == Stage.DISCARDED
    assert staged.proposals.count() == 4
    with pytest.raises(AlreadyClosed, match="已放弃"):
        discard_import(staged, actor=world.office, now=NOW)


def test_the_real_plans_are_staged(stage, seeds):
    for start, least in (("000", 10), ("004", 4)):
        path = next(seeds.glob(f"{start}_*.txt"))
        staged = stage(path.read_bytes(), name=path.name)
        assert staged.proposals.count() >= least
        assert all(one.quote == staged.text[one.start : one.end] for one in staged.proposals.all())


def test_table_rows_are_kept_with_their_place(stage):
    document = docx.Document()
    document.add_paragraph("2026年责任清单")
    table = document.add_table(rows=3, cols=3)
    rows = (
        ("任务", "时限", "责任单位"),
        ("完成换届", "6月底前", "办公室"),
        ("开展轮训", "9月底前", "各支部"),
    )
    for line, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, words, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    staged = stage(buffer.getvalue(), name="清单.docx")
    assert [staged.text[start:end].split("\n") for start, end in staged.rows] == [list(row) for row in rows]
    assert [one.text for one in staged.proposals.all()] == ["完成换届", "开展轮训"]
