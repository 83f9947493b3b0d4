"""What a quarter still lacks before it is closed: branches that have not said that their records are complete."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from zhibu.domain.activities.models import Activity, Declaration
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import branches_under, subtree
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Readiness:
    """`declared` have confirmed 报全, `open` have records but no word that these are all, `silent` neither."""

    branches: int
    declared: int
    open: Sequence[Organisation]
    silent: Sequence[Organisation]


def readiness(organisation: Organisation, period: Period) -> Readiness:
    """How ready the branches below an organisation are for the period to be closed. Three queries.

    A declaration of the quarter itself or of every month of it counts; a group's record is its branch's. The caller has
    shown the organisation to its viewer.
    """
    below = subtree(organisation.path, "organisation__path")
    branches = list(branches_under([organisation.path], on=period.end))
    declared = _declared(below, period)
    active = _active(below, period)
    undeclared = [one for one in branches if one.pk not in declared]
    return Readiness(
        len(branches),
        len(branches) - len(undeclared),
        [one for one in undeclared if one.path in active],
        [one for one in undeclared if one.path not in active],
    )


def _declared(below: Q, period: Period) -> set[int]:
    months = {str(month) for month in period.months()}
    said: dict[int, set[str]] = defaultdict(set)
    rows = Declaration.objects.filter(below, period__in=[*months, str(period)])
    for pk, text in rows.values_list("organisation_id", "period"):
        said[pk].add(text)
    return {pk for pk, texts in said.items() if str(period) in texts or months <= texts}


def _active(below: Q, period: Period) -> set[str]:
    """Paths of the organisations that recorded something, and of those directly above them."""
    rows = Activity.objects.filter(
        below, held_on__range=(period.start, period.end), withdrawn_at__isnull=True
    )
    paths = set(rows.order_by().values_list("organisation__path", flat=True).distinct())
    return paths | {path[: -Organisation.steplen] for path in paths}
