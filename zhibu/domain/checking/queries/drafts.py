"""One's own drafts; nobody sees another's."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.wording import Until, up_to
from zhibu.papers.official import Block, Paper, Paragraph, Table
from zhibu.rules.periods import Period

_LONGEST_TITLE = 60


def drafts_of(viewer: User) -> QuerySet[CheckedDraft]:
    """The viewer's own drafts, the newest first, each with the counts of its last check as `counts`."""
    rows = CheckedDraft.objects.filter(owner=viewer).select_related("organisation")
    return rows.annotate(counts=KeyTransform("counts", "checked"))


def draft_for(viewer: User, pk: int) -> CheckedDraft:
    """One of the viewer's own drafts, else Hidden."""
    found = drafts_of(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def until_in(draft: CheckedDraft) -> Until | None:
    """Up to when the last check counted a period that was not over."""
    kept = draft.checked.get("until")
    return Until(date.fromisoformat(kept["day"]), kept["why"]) if kept else None


def counted_in(draft: CheckedDraft) -> Period:
    """What the last check counted as the draft's own period."""
    return up_to(Period.parse(draft.period), until_in(draft))


def paper_of(draft: CheckedDraft) -> Paper:
    """The text as it stands, as an official paper: its first line is the title where it is short enough for one."""
    lines = [line for line in draft.text.split("\n") if line.strip()]
    titled = len(lines) > 1 and len(lines[0]) <= _LONGEST_TITLE and "\t" not in lines[0]
    title = lines.pop(0).strip() if titled else draft.name
    dated = timezone.localdate(draft.checked_at)
    return Paper(title, list(_blocks(lines)), draft.organisation.name, dated)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Lines with one same number of tabs, one after the other, are a table."""
    for tabs, run in groupby(lines, key=lambda line: line.count("\t")):
        rows = [line.split("\t") for line in run]
        if tabs and len(rows) > 1:
            yield Table(rows[0], rows[1:])
        else:
            yield from (Paragraph((" ".join(cells).strip(),)) for cells in rows)
