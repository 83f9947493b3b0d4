"""Receiving a plan: the file is kept, read, and its tasks proposed. Also: giving it up."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.files.actions import LIMIT, receive_document
from zhibu.domain.files.errors import FileTooLarge
from zhibu.domain.intake.actions.opening import locked_open
from zhibu.domain.intake.choices import STANDS, Decision, Stage
from zhibu.domain.intake.errors import Unreadable
from zhibu.domain.intake.matching import Match, NameTable, match_name
from zhibu.domain.intake.models import TEXT_LIMIT, Import, Proposal
from zhibu.domain.intake.queries import difference, edition_before, tree_of
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.choices import Every
from zhibu.papers.document import NOTICE_TITLES, Cell
from zhibu.papers.document import Document as Paper
from zhibu.papers.errors import PaperError
from zhibu.papers.opening import open_document
from zhibu.papers.plan import Plan, Task, read_plan

_EVERY = {
    "week": Every.STANDING,
    "two_weeks": Every.STANDING,
    "two_months": Every.STANDING,
    "month": Every.MONTH,
    "quarter": Every.QUARTER,
    "half": Every.HALF,
    "year": Every.YEAR,
    "ongoing": Every.STANDING,
}


@transaction.atomic
def stage_document(
    organisation: Organisation, upload: "File[bytes]", *, token: UUID, actor: User, now: datetime
) -> Import:
    """Keep and read an uploaded plan of `organisation`; a second call with the same token returns the first import.

    Raises Unreadable or a file error with the reason; nothing is kept then. Hidden or Forbidden as guard.require.
    """
    require(actor, "intake.import", organisation, view="organisations.view")
    again = Import.objects.filter(token=token, organisation=organisation).first()
    if again is not None:
        return again
    name = upload.name or "未命名"
    if upload.size > LIMIT:
        raise FileTooLarge(name, upload.size, LIMIT)
    content = upload.read()
    today = timezone.localdate(now)
    try:
        document = open_document(name, content)
        plan = read_plan(document, today=today)
    except PaperError as error:
        raise Unreadable(error.message) from error
    kept = receive_document(
        organisation, name=name, content=content, permission="intake.import", actor=actor, now=now
    )
    staged = Import.objects.create(
        token=token,
        organisation=organisation,
        document=kept,
        title=(plan.title or kept.name)[:200],
        year=plan.year or today.year,
        text=document.text,
        outline=[
            {"level": h.level, "number": h.number, "title": h.title, "start": h.start, "end": h.end}
            for h in plan.outline
        ],
        notices=[
            {"kind": n.kind, "title": NOTICE_TITLES[n.kind], "quote": n.quote, "start": n.start, "end": n.end}
            for n in plan.warnings
        ],
        rows=list(_rows(document)),
        created_by=actor,
        created_at=now,
    )
    _propose(staged, plan, document.text, NameTable(tree_of(organisation, on=today)))
    _set_aside_what_stands(staged)
    write(
        "intake.stage_document",
        staged,
        place=organisation.path,
        actor=actor,
        now=now,
        document=kept.pk,
        proposals=len(plan.tasks),
    )
    return staged


@transaction.atomic
def discard_import(staged: Import, *, actor: User, now: datetime) -> Import:
    """Give up a staged import. It stays readable; no task comes of it. Raises AlreadyClosed once published."""
    staged = locked_open(staged, actor=actor)
    staged.stage = Stage.DISCARDED
    staged.save(update_fields=["stage"])
    write("intake.discard_import", staged, place=staged.organisation.path, actor=actor, now=now)
    return staged


def _rows(document: Paper) -> Iterator[tuple[int, int]]:
    """Where each table row stands in the text; a merged cell belongs to the row in which it begins."""
    for table in document.tables:
        seen: set[Cell] = set()
        for row in table.rows:
            cells = [cell for cell in row if cell not in seen]
            seen.update(cells)
            if cells:
                yield min(cell.start for cell in cells), max(cell.end for cell in cells)


def _propose(staged: Import, plan: Plan, text: str, table: NameTable) -> None:
    names = {name for task in plan.tasks for name in task.responsible or task.lead}
    known = {name: match_name(name, table) for name in names}
    Proposal.objects.bulk_create(
        [
            _proposal(staged, plan, task, text[task.start : task.end], place * 10, known)
            for place, task in enumerate(plan.tasks, 1)
        ]
    )


def _set_aside_what_stands(staged: Import) -> None:
    """A new edition of a published plan asks only for what is new or reworded: the rest is dropped, restorably."""
    before = edition_before(staged)
    if before is None:
        return
    found, _ = difference(before, staged.proposals.all())
    staged.proposals.filter(pk__in=found.same).update(decision=Decision.DROPPED, reason=STANDS)


def _proposal(
    staged: Import, plan: Plan, task: Task, quote: str, order: int, known: Mapping[str, Match]
) -> Proposal:
    matches = [known[name] for name in task.responsible or task.lead]
    deadline = task.deadline
    every = _EVERY.get(deadline.every or "", Every.ONCE) if deadline else Every.ONCE
    return Proposal(
        staged=staged,
        order=order,
        number=plan.path(task.heading).replace("/", "")[:60],
        text=task.text[:TEXT_LIMIT],
        quote=quote,
        start=task.start,
        end=task.end,
        deadline_text=deadline.text[:60] if deadline else "",
        due_on=deadline.date if deadline else None,
        every=every,
        lead="、".join(task.lead)[:200],
        named=[{"name": m.name, "certainty": m.certainty, "targets": list(m.targets)} for m in matches],
        targets=list(dict.fromkeys(t for m in matches if m.certainty == "sure" for t in m.targets)),
    )
