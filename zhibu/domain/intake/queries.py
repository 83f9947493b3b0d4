"""Reading imports, always scoped by the viewer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import models

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.intake.choices import KEPT, SPLIT_OFF, STANDS, Decision, Stage
from zhibu.domain.intake.differences import Difference, Words, compare, is_same_plan
from zhibu.domain.intake.models import Change, Import, Proposal
from zhibu.domain.intake.targets import Node, Tree
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on, subtree
from zhibu.domain.tasks.actions import due_dates


def imports_for(viewer: User) -> models.QuerySet[Import]:
    """Imports of organisations for which `viewer` may import, newest first, with counts of their proposals."""
    kept = models.Q(proposals__decision__in=KEPT)
    return (
        Import.objects.filter(within(viewer, "intake.import"))
        .defer("text", "outline", "notices", "rows")
        .select_related("organisation", "document", "created_by", "plan")
        .annotate(
            kept=models.Count("proposals", filter=kept),
            seen=models.Count("proposals", filter=~models.Q(proposals__decision=Decision.PENDING)),
            proposed=models.Count("proposals"),
        )
        .order_by("-created_at", "-pk")
    )


def import_for(viewer: User, pk: int) -> Import:
    """One import that `viewer` may work on, else Hidden."""
    found = (
        Import.objects.filter(within(viewer, "intake.import"), pk=pk)
        .select_related("organisation", "document", "created_by", "plan")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def proposal_for(viewer: User, pk: int) -> Proposal:
    """One proposal of an import that `viewer` may work on, else Hidden."""
    found = (
        Proposal.objects.filter(within(viewer, "intake.import", "staged__organisation__path"), pk=pk)
        .select_related("staged", "staged__organisation")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def latest_change(staged: Import) -> Change | None:
    """The step that would be undone next."""
    return Change.objects.filter(staged=staged).order_by("-pk").first()


def tree_of(organisation: Organisation, *, on: date) -> Tree:
    """The organisations at and below `organisation` that exist on `on`, without groups, as values. One query."""
    rows = (
        Organisation.objects.filter(subtree(organisation.path), existing_on(on))
        .exclude(kind=Kind.GROUP)
        .order_by("path")
        .values_list("pk", "path", "kind", "category", "name", "short_name", "unit__name", "unit__short_name")
    )
    return Tree(
        tuple(
            Node(pk, path, kind, category, name, short_name, tuple(filter(None, unit)))
            for pk, path, kind, category, name, short_name, *unit in rows
        )
    )


@dataclass(frozen=True)
class Publication:
    """What publishing would write now, and what still stands in its way."""

    tasks: int
    assignments: int
    organisations: int
    unseen: int
    open_names: tuple[str, ...]
    nobody: int

    @property
    def is_ready(self) -> bool:
        return bool(self.tasks) and not self.open_names and not self.nobody


def publication(staged: Import, proposals: Iterable[Proposal], tree: Tree, *, on: date) -> Publication:
    """Count what `proposals` of `staged` would become if published on `on`; those whose units still wait to be settled
    ask nobody yet. No query."""
    kept = [one for one in proposals if one.decision in KEPT]
    asked = [(one, tree.expand(one.targets or ([] if one.open_names else staged.fallback))) for one in kept]
    return Publication(
        tasks=len(kept),
        assignments=sum(
            len(nodes) * len(list(due_dates(one.every, one.due_on, year=staged.year, today=on)))
            for one, nodes in asked
        ),
        organisations=len({node.pk for _, nodes in asked for node in nodes}),
        unseen=sum(one.decision == Decision.PENDING for one in kept),
        open_names=tuple(dict.fromkeys(name for one in kept for name in one.open_names)),
        nobody=sum(not nodes and not one.open_names for one, nodes in asked),
    )


def edition_before(staged: Import) -> Import | None:
    """The latest published import of the same organisation and year that this one is a new edition of. One query."""
    earlier = (
        Import.objects.filter(organisation=staged.organisation, stage=Stage.APPLIED, year=staged.year)
        .exclude(pk=staged.pk)
        .defer("text", "outline", "notices", "rows")
        .select_related("document", "plan")
        .order_by("-plan__published_at", "-plan_id")
    )
    for one in earlier:
        if one.document.name == staged.document.name or is_same_plan(one.title, staged.title):
            return one
    return None


def difference(before: Import, proposals: Iterable[Proposal]) -> tuple[Difference, dict[int, Proposal]]:
    """How `proposals` differ from those of the edition `before`, and those by key. One query.

    `gone` counts only what was published then or stands from an edition before that.
    """
    old = {one.pk: one for one in before.proposals.exclude(reason=SPLIT_OFF)}
    found = compare([_words(one) for one in old.values()], [_words(one) for one in proposals])
    gone = (pk for pk in found.gone if old[pk].decision in KEPT or old[pk].reason == STANDS)
    return replace(found, gone=tuple(gone)), old


def _words(proposal: Proposal) -> Words:
    names = sorted(named["name"] for named in proposal.named)
    terms = "；".join([proposal.deadline_text, *names])
    return Words(proposal.pk, proposal.quote or proposal.text, terms)
