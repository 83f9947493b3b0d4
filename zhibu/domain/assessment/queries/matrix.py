"""The results of a closed period as a table: organisations down, indicators across; and as counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing, Result
from zhibu.domain.assessment.queries.closings import counted, packs_of, results_of
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.rules.model import Indicator

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What of a closing is looked at; empty values leave all in. `verdict` asks for one such result at least."""

    organisation: Organisation | None = None
    verdict: str = ""
    indicator: str = ""
    unit: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Line:
    """One organisation with its results in the order of the columns, None where it is not judged by one."""

    organisation: Organisation
    cells: Sequence[Result | None]


@dataclass(frozen=True)
class Tally:
    """How many results there are of each verdict."""

    met: int = 0
    not_met: int = 0
    unknown: int = 0
    not_applicable: int = 0

    @property
    def judged(self) -> int:
        """Results to which the rule applies."""
        return self.met + self.not_met + self.unknown

    def of(self, verdict: str) -> int:
        """How many there are of one verdict."""
        return int(getattr(self, verdict))

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Tally":
        """From a row of aggregates `counted()`, whatever else is in it."""
        return cls(**{verdict: row[verdict] for verdict in Verdict.values})


def columns(viewer: User, closing: Closing, filters: Filters) -> list[Indicator]:
    """The indicators that have results here, in the packs' order."""
    found = set(_rows(viewer, closing, filters).values_list("indicator", flat=True).distinct())
    return [
        indicator
        for pack in packs_of(closing)
        for indicator in pack.indicators.values()
        if indicator.id in found
    ]


def organisations(viewer: User, closing: Closing, filters: Filters) -> QuerySet[Organisation]:
    """The organisations with results, by unit and place in the tree; filtered before it is cut into pages."""
    rows = _rows(viewer, closing, filters)
    if filters.verdict:
        rows = rows.filter(verdict=filters.verdict)
    found = Organisation.objects.filter(pk__in=rows.values("organisation_id"))
    if filters.unit is not None:
        found = found.filter(unit=filters.unit)
    if filters.text:
        found = found.filter(Q(name__contains=filters.text) | Q(short_name__contains=filters.text))
    return found.select_related("unit").order_by("unit__pk", "path")


def lines(
    viewer: User, closing: Closing, shown: Sequence[Organisation], across: Sequence[Indicator]
) -> list[Line]:
    """The results of some organisations as lines of the table. One query."""
    places = {indicator.id: place for place, indicator in enumerate(across)}
    cells: dict[int, list[Result | None]] = defaultdict(lambda: [None] * len(across))
    for result in results_of(viewer, closing).filter(organisation__in=shown, indicator__in=places):
        cells[result.organisation_id][places[result.indicator]] = result
    return [Line(organisation, cells[organisation.pk]) for organisation in shown]


def tally(viewer: User, closing: Closing, filters: Filters) -> Tally:
    """How many results there are of each verdict. One query."""
    return Tally.read(_rows(viewer, closing, filters).aggregate(**counted()))


def tally_by_indicator(viewer: User, closing: Closing, organisation: Organisation) -> dict[str, Tally]:
    """Indicator id -> how many results of each verdict. One query."""
    rows = results_of(viewer, closing, organisation).order_by().values("indicator").annotate(**counted())
    return {row["indicator"]: Tally.read(row) for row in rows}


def tally_by_unit(
    viewer: User, closing: Closing, organisation: Organisation
) -> list[tuple[Unit | None, Tally]]:
    """Each unit with its results, in the units' order; None for organisations without a unit. Two queries."""
    rows = (
        results_of(viewer, closing, organisation)
        .order_by()
        .values("organisation__unit")
        .annotate(**counted())
    )
    tallies = {row["organisation__unit"]: Tally.read(row) for row in rows}
    units: dict[int | None, Unit] = dict(Unit.objects.in_bulk([pk for pk in tallies if pk]))
    return [(units.get(pk), tallies[pk]) for pk in sorted(tallies, key=lambda pk: (pk is None, pk or 0))]


def units_of(viewer: User, closing: Closing, organisation: Organisation) -> QuerySet[Unit]:
    """The units that have results here, for the filter."""
    rows = results_of(viewer, closing, organisation)
    return Unit.objects.filter(pk__in=rows.values("organisation__unit")).order_by("pk")


def _rows(viewer: User, closing: Closing, filters: Filters) -> QuerySet[Result]:
    rows = results_of(viewer, closing, filters.organisation).order_by()
    if filters.indicator:
        rows = rows.filter(indicator=filters.indicator)
    return rows
