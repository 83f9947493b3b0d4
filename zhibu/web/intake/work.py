"""What the page of a staged import shows: the document, the proposals, and what publishing would write."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from zhibu.domain.intake.choices import Decision, Stage
from zhibu.domain.intake.differences import Difference
from zhibu.domain.intake.models import Import, Proposal
from zhibu.domain.intake.queries import difference, edition_before, latest_change, publication, tree_of
from zhibu.web.frame.requests import Request
from zhibu.web.intake.cards import Card, card_of, in_order, open_names_of
from zhibu.web.intake.forms import DescribeForm, WordingForm
from zhibu.web.intake.passages import paragraphs


def work_of(request: Request, staged: Import) -> dict[str, Any]:
    """Context of the proposals' column. Queries: the tree, the proposals, the latest step, the edition before."""
    today = request.frame.today
    tree = tree_of(staged.organisation, on=today)
    proposals = list(staged.proposals.all())
    before = edition_before(staged) if staged.stage == Stage.STAGED else None
    found, old = difference(before, proposals) if before else (Difference({}, {}, ()), {})
    cards = [card_of(one, staged, tree, _words(old, found.changed.get(one.pk))) for one in proposals]
    unsure, kept, dropped = in_order(cards)
    names = open_names_of(cards, tree)
    return {
        "staged": staged,
        "is_open": staged.stage == Stage.STAGED,
        # Alike in title but in no task: another plan, of which nothing need be said.
        "before": before if found.same or found.changed else None,
        "gone": [old[pk] for pk in found.gone],
        "reworded": len(found.changed),
        "standing": len(found.same),
        "unsure": unsure,
        "kept": kept,
        "dropped": dropped,
        "open_names": names,
        "unlike": [one for one in names if not one.choices],
        "foretold": publication(staged, proposals, tree, on=today),
        "seen": sum(one.decision != Decision.PENDING for one in proposals),
        "total": len(proposals),
        "latest": latest_change(staged),
        "fallback": [tree.label(target) for target in staged.fallback],
        "nobody_named": sum(
            card.by_default and not card.is_dropped and not card.proposal.open_names for card in cards
        ),
        "add_form": WordingForm(prefix="add"),
    }


def _words(old: Mapping[int, Proposal], key: int | None) -> str:
    one = old.get(key) if key is not None else None
    return (one.quote or one.text) if one else ""


def page_of(request: Request, staged: Import) -> dict[str, Any]:
    """Context of the whole page: the proposals' column and the document."""
    context = work_of(request, staged)
    shown: list[Card] = [*context["unsure"], *context["kept"]]
    sources = [
        (one.pk, one.start, one.end)
        for one in (card.proposal for card in shown)
        if one.start is not None and one.end is not None
    ]
    return context | {
        "paragraphs": paragraphs(staged.text, staged.outline, staged.notices, sources, staged.rows),
        "describe_form": DescribeForm(initial={"title": staged.title, "year": staged.year}),
        "found": Counter(one["title"] for one in staged.notices if one["end"] > one["start"]).items(),
        "conflicts": [one["quote"] for one in staged.notices if one["kind"] == "year_conflict"],
        "is_past": staged.year < request.frame.today.year,
    }


def one_of(request: Request, proposal: Proposal) -> dict[str, Any]:
    """Context of one card, fresh from the database, with the progress above it."""
    context = work_of(request, Import.objects.select_related("organisation").get(pk=proposal.staged_id))
    cards: list[Card] = [*context["unsure"], *context["kept"], *context["dropped"]]
    return context | {"card": next(card for card in cards if card.proposal.pk == proposal.pk)}
