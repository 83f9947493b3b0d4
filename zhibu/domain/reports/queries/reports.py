"""Reading reports, always scoped by the viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.queries import closings_over
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import ancestor_paths
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.composing.figures import Block, Figure, pieces
from zhibu.domain.reports.composing.layout import Layout, laid_out
from zhibu.domain.reports.composing.paper import paper
from zhibu.domain.reports.models import Report
from zhibu.papers.official import Paper
from zhibu.rules.periods import Period


def reports_for(viewer: User) -> QuerySet[Report]:
    """Reports of the viewer's own subtrees, drafts too; and issued bulletins of the organisations above them."""
    above = {path for own in paths_for(viewer, "reports.view") for path in ancestor_paths(own)}
    return (
        Report.objects.filter(
            within(viewer, "reports.view")
            | Q(organisation__path__in=above, state=ReportState.ISSUED, kind=ReportKind.BULLETIN)
        )
        .select_related("closing", "organisation", "drafted_by", "issued_by")
        .order_by("-drafted_at", "-pk")
    )


def report_for(viewer: User, pk: int) -> Report:
    """One report that `viewer` may read, else Hidden."""
    found = reports_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def periods_to_report(organisation: Organisation) -> list[Period]:
    """The quarters closed for the organisation, and the half-years and years that have one; the newest first."""
    quarters = [Period.parse(one.period) for one in closings_over(organisation)]
    found = [
        one
        for quarter in quarters
        for one in (quarter, *(Period.containing(quarter.end, size) for size in ("half", "year")))
    ]
    return list(dict.fromkeys(found))


def figures_of(report: Report) -> Mapping[str, Figure]:
    """Name -> figure."""
    return figures_from(report.figures)


def figures_from(stored: Mapping[str, Any]) -> Mapping[str, Figure]:
    """Name -> figure, from the form in which they are stored."""
    return {name: Figure.from_json(figure) for name, figure in stored.items()}


def blanks_of(report: Report) -> int:
    """How many places wait for people's words."""
    return sum(is_empty(one) and not one["dropped"] for one in report.blocks)


def is_empty(block: Mapping[str, Any]) -> bool:
    """Whether a block is a place for people's words that nobody has filled; it is not printed."""
    return block["kind"] == "blank" and block["text"] == block["generated"]


def paper_of(report: Report, *, dated: date) -> Paper:
    """The report as an official paper, as its words stand now; dropped blocks and empty places are left out."""
    blocks = [
        Block(one["id"], one["kind"], one["text"], one["level"], tuple(map(tuple, one["rows"])))
        for one in _printed(report.blocks)
    ]
    made = paper(
        report.title,
        blocks,
        figures_of(report),
        period=Period.parse(report.period).label,
        digest=report.closing.digest,
        signature=report.organisation.name,
        dated=dated,
        closed=Period.parse(report.closing.period).label,
    )
    made = replace(made, landscape=report.kind == ReportKind.STATISTICS)
    return laid_out(made, layout_of(report), issuer=report.organisation.name)


def layout_of(report: Report) -> Layout:
    """How the report goes out: as said, else as the last one of its kind of the organisation, else as is usual."""
    if report.layout is not None:
        return Layout.from_json(report.layout)
    earlier = Report.objects.filter(
        kind=report.kind, organisation=report.organisation, layout__isnull=False
    ).exclude(pk=report.pk)
    last = earlier.order_by("-drafted_at").values_list("layout", flat=True).first()
    if last is not None:
        return Layout.from_json(last).next_one()
    recipients = "各党委、党总支、党支部" if report.kind == ReportKind.BULLETIN else ""
    return Layout(recipients=recipients, printer=report.organisation.name)


def _printed(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that go to paper: no dropped ones, no empty places, no headings with nothing below them."""
    kept: list[Mapping[str, Any]] = []
    for row in reversed([one for one in rows if not one["dropped"] and not is_empty(one)]):
        below = kept[-1] if kept else None
        if not row["level"] or (below and not 0 < below["level"] <= row["level"]):
            kept.append(row)
    return kept[::-1]


def sheets_of(report: Report) -> list[tuple[str, list[list[str]]]]:
    """The report's tables and, last, its figures with their sources, as sheets of a workbook: title and rows."""
    figures = figures_of(report)
    found = [
        (one["text"][:28], [[_shown(cell, figures) for cell in row] for row in one["rows"]])
        for one in report.blocks
        if one["kind"] == "table" and not one["dropped"]
    ]
    label = Period.parse(report.period).label
    rows = [
        [
            one.what,
            one.shown,
            one.period or label,
            one.rule or "计数",
            str(one.records),
            one.digest or report.closing.digest,
        ]
        for one in figures.values()
    ]
    return [*found, ("数据来源", [["数字", "数值", "期间", "规则", "记录数", "快照校验值"], *rows])]


def _shown(cell: str, figures: Mapping[str, Figure]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.shown for piece in pieces(cell, figures))
