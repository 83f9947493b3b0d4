"""Making one task of several, or several of one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import models, transaction

from zhibu.domain.accounts.models import User
from zhibu.domain.intake.actions.opening import (
    checked_words,
    journal,
    locked_open,
    locked_proposals,
    remember,
)
from zhibu.domain.intake.choices import SPLIT_OFF, Decision
from zhibu.domain.intake.errors import MergeNeedsTwo, SplitNeedsTwo
from zhibu.domain.intake.models import Import, Proposal


@transaction.atomic
def merge_proposals(staged: Import, pks: Iterable[int], *, actor: User, now: datetime) -> Proposal:
    """Make one task of several: the first takes the words of all, the others are dropped with the reason.

    Raises MergeNeedsTwo (also when a second click finds them merged already), TextTooLong, ProposalGone.
    """
    staged = locked_open(staged, actor=actor)
    found = [one for one in locked_proposals(staged, pks) if one.decision != Decision.DROPPED]
    if len(found) < 2:
        raise MergeNeedsTwo
    first, *others = found
    text = checked_words("；".join(one.text.rstrip("。；;") for one in found) + "。")
    remember(staged, f"合并{len(found)}条任务", found)
    first.text = text
    first.due_on = first.due_on or next((one.due_on for one in others if one.due_on), None)
    first.named = [*first.named, *(name for one in others for name in one.named if name not in first.named)]
    first.targets = list(dict.fromkeys(target for one in found for target in one.targets))
    first.decision = Decision.ACCEPTED
    for one in others:
        one.decision = Decision.DROPPED
        one.reason = f"已并入“{first.text[:12]}…”"
    Proposal.objects.bulk_update(found, ["text", "due_on", "named", "targets", "decision", "reason"])
    journal("intake.merge_proposals", staged, actor, now, proposals=[one.pk for one in found])
    return first


@transaction.atomic
def split_proposal(proposal: Proposal, texts: Sequence[str], *, actor: User, now: datetime) -> list[Proposal]:
    """Make several tasks of one, each with its deadline and units; parts found verbatim keep their own sentence.

    Raises SplitNeedsTwo, TextTooLong, ProposalGone, AlreadyClosed.
    """
    staged = locked_open(proposal.staged, actor=actor)
    [whole] = locked_proposals(staged, [proposal.pk])
    parts = [checked_words(text) for text in texts if text.strip()]
    if len(parts) < 2:
        raise SplitNeedsTwo
    room = 10 * len(parts)
    later = Proposal.objects.filter(staged=staged, order__gt=whole.order)
    pieces = [_piece(whole, text, place) for place, text in enumerate(parts[1:], 1)]
    kept = Proposal.objects.get(pk=whole.pk)
    later.update(order=models.F("order") + room)
    Proposal.objects.bulk_create(pieces)
    remember(staged, f"拆成{len(parts)}条任务", [kept], pieces)
    whole.text, whole.decision = parts[0], Decision.ACCEPTED
    whole.save(update_fields=["text", "decision"])
    journal("intake.split_proposal", staged, actor, now, proposal=whole.pk, parts=len(parts))
    return [whole, *pieces]


def _piece(whole: Proposal, text: str, place: int) -> Proposal:
    at = whole.quote.find(text.rstrip("。；;"))
    start = whole.start + at if at >= 0 and whole.start is not None else whole.start
    end = start + len(text) if at >= 0 and start is not None else whole.end
    return Proposal(
        staged=whole.staged,
        order=whole.order + 10 * place,
        number=whole.number,
        text=text,
        quote=text if at >= 0 else whole.quote,
        start=start,
        end=end,
        deadline_text=whole.deadline_text,
        due_on=whole.due_on,
        every=whole.every,
        lead=whole.lead,
        named=whole.named,
        targets=whole.targets,
        decision=Decision.ACCEPTED,
        reason=SPLIT_OFF,
    )
