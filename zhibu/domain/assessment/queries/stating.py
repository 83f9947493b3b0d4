"""What score sheets ask people to state, and what has been stated so far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.stated import stated_within
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


@dataclass(frozen=True)
class Subjects:
    """Whom an input is stated of: `rows` in tree order, cut in the database, for there may be 140,000 of them."""

    rows: QuerySet[Membership] | QuerySet[Organisation]
    said: QuerySet[Statement]
    """The statements of this input that are in force."""

    def lines(self, rows: Iterable[Membership | Organisation]) -> list[Subject]:
        """Some of the rows, each with its statement. One query."""
        found = [_subject(row, None) for row in rows]
        said = self.said.filter(organisation__in={one.organisation.pk for one in found})
        by_key = {(one.organisation_id, one.person_id): one for one in said.select_related("stated_by")}
        return [
            replace(one, statement=by_key.get((one.organisation.pk, one.person.pk if one.person else None)))
            for one in found
        ]

    def missing(self) -> int:
        """Of how many nothing is stated yet. One query."""
        return self._unstated().count()

    def unstated(self) -> list[Subject]:
        """All of whom nothing is stated yet."""
        return [_subject(row, None) for row in self._unstated()]

    def _unstated(self) -> "QuerySet[Membership] | QuerySet[Organisation]":
        own = (
            Q(organisation=OuterRef("organisation_id"), person=OuterRef("person_id"))
            if self.rows.model is Membership
            else Q(organisation=OuterRef("pk"), person__isnull=True)
        )
        return self.rows.exclude(Exists(self.said.filter(own)))


def subjects(
    viewer: User,
    place: Organisation,
    sheet: Sheet,
    name: str,
    period: Period,
    *,
    today: date,
    words: str = "",
) -> Subjects:
    """Whom the viewer may state the input of, at or below `place`; `words`: those alone whose name has them."""
    day = min(period.end, today)
    said = Statement.objects.filter(
        sheet=sheet.id,
        input=name,
        period=str(period),
        superseded_at__isnull=True,
        person__isnull=sheet.subject != "person",
    )
    if sheet.subject == "person":
        members = _members(viewer, place, day).filter(within(viewer, RIGHTS[sheet.subject]))
        if words:  # Else the persons need not be looked at to count them.
            members = members.filter(person__name__contains=words)
        rows = members.select_related("person", "organisation")
        return Subjects(rows.order_by("organisation__path", "person__name", "pk"), said)
    places = _organisations(viewer, place, day).filter(
        _scored(sheet, _kinds(viewer, place, day)),
        stated_within(viewer, RIGHTS[sheet.subject]),
        name__contains=words,
    )
    return Subjects(places.select_related("unit").order_by("path"), said)


def _subject(row: Membership | Organisation, statement: Statement | None) -> Subject:
    if isinstance(row, Membership):
        return Subject(row.organisation, row.person, statement)
    return Subject(row, None, statement)


def _scored(sheet: Sheet, kinds: Iterable[tuple[str, str]]) -> Q:
    """Filter for the organisations that a sheet scores, by the kinds and categories that occur."""
    scored = Q(pk__in=[])
    for kind, category in kinds:
        if governing.scores(sheet, Organisation(kind=kind, category=category)):
            scored |= Q(kind=kind, category=category)
    return scored


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
