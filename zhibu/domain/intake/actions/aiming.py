"""Saying who is asked: whom a name in the text means, and to whom tasks go."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.models import User
from zhibu.domain.intake.actions.opening import journal, locked_open, locked_proposals, remember
from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.errors import StrangeTarget
from zhibu.domain.intake.models import Import, Proposal
from zhibu.domain.intake.queries import tree_of


@transaction.atomic
def set_targets(
    staged: Import, pks: Iterable[int], targets: Sequence[str], *, actor: User, now: datetime
) -> list[Proposal]:
    """Say who is asked; the names in the text count as settled by that. Empty targets mean the import's fallback.

    Raises StrangeTarget for a target outside the plan's organisation, ProposalGone, AlreadyClosed.
    """
    staged = locked_open(staged, actor=actor)
    found = locked_proposals(staged, pks)
    chosen = checked_targets(staged, targets, now)
    remember(staged, f"指定{len(found)}条任务的责任组织", found)
    for one in found:
        one.targets = chosen
        one.named = [name | {"certainty": "settled", "targets": []} for name in one.named]
        one.decision = Decision.ACCEPTED if one.decision == Decision.PENDING else one.decision
    Proposal.objects.bulk_update(found, ["targets", "named", "decision"])
    journal("intake.set_targets", staged, actor, now, proposals=[one.pk for one in found], targets=chosen)
    return found


@transaction.atomic
def match_unit(
    staged: Import, name: str, targets: Sequence[str], *, actor: User, now: datetime
) -> list[Proposal]:
    """Say whom a name means, in every proposal that writes it; no targets: nobody is asked on its account.

    Raises StrangeTarget, AlreadyClosed.
    """
    staged = locked_open(staged, actor=actor)
    chosen = checked_targets(staged, targets, now)
    found = _settled(staged, f"认定“{name[:20]}”", [name], chosen)
    if found:
        journal("intake.match_unit", staged, actor, now, name=name, targets=chosen)
    return found


@transaction.atomic
def dismiss_units(staged: Import, names: Sequence[str], *, actor: User, now: datetime) -> list[Proposal]:
    """Say of several names at once that none is an organisation; taken back in one step. Raises AlreadyClosed."""
    staged = locked_open(staged, actor=actor)
    found = _settled(staged, f"{len(names)}个名称按未写明处理", names, [])
    if found:
        journal("intake.dismiss_units", staged, actor, now, names=list(names))
    return found


def _settled(staged: Import, step: str, names: Sequence[str], chosen: list[str]) -> list[Proposal]:
    found = [one for one in staged.proposals.select_for_update() if not set(names).isdisjoint(one.open_names)]
    if found:
        remember(staged, step, found)
    for one in found:
        one.named = [
            named | {"certainty": "settled", "targets": chosen} if named["name"] in names else named
            for named in one.named
        ]
        one.targets = list(dict.fromkeys([*one.targets, *chosen]))
    Proposal.objects.bulk_update(found, ["named", "targets"])
    return found


def checked_targets(staged: Import, targets: Sequence[str], now: datetime) -> list[str]:
    tree = tree_of(staged.organisation, on=timezone.localdate(now))
    if not all(tree.knows(target) for target in targets):
        raise StrangeTarget
    return list(dict.fromkeys(targets))
