"""What a closed quarter says of one member, made again from its snapshot when somebody asks and kept nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import packs_of, self_and_above, snapshot_of
from zhibu.domain.assessment.queries.scores import Scored
from zhibu.domain.assessment.stated import given, stated_in
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person
from zhibu.domain.people.queries import person_for
from zhibu.facts import fact_values_by_period
from zhibu.rules.indicators import Result, closing_sheets, judge
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Sheet
from zhibu.rules.sheets.score import score
from zhibu.rules.sheets.spelling import spelt
from zhibu.rules.values import Value

Values = Mapping[Period, Mapping[str, Value | None]]
"""Period -> fact -> value of the member."""


@dataclass(frozen=True)
class Member:
    """A member in a closed quarter: the sheets that score persons, and what is owed of this one."""

    closing: Closing
    branch: Organisation
    scores: Sequence[Scored]
    results: Sequence[Result]


def member_closed(viewer: User, pk: int) -> Member | None:
    """A member in the last quarter that was closed for the branch where they belonged on its last day.

    Raises Hidden as person_for. None while no quarter of theirs was closed. A constant number of queries.
    """
    person = person_for(viewer, pk)
    covering = _last_closed(person)
    if covering is None:
        return None
    closing, branch = covering
    rules, period = packs_of(closing), Period.parse(closing.period)
    asked = [one for one in governing.judged(rules, period) if one[0].subject == "person"]
    sheets = [
        (sheet, pack, own)
        for pack in rules
        for sheet, own in closing_sheets(pack, period)
        if sheet.subject == "person"
    ]
    found = fact_values_by_period(
        snapshot_of(closing),
        rules,
        {own: None for *_, own in [*asked, *sheets]},
        [person.pk],
        subject="person",
    )
    values = {own: persons.get(person.pk, {}) for own, persons in found.items()}
    results = [judge(indicator, pack, values[own], own) for indicator, pack, own in asked]
    return Member(
        closing,
        branch,
        [_scored(closing, branch, person, sheet, pack, own, rules, values) for sheet, pack, own in sheets],
        [one for one in results if one.verdict != Verdict.NOT_APPLICABLE],
    )


def _last_closed(person: Person) -> tuple[Closing, Organisation] | None:
    memberships = list(person.memberships.select_related("organisation"))
    places = {path for one in memberships for path in self_and_above(one.organisation)}
    closings = Closing.objects.filter(organisation__path__in=places).select_related("organisation")
    for closing in closings.order_by("-period", "-number", "-closed_at"):
        last_day = Period.parse(closing.period).end
        for one in memberships:
            belonged = one.since <= last_day and (one.until is None or one.until >= last_day)
            if belonged and one.organisation.path.startswith(closing.organisation.path):
                return closing, one.organisation
    return None


def _scored(
    closing: Closing,
    branch: Organisation,
    person: Person,
    sheet: Sheet,
    pack: Pack,
    period: Period,
    rules: Rules,
    values: Values,
) -> Scored:
    snapshot = snapshot_of(closing)
    statements = stated_in(snapshot, sheet, period, person=person.pk)
    result = score(sheet, pack, values[period], given(statements), period)
    return Scored(branch, closing, pack, result, statements, spelt(sheet), rules, snapshot)
