"""The version of a report before its last writing, and what has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibu.domain.reports.composing.difference import Difference, difference
from zhibu.domain.reports.composing.figures import Figure
from zhibu.domain.reports.composing.merging import Row
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries.reports import figures_from, figures_of


@dataclass(frozen=True)
class Version:
    """`closing` and its `number` are those it was written from; `is_own`: of this report, not of one issued before."""

    blocks: Sequence[Row]
    figures: Mapping[str, Figure]
    closing: int
    number: int
    is_own: bool


def version_before(report: Report) -> Version | None:
    """The former version, None for a report written once."""
    former = report.former
    if former is None:
        return None
    return Version(
        former["blocks"],
        figures_from(former["figures"]),
        former["closing"],
        former["number"],
        former["report"] == report.pk,
    )


def changes_of(report: Report) -> Difference | None:
    """What is different from the former version; None for a report written once."""
    before = version_before(report)
    if before is None:
        return None
    return difference(before.blocks, before.figures, report.blocks, figures_of(report))
