"""What a closed period says must be put right: proposed here, confirmed by a person, never raised by itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import packs_of, results_of
from zhibu.domain.assessment.queries.matrix import Tally, tally_by_indicator
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.tasks.choices import Scope, State
from zhibu.domain.tasks.models import Assignment, Finding
from zhibu.rules.model import Indicator
from zhibu.rules.periods import Period

COMMON_FROM = 3
"""From so many organisations on, a problem may be a common one (共性): a custom, the clerk decides."""
COMMON_SHARE_PERCENT = 10
"""... if it is also found with so large a share of those to whom the rule applies."""


@dataclass(frozen=True)
class Proposal:
    """An indicator that some organisations did not meet.

    `applicable` counts those to whom the rule applies. `recurring` are the organisations whose last problem of the same
    kind is still open, or was put right and has come back. `raised` when it is already a problem of this closing.
    """

    indicator: Indicator
    scope: str
    organisations: Sequence[Organisation]
    applicable: int
    unknown: int
    recurring: frozenset[int]
    raised: bool


def proposals(viewer: User, closing: Closing) -> list[Proposal]:
    """Problems found by the closing: those that recur first, then the common, then the individual ones.

    A constant number of queries.
    """
    tallies = tally_by_indicator(viewer, closing, closing.organisation)
    failing = _failing(viewer, closing)
    recurring = _recurring(closing)
    raised = set(Finding.objects.filter(snapshot=closing.digest).values_list("indicator", flat=True))
    indicators = {one.id: one for pack in packs_of(closing) for one in pack.indicators.values()}
    found = [
        Proposal(
            indicators[id_],
            scope_of(len(organisations), tallies[id_]),
            organisations,
            tallies[id_].judged,
            tallies[id_].unknown,
            frozenset(one.pk for one in organisations if (id_, one.pk) in recurring),
            id_ in raised,
        )
        for id_, organisations in failing.items()
    ]
    return sorted(
        found, key=lambda one: (not one.recurring, one.scope != Scope.COMMON, -len(one.organisations))
    )


def scope_of(failing: int, tally: Tally) -> str:
    """Common when at least COMMON_FROM organisations and COMMON_SHARE_PERCENT of those judged do not meet it."""
    many = failing >= COMMON_FROM and failing * 100 >= tally.judged * COMMON_SHARE_PERCENT
    return Scope.COMMON.value if many else Scope.INDIVIDUAL.value


def open_from_before(viewer: User, closing: Closing) -> list[Assignment]:
    """Problems of earlier periods that organisations of the closing have not put right: the first check point."""
    return list(
        Assignment.objects.filter(
            within(viewer, "tasks.view"),
            subtree(closing.organisation.path, "organisation__path"),
            task__finding__period__lt=closing.period,
        )
        .exclude(state=State.DONE)
        .select_related("task__finding", "organisation")
        .order_by("due_on", "pk")
    )


def _failing(viewer: User, closing: Closing) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = defaultdict(list)
    rows = results_of(viewer, closing).filter(verdict=Verdict.NOT_MET).select_related("organisation")
    for result in rows.order_by("organisation__path"):
        found[result.indicator].append(result.organisation)
    return found


def _recurring(closing: Closing) -> set[tuple[str, int]]:
    """(indicator, organisation) of problems raised in the period before, open or put right."""
    last = str(Period.parse(closing.period).previous())
    rows = Assignment.objects.filter(
        subtree(closing.organisation.path, "organisation__path"), task__finding__period=last
    )
    return set(rows.values_list("task__finding__indicator", "organisation_id"))
