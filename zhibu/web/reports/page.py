"""What the page of a report and each of its blocks are shown with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhibu.domain.accounts.guard import allows
from zhibu.domain.reports.actions import right_for
from zhibu.domain.reports.choices import ReportState
from zhibu.domain.reports.composing.figures import Figure, pieces
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import changes_of, figures_of, is_empty
from zhibu.rules.periods import Period
from zhibu.web.frame.requests import Request
from zhibu.web.reports.charts import COLOURS, stacked

TREND = "trend"
"""The block that is shown as a chart as well."""


@dataclass(frozen=True)
class Part:
    """A block as the page shows it: `pieces` are words and figures in order; `changed` since the version before."""

    id: str
    kind: str
    level: int
    text: str
    generated: str
    dropped: bool
    rows: list[list[list[str | Figure]]]
    pieces: list[str | Figure]
    empty: bool
    changed: bool
    chart: dict[str, Any] | None

    @property
    def edited(self) -> bool:
        return self.dropped or self.text != self.generated


def shown(request: Request, found: Report) -> dict[str, Any]:
    """The report's parts, what changed in them since the version before, and whether the viewer may change them."""
    figures = figures_of(found)
    changes = changes_of(found)
    changed = changes.blocks if changes else set()
    is_draft = found.state == ReportState.DRAFT
    parts = [
        Part(
            one["id"],
            one["kind"],
            one["level"],
            one["text"],
            one["generated"],
            one["dropped"],
            [[list(pieces(cell, figures)) for cell in row] for row in one["rows"]],
            list(pieces(one["text"], figures)),
            is_empty(one),
            one["id"] in changed,
            _trend(found, one["rows"], figures) if one["id"] == TREND else None,
        )
        for one in found.blocks
    ]
    annexed = next((at for at, one in enumerate(parts) if one.kind == "annex"), len(parts))
    return {
        "report": found,
        "closed": Period.parse(found.closing.period),
        "parts": parts,
        "body": parts[:annexed],
        "annexes": parts[annexed:],
        "changes": changes,
        "may_edit": is_draft and allows(request.user, right_for(found.kind), found.organisation),
    }


def _trend(
    found: Report, rows: Sequence[Sequence[str]], figures: Mapping[str, Figure]
) -> dict[str, Any] | None:
    """The bars behind the table of quarters; a bar leads to the source of its figure."""
    quarters = [[next(iter(pieces(cell, figures)), "") for cell in row] for row in rows[1:]]
    bars = [[one for one in quarter if isinstance(one, Figure)] for quarter in quarters]
    series = {
        verdict: [
            {"value": int(one.shown), "url": reverse("report_figure", args=[found.pk, one.name])}
            for quarter in bars
            for one in quarter
            if one.verdict == verdict and one.value is not None
        ]
        for verdict in COLOURS
    }
    return stacked([str(quarter[0]) for quarter in quarters], series)
