"""Reading stencils, always scoped by the viewer, and filling them."""

from django.db.models import QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing
from zhibu.domain.files.queries import content_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.stencils.catalogue import Values, missing, values_of
from zhibu.domain.stencils.models import Stencil, Version
from zhibu.papers.official import Block, Heading, Paper, Paragraph, write
from zhibu.papers.stencils import fill, names_in


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


def values_for(version: Version, closing: Closing) -> Values:
    """The version's names with what the closing says of each; 暂无数据 where it says nothing."""
    known = values_of(closing, version.stencil.organisation)
    names = names_in(content_of(version.document))
    return {name: known.get(name, missing(name, closing)) for name in names}


def filled(version: Version, closing: Closing) -> bytes:
    """The version filled from a closing that covers its organisation, every figure led to its source."""
    return fill(content_of(version.document), values_for(version, closing))


def starter(closing: Closing, organisation: Organisation) -> bytes:
    """A first stencil with right placeholders, in official layout, for an office to go on from in Word."""
    known = values_of(closing, organisation)
    lines = [
        Paragraph((f"{name}：{{{{{name}}}}}",)) for name, value in known.items() if not isinstance(value, str)
    ]
    blocks: list[Block] = [
        Heading(1, "基本情况"),
        Paragraph(("截至{{期末日期}}，{{组织名称}}有党支部{{党支部数}}个，党员{{党员数}}名。",)),
        Heading(1, "可以填的数字"),
        *lines,
    ]
    return write(Paper("{{组织名称}}{{期间}}情况报告", blocks, "{{组织名称}}", closing.closed_at.date()))
