"""Wording and deciding proposals, and taking a step back. Every step can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from zhibu.domain.accounts.models import User
from zhibu.domain.intake.actions.opening import (
    REMEMBERED,
    checked_words,
    journal,
    locked_open,
    locked_proposals,
    remember,
)
from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.errors import NothingToUndo
from zhibu.domain.intake.models import Change, Import, Proposal

_DONE = {Decision.ACCEPTED: "采纳", Decision.DROPPED: "删去", Decision.PENDING: "恢复"}


@dataclass(frozen=True)
class Wording:
    """A task as the clerk words it."""

    text: str
    due_on: date | None
    every: str
    lead: str = ""


@transaction.atomic
def edit_proposal(proposal: Proposal, wording: Wording, *, actor: User, now: datetime) -> Proposal:
    """Reword a proposal, which also accepts it. Raises TextMissing, TextTooLong, AlreadyClosed; Hidden."""
    staged = locked_open(proposal.staged, actor=actor)
    [found] = locked_proposals(staged, [proposal.pk])
    text = checked_words(wording.text)
    remember(staged, "修改一条任务", [found])
    found.text, found.due_on = text, wording.due_on
    found.every, found.lead = wording.every, wording.lead.strip()
    found.decision = Decision.ACCEPTED
    found.full_clean(exclude=["staged"])
    found.save()
    journal("intake.edit_proposal", staged, actor, now, proposal=found.pk, text=text)
    return found


@transaction.atomic
def add_proposal(staged: Import, wording: Wording, *, actor: User, now: datetime) -> Proposal:
    """Add a task that the document does not hold. Raises as edit_proposal."""
    staged = locked_open(staged, actor=actor)
    last = staged.proposals.aggregate(last=models.Max("order"))["last"] or 0
    added = Proposal(
        staged=staged,
        order=last + 10,
        text=checked_words(wording.text),
        due_on=wording.due_on,
        every=wording.every,
        lead=wording.lead.strip(),
        decision=Decision.ACCEPTED,
        reason="手工补充",
    )
    added.full_clean(exclude=["staged"])
    added.save()
    remember(staged, "补充一条任务", [], [added])
    journal("intake.add_proposal", staged, actor, now, proposal=added.pk, text=added.text)
    return added


@transaction.atomic
def decide_proposals(
    staged: Import, pks: Iterable[int], decision: Decision, *, actor: User, now: datetime
) -> list[Proposal]:
    """Accept, drop or restore (PENDING) proposals; twice changes nothing. Raises ProposalGone, AlreadyClosed."""
    staged = locked_open(staged, actor=actor)
    found = locked_proposals(staged, pks)
    changed = [one for one in found if one.decision != decision]
    if changed:
        remember(staged, f"{_DONE[decision]}{len(changed)}条任务", changed)
        for one in changed:
            one.decision = decision
            one.reason = ""
        Proposal.objects.bulk_update(changed, ["decision", "reason"])
        journal(
            "intake.decide_proposals",
            staged,
            actor,
            now,
            proposals=[one.pk for one in changed],
            decision=str(decision),
        )
    return found


@transaction.atomic
def undo_change(change: Change, *, actor: User, now: datetime) -> Import:
    """Take back the latest step. Raises NothingToUndo when it is not the latest any more (a second click)."""
    staged = locked_open(change.staged, actor=actor)
    latest = staged.changes.order_by("-pk").first()
    if latest is None or latest.pk != change.pk:
        raise NothingToUndo
    created = [pk for pk, fields in latest.before.items() if fields is None]
    staged.proposals.filter(pk__in=created).delete()
    known = {str(one.pk): one for one in staged.proposals.select_for_update()}
    restored = []
    for pk, fields in latest.before.items():
        if fields is not None:
            restored.append(known[pk])
            for name, value in fields.items():
                setattr(known[pk], name, date.fromisoformat(value) if name == "due_on" and value else value)
    Proposal.objects.bulk_update(restored, [name for name in REMEMBERED if name != "order"])
    words = latest.words
    latest.delete()
    journal("intake.undo_change", staged, actor, now, words=words)
    return staged
