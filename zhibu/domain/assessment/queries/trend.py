"""How results changed from one closed quarter to the next: an organisation's own trend, never a place among others."""

from dataclasses import dataclass

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing, Result
from zhibu.domain.assessment.queries.closings import closings_over, counted
from zhibu.domain.assessment.queries.matrix import Tally
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree


@dataclass(frozen=True)
class Quarter:
    """A closed quarter and what it found."""

    closing: Closing
    tally: Tally


def trend(viewer: User, organisation: Organisation, *, last: int = 5) -> list[Quarter]:
    """The last closed quarters, the oldest first, each with its results at and below the organisation. Two queries."""
    closings = list(closings_over(organisation)[:last])
    rows = (
        Result.objects.filter(
            within(viewer, "assessment.view"),
            subtree(organisation.path, "organisation__path"),
            closing__in=closings,
        )
        .order_by()
        .values("closing")
        .annotate(**counted())
    )
    tallies = {row["closing"]: Tally.read(row) for row in rows}
    return [Quarter(closing, tallies.get(closing.pk, Tally())) for closing in reversed(closings)]
