"""Reading bulletins, always scoped by the viewer."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.queries import ancestor_paths
from zhibu.domain.reports.choices import BulletinState
from zhibu.domain.reports.composing.figures import Block, Figure
from zhibu.domain.reports.composing.paper import paper
from zhibu.domain.reports.models import Bulletin
from zhibu.papers.official import Paper
from zhibu.rules.periods import Period


def bulletins_for(viewer: User) -> QuerySet[Bulletin]:
    """Bulletins of the viewer's own subtrees, drafts too; and issued ones of the organisations above them."""
    above = {path for own in paths_for(viewer, "reports.view") for path in ancestor_paths(own)}
    return (
        Bulletin.objects.filter(
            within(viewer, "reports.view", "closing__organisation__path")
            | Q(closing__organisation__path__in=above, state=BulletinState.ISSUED)
        )
        .select_related("closing__organisation", "drafted_by", "issued_by")
        .order_by("-closing__period", "-closing__number")
    )


def bulletin_for(viewer: User, pk: int) -> Bulletin:
    """One bulletin that `viewer` may read, else Hidden."""
    found = bulletins_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def figures_of(bulletin: Bulletin) -> Mapping[str, Figure]:
    """Name -> figure."""
    return {name: Figure(**figure) for name, figure in bulletin.figures.items()}


def paper_of(bulletin: Bulletin, *, dated: date) -> Paper:
    """The bulletin as an official paper, as its words stand now; dropped blocks are left out."""
    blocks = [
        Block(one["id"], one["kind"], one["text"], one["level"], tuple(map(tuple, one["rows"])))
        for one in bulletin.blocks
        if not one["dropped"]
    ]
    return paper(
        bulletin.title,
        blocks,
        figures_of(bulletin),
        period=Period.parse(bulletin.closing.period).label,
        digest=bulletin.closing.digest,
        signature=bulletin.closing.organisation.name,
        recipients="各党委、党总支、党支部",
        dated=dated,
    )
