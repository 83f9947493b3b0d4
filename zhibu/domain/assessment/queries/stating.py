"""What score sheets ask people to state, and what has been stated so far."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.stated import Superior
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on, subtree
from zhibu.domain.people.models import Membership, Person
from zhibu.domain.people.queries import current
from zhibu.rules.periods import MONTHS_IN, Period
from zhibu.rules.sheets.model import Input, Sheet

RIGHTS: Mapping[str, str] = {"organisation": "assessment.state", "person": "assessment.state_members"}
"""What stating takes, by whom a sheet scores."""


@dataclass(frozen=True)
class Wanted:
    """One input of a sheet in one period: of how many it is asked, and of how many something is stated."""

    sheet: Sheet
    input: Input
    period: Period
    asked: int
    stated: int


@dataclass(frozen=True)
class Subject:
    """Whom an input is stated of: an organisation, or a member of it; with the statement in force, None without."""

    organisation: Organisation
    person: Person | None
    statement: Statement | None

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"p{self.person.pk}" if self.person else f"o{self.organisation.pk}"


def wanted(viewer: User, place: Organisation, quarter: Period, *, today: date) -> list[Wanted]:
    """What `viewer` may state at and below `place` for the quarter, the half-year and the year it lies in.

    Three queries.
    """
    rules = governing.installed()
    asked = [
        (sheet, Period.containing(quarter.end, sheet.period))
        for sheet, _ in governing.sheets(rules)
        if sheet.inputs and MONTHS_IN[sheet.period] >= MONTHS_IN[quarter.size]
        if paths_for(viewer, RIGHTS[sheet.subject])
    ]
    day = min(quarter.end, today)
    kinds = _kinds(viewer, place, day)
    members = _members(viewer, place, day).count()
    stated = _counts(viewer, place, {str(period) for _, period in asked})
    return [
        Wanted(
            sheet,
            one,
            period,
            members if sheet.subject == "person" else _of(sheet, kinds),
            stated.get((sheet.id, one.id, str(period)), 0),
        )
        for sheet, period in asked
        for one in sheet.inputs.values()
    ]


def input_of(sheet: str, name: str) -> tuple[Sheet, Input]:
    """An input of the rules in force. Raises Hidden where there is none of these names."""
    found = governing.find_sheet(governing.installed(), sheet)
    if found is None or name not in found[0].inputs:
        raise Hidden
    return found[0], found[0].inputs[name]


def subjects(
    viewer: User, place: Organisation, sheet: Sheet, name: str, period: Period, *, today: date
) -> list[Subject]:
    """Whom the viewer may state the input of, at or below `place`, in tree order. Two queries."""
    day = min(period.end, today)
    if sheet.subject == "person":
        rows = _members(viewer, place, day).filter(within(viewer, RIGHTS[sheet.subject]))
        found = rows.select_related("person", "organisation")
        said = _in_force(sheet, name, period, place, Q(person__isnull=False))
        return [
            Subject(row.organisation, row.person, said.get((row.organisation_id, row.person_id)))
            for row in found.order_by("organisation__path", "person__name", "pk")
        ]
    places = [
        one
        for one in _organisations(viewer, place, day).select_related("unit").order_by("path")
        if governing.scores(sheet, one) and allows(viewer, RIGHTS[sheet.subject], Superior(one))
    ]
    said = _in_force(sheet, name, period, place, Q(person__isnull=True))
    return [Subject(one, None, said.get((one.pk, None))) for one in places]


def _organisations(viewer: User, place: Organisation, day: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(
        within(viewer, "assessment.view", "path"), subtree(place.path), existing_on(day)
    )


def _members(viewer: User, place: Organisation, day: date) -> QuerySet[Membership]:
    return Membership.objects.filter(
        within(viewer, "people.view"), subtree(place.path, "organisation__path"), current(day)
    )


def _kinds(viewer: User, place: Organisation, day: date) -> Counter[tuple[str, str]]:
    """(kind, category) -> how many organisations."""
    rows = _organisations(viewer, place, day).order_by().values_list("kind", "category").annotate(Count("pk"))
    return Counter({(kind, category): count for kind, category, count in rows})


def _of(sheet: Sheet, kinds: Counter[tuple[str, str]]) -> int:
    """How many of these organisations the sheet scores."""
    return sum(
        count
        for (kind, category), count in kinds.items()
        if governing.scores(sheet, Organisation(kind=kind, category=category))
    )


def _counts(viewer: User, place: Organisation, periods: set[str]) -> dict[tuple[str, str, str], int]:
    rows = (
        Statement.objects.filter(
            within(viewer, "assessment.view"),
            subtree(place.path, "organisation__path"),
            period__in=periods,
            superseded_at__isnull=True,
        )
        .order_by()
        .values_list("sheet", "input", "period")
        .annotate(Count("pk"))
    )
    return {(sheet, name, period): count for sheet, name, period, count in rows}


def _in_force(
    sheet: Sheet, name: str, period: Period, place: Organisation, whose: Q
) -> Mapping[tuple[int, int | None], Statement]:
    rows: Sequence[Statement] = list(
        Statement.objects.filter(
            whose,
            subtree(place.path, "organisation__path"),
            sheet=sheet.id,
            input=name,
            period=str(period),
            superseded_at__isnull=True,
        ).select_related("stated_by")
    )
    return {(row.organisation_id, row.person_id): row for row in rows}
