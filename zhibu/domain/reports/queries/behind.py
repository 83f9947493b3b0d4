"""What a figure of a report was counted from: rows of the snapshot, by the filter that counted them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import Record, records_of, snapshot_of
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.reports.composing.counted import Rows, ids_behind
from zhibu.domain.reports.composing.figures import Figure
from zhibu.domain.reports.composing.reading import own_rows, present, rows_of
from zhibu.domain.reports.models import Report
from zhibu.rules.periods import Period
from zhibu.rules.stretches import parse_stretch

SCORE = "score:"


@dataclass(frozen=True)
class Rested:
    """The first records that the viewer may see, and how many there are in all, in the snapshot of `closing`."""

    closing: Closing
    records: Sequence[Record]
    total: int

    @property
    def more(self) -> int:
        """How many are not listed: too many, or not the viewer's to see."""
        return self.total - len(self.records)


def closing_of(report: Report, figure: Figure) -> Closing:
    """The closing that a figure comes from: the report's own, or that of an earlier quarter of its period."""
    quarter = str(Period.containing(parse_stretch(figure.span).end, "quarter")) if figure.span else ""
    if quarter in ("", report.closing.period):
        return report.closing
    earlier = Closing.objects.filter(period=quarter, digest__startswith=figure.digest)
    return earlier.select_related("organisation").order_by("-number").first() or report.closing


def rested_on(viewer: User, report: Report, figure: Figure) -> Rested | None:
    """What the figure counts, as it stood when the quarter was closed; None where it counts no records.

    Raises SnapshotError where the snapshot is gone.
    """
    if not figure.counts or figure.counts.startswith(SCORE):
        return None
    closing, place = closing_of(report, figure), figure.place or report.organisation_id
    directory, period = snapshot_of(closing), parse_stretch(figure.span or closing.period)
    if figure.counts == "all_met":
        return _listed(viewer, closing, "organisation", _all_met(closing, report))
    rows = rows_of(directory, place)
    if figure.own:
        rows = own_rows(rows, place)
    if figure.counts == "recurring":
        return _listed(viewer, closing, "finding", _recurring(closing, rows))
    table, ids = ids_behind(figure.counts, rows, period)
    came = present(directory, ids) if table == "attendance" else None
    return _listed(viewer, closing, table, [pk for pk in ids if came is None or pk in came], came)


def _listed(
    viewer: User, closing: Closing, table: str, ids: Sequence[int], lines: Mapping[int, int] | None = None
) -> Rested:
    return Rested(closing, records_of(viewer, table, ids, lines), len(ids))


def _all_met(closing: Closing, report: Report) -> list[int]:
    """Branches that met all that applies to them."""
    own = closing.results.filter(
        subtree(report.organisation.path, "organisation__path"), organisation__kind=Kind.BRANCH
    )
    lacking = own.filter(Q(verdict=Verdict.NOT_MET) | Q(verdict=Verdict.UNKNOWN))
    met = own.filter(verdict=Verdict.MET).exclude(organisation__in=lacking.values("organisation"))
    return list(met.order_by("organisation__path").values_list("organisation", flat=True).distinct())


def _recurring(closing: Closing, rows: Rows) -> list[int]:
    """Problems whose indicator their organisation did not meet again."""
    again: set[tuple[Any, Any]] = set(
        closing.results.filter(verdict=Verdict.NOT_MET).values_list("indicator", "organisation")
    )
    return [row["id"] for row in rows["finding"] if (row["indicator"], row["organisation_id"]) in again]
