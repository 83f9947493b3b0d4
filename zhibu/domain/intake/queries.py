"""Reading imports, always scoped by the viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.intake.choices import KEPT, Decision
from zhibu.domain.intake.differences import Difference, Words, compare, is_same_plan
from zhibu.domain.intake.models import Change, Import, Proposal
from zhibu.domain.intake.targets import Node, Tree
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on, subtree
from zhibu.domain.tasks.actions import due_dates
from zhibu.domain.tasks.models import Plan, Task


def imports_for(viewer: User) -> models.QuerySet[Import]:
    """Imports of organisations for which `viewer` may import, newest first, with counts of their proposals."""
    kept = models.Q(proposals__decision__in=KEPT)
    return (
        Import.objects.filter(within(viewer, "intake.import"))
        .defer("text", "outline", "notices")
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
    """Count what `proposals` of `staged` would become if published on `on`. No query."""
    kept = [one for one in proposals if one.decision in KEPT]
    asked = [(one, tree.expand(one.targets or staged.fallback)) for one in kept]
    return Publication(
        tasks=len(kept),
        assignments=sum(
            len(nodes) * len(list(due_dates(one.every, one.due_on, year=staged.year, today=on)))
            for one, nodes in asked
        ),
        organisations=len({node.pk for _, nodes in asked for node in nodes}),
        unseen=sum(one.decision == Decision.PENDING for one in kept),
        open_names=tuple(dict.fromkeys(name for one in kept for name in one.open_names)),
        nobody=sum(not nodes for _, nodes in asked),
    )


def plan_before(staged: Import) -> Plan | None:
    """The latest published plan of the same organisation that this import is a new edition of, if any. One query."""
    earlier = (
        Plan.objects.filter(organisation=staged.organisation, intake__isnull=False, year=staged.year)
        .exclude(intake=staged)
        .select_related("document")
        .order_by("-published_at")
    )
    for plan in earlier:
        same_file = plan.document is not None and plan.document.name == staged.document.name
        if same_file or is_same_plan(plan.title, staged.title):
            return plan
    return None


def difference(before: Plan, proposals: Iterable[Proposal]) -> tuple[Difference, dict[int, Task]]:
    """How `proposals` differ from the tasks of the plan `before`, and those tasks by key. One query."""
    tasks = {task.pk: task for task in before.tasks.all()}
    return (
        compare(
            [Words(pk, task.quote or task.title, task.deadline_text) for pk, task in tasks.items()],
            [Words(one.pk, one.quote or one.text, one.deadline_text) for one in proposals],
        ),
        tasks,
    )
