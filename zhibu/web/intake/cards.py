"""A proposal as its card shows it: what is still to be asked about it, and who will be asked to do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.models import Import, Proposal
from zhibu.domain.intake.targets import Tree
from zhibu.domain.tasks.choices import Every
from zhibu.papers.noise import is_masked


@dataclass(frozen=True)
class OpenName:
    """A unit as written in `count` proposals that waits for a person; `choices` are (target, words) it may mean."""

    name: str
    count: int
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Card:
    """`asked`: who gets the task, in words; `by_default` when that is the import's choice for tasks naming nobody. Both
    are empty while units that the task names, and no other, wait for a person to say who they are (`waits`).

    `before`: how the edition published before words the task, where this one is reworded.
    """

    proposal: Proposal
    questions: tuple[str, ...]
    asked: tuple[str, ...]
    by_default: bool
    before: str = ""
    waits: bool = False

    @property
    def is_dropped(self) -> bool:
        return self.proposal.decision == Decision.DROPPED

    @property
    def is_unsure(self) -> bool:
        """Whether the card stands among those to look at first."""
        undecided = self.proposal.decision == Decision.PENDING
        return not self.is_dropped and bool(self.proposal.open_names or (self.questions and undecided))


def card_of(proposal: Proposal, staged: Import, tree: Tree, before: str = "") -> Card:
    """The card of one proposal."""
    waits = bool(proposal.open_names) and not proposal.targets
    targets = () if waits else proposal.targets or staged.fallback
    return Card(
        proposal,
        tuple(_questions(proposal, staged)),
        tuple(tree.label(target) for target in targets),
        not waits and not proposal.targets,
        before,
        waits,
    )


def open_names_of(cards: Sequence[Card], tree: Tree) -> list[OpenName]:
    """The names to settle in the proposals that are kept, each once, in the document's order."""
    found: dict[str, OpenName] = {}
    for card in cards:
        for one in card.proposal.named if not card.is_dropped else ():
            if one["name"] in card.proposal.open_names:
                known = found.get(one["name"])
                choices = tuple((target, tree.label(target)) for target in one["targets"])
                found[one["name"]] = OpenName(one["name"], known.count + 1 if known else 1, choices)
    return list(found.values())


def in_order(cards: Sequence[Card]) -> tuple[list[Card], list[Card], list[Card]]:
    """The unsure ones, the others that are kept, the dropped ones; each in the document's order."""
    return (
        [card for card in cards if card.is_unsure],
        [card for card in cards if not card.is_unsure and not card.is_dropped],
        [card for card in cards if card.is_dropped],
    )


def _questions(proposal: Proposal, staged: Import) -> list[str]:
    found = [f"责任单位“{name}”指谁还没有认定" for name in proposal.open_names]
    if is_masked(proposal.text):
        found.append("含有隐去的内容，发布前最好补全或改写")
    if proposal.deadline_text and proposal.due_on is None and proposal.every == Every.ONCE:
        found.append(f"时限“{proposal.deadline_text}”没有读出日期")
    if proposal.due_on is not None and proposal.due_on.year not in (staged.year, staged.year + 1):
        found.append(f"时限在{proposal.due_on.year}年，与计划年度{staged.year}年不一致")
    return found
