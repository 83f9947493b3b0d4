"""One's own drafts; nobody sees another's."""

from django.db.models import QuerySet
from django.utils import timezone

from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.models import CheckedDraft
from zhibu.papers.official import Paper, Paragraph

_LONGEST_TITLE = 60


def drafts_of(viewer: User) -> QuerySet[CheckedDraft]:
    """The viewer's own drafts, the newest first."""
    return CheckedDraft.objects.filter(owner=viewer).select_related("organisation")


def draft_for(viewer: User, pk: int) -> CheckedDraft:
    """One of the viewer's own drafts, else Hidden."""
    found = drafts_of(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def paper_of(draft: CheckedDraft) -> Paper:
    """The text as it stands, as an official paper: its first line is the title where it is short enough for one."""
    lines = [line.strip() for line in draft.text.split("\n") if line.strip()]
    title = lines.pop(0) if len(lines) > 1 and len(lines[0]) <= _LONGEST_TITLE else draft.name
    dated = timezone.localdate(draft.checked_at)
    return Paper(title, [Paragraph((line,)) for line in lines], draft.organisation.name, dated)
