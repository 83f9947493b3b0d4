"""Reading and proving the journal."""

from dataclasses import dataclass

from django.db import models

from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.chain import FIRST, link
from zhibu.domain.journal.models import Entry, Head


@dataclass(frozen=True)
class Proof:
    """What a walk along the chain found; `broken` is the number of the first row that does not fit, else None."""

    entries: int
    broken: int | None
    reason: str


def history(subject: models.Model) -> models.QuerySet[Entry]:
    """Entries about one row, oldest first. The caller has already scoped the row itself to its viewer."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )


def entries_for(viewer: User) -> models.QuerySet[Entry]:
    """Entries about the subtrees in which `viewer` may read the journal, newest first."""
    paths = paths_for(viewer, "journal.view")
    scope = models.Q(pk__in=[])
    for path in paths:
        scope |= models.Q(place__startswith=path)  # organisations.subtree stands above this room
    return Entry.objects.filter(scope).select_related("actor").order_by("-number")


def prove() -> Proof:
    """Walk the whole chain; finds a changed, removed, inserted or cut-off row. Constant memory."""
    previous, count = FIRST, 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if entry.number != count:
            return Proof(count, count, f"第{count}条缺失，其后是第{entry.number}条")
        if entry.previous_hash != previous or entry.hash != _expected(entry):
            return Proof(count, entry.number, f"第{entry.number}条的内容与校验值不符，该行或其前一行被改动过")
        previous = entry.hash
    head = Head.objects.filter(pk=1).first()
    if (head.number, head.hash) != (count, previous) if head else count:
        return Proof(
            count, count + 1, f"日志应止于第{head.number if head else 0}条，实际止于第{count}条，末尾被删改过"
        )
    return Proof(count, None, "")


def _expected(entry: Entry) -> str:
    return link(
        previous_hash=entry.previous_hash,
        number=entry.number,
        at=entry.at,
        actor_id=entry.actor_id,
        act=entry.act,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        place=entry.place,
        detail=entry.detail,
    )
