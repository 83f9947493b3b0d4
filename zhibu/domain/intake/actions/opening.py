"""What every act on a staged import begins with: the right, the lock, and the step that can be undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.intake.choices import Stage
from zhibu.domain.intake.errors import AlreadyClosed, ProposalGone, TextMissing, TextTooLong
from zhibu.domain.intake.models import TEXT_LIMIT, Change, Import, Proposal
from zhibu.domain.journal.actions import write

REMEMBERED = ("order", "text", "due_on", "every", "lead", "named", "targets", "decision", "reason")


def locked_open(staged: Import, *, actor: User) -> Import:
    """The import, locked, once `actor` may work on it. Raises Hidden, or AlreadyClosed when it is not staged."""
    require(actor, "intake.import", staged.organisation, view="intake.import")
    found = (
        Import.objects.select_for_update(of=("self",))
        .select_related("organisation", "plan")
        .get(pk=staged.pk)
    )
    if found.stage != Stage.STAGED:
        raise AlreadyClosed(found.get_stage_display())
    return found


def locked_proposals(staged: Import, pks: Iterable[int]) -> list[Proposal]:
    """These proposals of the import in order. Raises ProposalGone when one is missing."""
    wanted = set(pks)
    found = list(Proposal.objects.select_for_update().filter(staged=staged, pk__in=wanted))
    if len(found) != len(wanted):
        raise ProposalGone
    return found


def remember(
    staged: Import, words: str, changed: Iterable[Proposal], created: Iterable[Proposal] = ()
) -> Change:
    """Keep proposals as they are now, before they change, so that the step can be undone."""
    before: dict[str, dict[str, Any] | None] = {str(one.pk): _fields(one) for one in changed}
    before |= {str(one.pk): None for one in created}
    return Change.objects.create(staged=staged, words=words, before=before)


def checked_words(text: str) -> str:
    """The words of a task in one line. Raises TextMissing, TextTooLong."""
    words = " ".join(text.split())
    if not words:
        raise TextMissing
    if len(words) > TEXT_LIMIT:
        raise TextTooLong(len(words), TEXT_LIMIT)
    return words


def journal(act: str, staged: Import, actor: User, now: datetime, **detail: object) -> None:
    """Write what was done to an import."""
    write(act, staged, place=staged.organisation.path, actor=actor, now=now, **detail)


def _fields(proposal: Proposal) -> dict[str, Any]:
    fields = {name: getattr(proposal, name) for name in REMEMBERED}
    return fields | {"due_on": proposal.due_on.isoformat() if proposal.due_on else None}
