"""What a closed period says must be put right: proposed here, confirmed by a person, never raised by itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import packs_of, results_of
from zhibu.domain.assessment.queries.matrix import Tally, tally_by_indicator
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.tasks.choices import Scope, State
from zhibu.domain.tasks.models import Assignment, Finding
from zhibu.rules.model import Indicator
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Common:
    """From when a problem is proposed as a common one (共性): local custom, a parameter of the rules of the period.

    `organisations`: so many at least do not meet the rule; `share`: so large a part (0.1: a tenth) of those judged.
    None where the rules of that time say nothing: then every problem is proposed as an individual one.
    """

    organisations: Fraction | None
    share: Fraction | None


def common_from(rules: Rules, period: Period) -> Common:
    """The two numbers in force on the first day of the period."""
    return Common(*(_number(rules, id_, period) for id_ in ("common_problem_from", "common_problem_share")))


def _number(rules: Rules, id_: str, period: Period) -> Fraction | None:
    found = next((pack.parameters[id_] for pack in rules if id_ in pack.parameters), None)
    dated = found.on(period.start) if found else None
    return dated.value if dated and isinstance(dated.value, Fraction) else None


@dataclass(frozen=True)
class Proposal:
    """An indicator that some organisations did not meet: `organisations` by their keys, in tree order.

    `applicable` counts those to whom the rule applies. `recurring` are the organisations whose last problem of the same
    kind is still open, or was put right and has come back. `raised` when it is already a problem of this closing.
    """

    indicator: Indicator
    scope: str
    organisations: Sequence[int]
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
    rules = packs_of(closing)
    indicators = {one.id: one for pack in rules for one in pack.indicators.values()}
    common = common_from(rules, Period.parse(closing.period))
    found = [
        Proposal(
            indicators[id_],
            scope_of(len(organisations), tallies[id_], common),
            organisations,
            tallies[id_].judged,
            tallies[id_].unknown,
            frozenset(one for one in organisations if (id_, one) in recurring),
            id_ in raised,
        )
        for id_, organisations in failing.items()
    ]
    return sorted(
        found, key=lambda one: (not one.recurring, one.scope != Scope.COMMON, -len(one.organisations))
    )


def scope_of(failing: int, tally: Tally, common: Common) -> str:
    """Common when at least so many organisations and so large a share of those judged do not meet it."""
    many = (
        common.organisations is not None
        and common.share is not None
        and failing >= common.organisations
        and failing >= common.share * tally.judged
    )
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


def failing(viewer: User, closing: Closing, indicator: str, words: str = "") -> QuerySet[Organisation]:
    """The organisations of one proposal in tree order; `words`: those alone whose name has them."""
    found = results_of(viewer, closing).filter(indicator=indicator, verdict=Verdict.NOT_MET)
    return Organisation.objects.filter(
        pk__in=found.order_by().values("organisation"), name__contains=words
    ).order_by("path")


def recurring(closing: Closing, indicator: str) -> frozenset[int]:
    """The organisations that had a problem with the same indicator in the period before."""
    return frozenset(pk for id_, pk in _recurring(closing) if id_ == indicator)


def _failing(viewer: User, closing: Closing) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    rows = results_of(viewer, closing).filter(verdict=Verdict.NOT_MET).order_by("organisation__path")
    for indicator, organisation in rows.values_list("indicator", "organisation_id"):
        found[indicator].append(organisation)
    return found


def _recurring(closing: Closing) -> set[tuple[str, int]]:
    """(indicator, organisation) of problems raised in the period before, open or put right."""
    last = str(Period.parse(closing.period).previous())
    rows = Assignment.objects.filter(
        subtree(closing.organisation.path, "organisation__path"), task__finding__period=last
    )
    return set(rows.values_list("task__finding__indicator", "organisation_id"))
