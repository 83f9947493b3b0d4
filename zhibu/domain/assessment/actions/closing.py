"""Closing a period: its records become a snapshot, the snapshot is judged, the verdicts are stored."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from secrets import token_hex

import pyarrow as pa
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.actions.judging import Judged, judge
from zhibu.domain.assessment.actions.storing import store
from zhibu.domain.assessment.errors import NotAQuarter, PeriodNotOver, ReasonMissing
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.tables import Scope, last_id, one_moment, streams
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.facts import snapshot
from zhibu.rules.periods import Period

Progress = Callable[[str, int], None]
"""Called with what is being done, in words, and how many percent are done."""

_STEPS = {
    "organisation": ("党组织", 0),
    "membership": ("组织关系", 1),
    "post": ("任职", 3),
    "activity": ("纪实", 4),
    "attendance": ("到会情况", 8),
    "term": ("任期", 65),
    "assignment": ("任务", 66),
    "finding": ("问题", 67),
    "declaration": ("报全确认", 68),
    "statement": ("评分填报", 69),
}
"""Table -> what it is called, and how many percent are done when it begins."""
_JUDGING, _STORING, _STORED = 70, 90, 99
_LEFT_SECONDS = 24 * 3600


def close_period(
    organisation: Organisation,
    period: Period,
    *,
    reason: str = "",
    actor: User | None,
    now: datetime,
    progress: Progress = lambda step, percent: None,
) -> Closing:
    """Close a quarter for the subtree of `organisation`. `actor` is None for the command line of the machine.

    The same records give the same snapshot, byte for byte, whenever they are closed. Nobody is kept from working
    meanwhile: only storing the verdicts is a transaction, and a short one. Stopped at any moment, it has done nothing
    that anyone can see, and can be begun again. Raises NotAQuarter, PeriodNotOver, ReasonMissing (a second
    closing needs one; the first stays as it is); Hidden or Forbidden as guard.require.
    """
    ensure_closable(organisation, period, reason=reason, actor=actor, now=now)
    work = Path(settings.ZHIBU_SNAPSHOTS) / f".closing-{token_hex(8)}"
    _clear_away_what_was_left(work.parent, now)
    try:
        manifest = _write_snapshot(organisation, period, work, progress)
        progress("读取当时的规则", _JUDGING)
        percents = count(_JUDGING + 2, 4)
        rules = governing.kept_in(work)
        judged = judge(work, rules, period, lambda step: progress(step, next(percents)))
        progress("保存结果", _STORING)
        closing = Closing(
            organisation=organisation,
            period=str(period),
            reason=reason.strip(),
            digest=manifest.digest,
            results_digest=judged.results.digest,
            scores_digest=judged.scores.digest,
            persons_digest=judged.persons_digest,
            packs=[{"id": one.id, "version": one.version, "sha256": one.sha256} for one in manifest.packs],
            rows={table: manifest.rows(table) for table in _STEPS},
            closed_at=now,
            closed_by=actor,
        )
        _store(closing, work, judged, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    progress("结账完成", 100)
    return closing


def ensure_closable(
    organisation: Organisation, period: Period, *, reason: str, actor: User | None, now: datetime
) -> None:
    """Raises as close_period where a closing may not be begun."""
    if actor is not None:
        require(actor, "assessment.close", organisation, view="assessment.view")
    if period.size != "quarter":
        raise NotAQuarter(str(period))
    if period.end >= timezone.localdate(now):
        raise PeriodNotOver(period.label, f"{period.end:%Y年%-m月%-d日}")
    _next_number(organisation, str(period), reason)


def _next_number(organisation: Organisation, period: str, reason: str) -> int:
    numbers = Closing.objects.filter(organisation=organisation, period=period).values_list(
        "number", flat=True
    )
    if numbers and not reason.strip():
        raise ReasonMissing(Period.parse(period).label)
    return max(numbers, default=0) + 1


def _write_snapshot(
    organisation: Organisation, period: Period, directory: Path, progress: Progress
) -> snapshot.Manifest:
    packs = [governing.files_of(pack) for pack in governing.installed()]
    with one_moment():
        whole = not Organisation.objects.exclude(subtree(organisation.path)).exists()
        read = streams(Scope(organisation.path, period.end, whole=whole))
        told = {table: _told(table, reader, progress) for table, reader in read.items()}
        return snapshot.write(directory, str(period), told, packs)


def _told(table: str, reader: pa.RecordBatchReader, progress: Progress) -> pa.RecordBatchReader:
    """The same rows, saying how many have been read as they pass."""

    def batches() -> Iterator[pa.RecordBatch]:
        name, begins = _STEPS[table]
        ends = next((later for _, later in _STEPS.values() if later > begins), _JUDGING)
        rows, last = 0, last_id(table)
        progress(f"读取{name}", begins)
        for batch in reader:
            rows += batch.num_rows
            done = min(1.0, batch.column("id")[-1].as_py() / last) if last else 0
            progress(f"读取{name}：{rows}条", begins + int((ends - begins) * done))
            yield batch

    return pa.RecordBatchReader.from_batches(reader.schema, batches())


def _clear_away_what_was_left(snapshots: Path, now: datetime) -> None:
    """The working directories of closings that were killed; one that works has written something within a day."""
    for left in snapshots.glob(".*closing-*"):
        if now.timestamp() - left.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


@transaction.atomic
def _store(closing: Closing, work: Path, judged: Judged, progress: Progress) -> None:
    """Number the closing, put its snapshot in its place, store the verdicts. Two at once come one after the other."""
    Organisation.objects.select_for_update().get(pk=closing.organisation_id)
    closing.number = _next_number(closing.organisation, closing.period, closing.reason)
    closing.directory = f"{closing.period}-{closing.organisation_id}-{closing.number}"
    place = work.with_name(closing.directory)
    # A directory without its row is what an interrupted closing left; nothing was ever published from it.
    shutil.rmtree(place, ignore_errors=True)
    work.rename(place)
    closing.save()
    store(
        closing, judged, lambda stored, of: progress(f"保存结果：{stored}条，共{of}条", _stored(stored, of))
    )
    write(
        "assessment.close_period",
        closing,
        place=closing.organisation.path,
        actor=closing.closed_by,
        now=closing.closed_at,
        period=closing.period,
        number=closing.number,
        reason=closing.reason,
        digest=closing.digest,
        results_digest=closing.results_digest,
        scores_digest=closing.scores_digest,
        persons_digest=closing.persons_digest,
        packs=closing.packs,
    )


def _stored(stored: int, of: int) -> int:
    """How many percent are done."""
    return _STORING + (_STORED - _STORING) * stored // of
