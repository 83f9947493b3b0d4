"""Reading stencils, always scoped by the viewer, and filling them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing
from zhibu.domain.files.queries import content_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.stencils.catalogue import Catalogue, catalogue_of, missing
from zhibu.domain.stencils.models import Stencil, Version
from zhibu.papers.official import Block, FigureRef, Heading, Paper, Paragraph, Table, write
from zhibu.papers.stencil_rows import SEPARATOR
from zhibu.papers.stencils import Values, fill, names_in

COLUMNS = 5
"""So many names of a group stand in a first stencil; its page lists them all."""


def stencils_for(viewer: User) -> QuerySet[Stencil]:
    """Stencils of the viewer's subtrees, withdrawn ones last."""
    return (
        Stencil.objects.filter(within(viewer, "reports.view"))
        .select_related("organisation")
        .prefetch_related("versions__document")
        .order_by("withdrawn_at", "organisation__path", "name")
    )


def stencil_for(viewer: User, pk: int) -> Stencil:
    """One stencil that `viewer` may see, else Hidden."""
    found = stencils_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def version_of(stencil: Stencil, number: int | None = None) -> Version:
    """The newest version, or the one with `number`, else Hidden. The caller has scoped the stencil."""
    versions = stencil.versions.select_related("document", "document__received_by")
    found = (versions if number is None else versions.filter(number=number)).first()
    if found is None:
        raise Hidden
    return found


def values_for(version: Version, closing: Closing, known: Catalogue) -> Values:
    """The version's names with what the catalogue of the closing says of each; 暂无数据 where it says nothing."""
    rows = set(known.row_names)
    names = [name for name in names_in(content_of(version.document)) if name not in rows]
    return {name: known.values.get(name, missing(name, closing)) for name in names}


def filled(version: Version, closing: Closing) -> bytes:
    """The version filled from a closing that covers its organisation, every figure led to its source."""
    known = catalogue_of(closing, version.stencil.organisation, with_units=True)
    return fill(content_of(version.document), values_for(version, closing, known), known.groups)


def starter(closing: Closing, organisation: Organisation) -> bytes:
    """A first stencil with right placeholders, in official layout, for an office to go on from in Word."""
    known = catalogue_of(closing, organisation, with_units=False)
    lines = [
        Paragraph((f"{name}：{{{{{name}}}}}",))
        for name, value in known.values.items()
        if isinstance(value, FigureRef) and value.text is not None
    ]
    blocks: list[Block] = [
        Heading(1, "基本情况"),
        Paragraph(("截至{{期末日期}}，{{组织名称}}有党支部{{党支部数}}个，党员{{党员数}}名。",)),
        Heading(1, "一项一行的表格"),
        *(_table(title, group.names[:COLUMNS]) for title, group in known.groups.items()),
        Heading(1, "可以填的数字"),
        *lines,
    ]
    return write(Paper("{{组织名称}}{{期间}}情况报告", blocks, "{{组织名称}}", closing.closed_at.date()))


def _table(title: str, names: Sequence[str]) -> Table:
    """A head and the one row that is written for each item."""
    head = [name.partition(SEPARATOR)[2] for name in names]
    return Table(head, [[f"{{{{{name}}}}}" for name in names]], title)
