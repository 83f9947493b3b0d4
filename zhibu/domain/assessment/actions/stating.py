"""What people state for score sheets: manual points with evidence, grades of a panel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import allows, require
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.errors import (
    InputUnknown,
    NotAsked,
    NothingStated,
    StatedTooEarly,
    StatedTooLate,
    StatementUnfit,
)
from zhibu.domain.assessment.models import Closing, Statement
from zhibu.domain.assessment.stated import Superior
from zhibu.domain.journal.actions import Line, write_many
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Membership, Person
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, GivenError, given_trace
from zhibu.rules.sheets.model import Input, Sheet
from zhibu.rules.values import Value, number_text


@dataclass(frozen=True)
class Said:
    """One line of what is stated: of an organisation, or of a member of it."""

    organisation: Organisation
    given: Given
    person: Person | None = None

    @property
    def whose(self) -> str:
        return str(self.person or self.organisation)

    @property
    def key(self) -> tuple[int, int | None]:
        return self.organisation.pk, self.person.pk if self.person else None


@transaction.atomic
def state(
    sheet: str, input: str, period: Period, said: Sequence[Said], *, actor: User, now: datetime
) -> list[Statement]:
    """State one input of a sheet of several organisations or members. What stood before is superseded, not changed.

    Of an organisation its superior states, of members their branch or a superior. Raises NothingStated, InputUnknown,
    NotAsked, StatementUnfit, StatedTooEarly, StatedTooLate (the period is closed and no reason is given); Hidden or
    Forbidden as guard.require; PeriodError where the period has the wrong size.
    """
    if not said:
        raise NothingStated
    found = governing.find_sheet(governing.installed(), sheet)
    if found is None or input not in found[0].inputs:
        raise InputUnknown
    wanted, scored = found[0].inputs[input], found[0]
    if period.require(scored.period).start > timezone.localdate(now):
        raise StatedTooEarly(period.label)
    for one in said:
        _ensure_may(scored, one, actor)
    _ensure_asked(scored, period, said)
    _ensure_fitting(wanted, said)
    _ensure_open(period, said)
    before = _in_force(sheet, input, period, said)
    Statement.objects.filter(pk__in=[one.pk for one in before.values()]).update(superseded_at=now)
    rows = Statement.objects.bulk_create(
        [_row(sheet, input, period, one, actor, now) for one in said], batch_size=500
    )
    write_many([_line(row, before) for row in rows], actor=actor, now=now)
    return rows


def _ensure_may(sheet: Sheet, one: Said, actor: User) -> None:
    if sheet.subject == "person":
        require(actor, "assessment.state_members", one.organisation, view="people.view")
    elif not allows(actor, "assessment.state", Superior(one.organisation)):
        if not allows(actor, "assessment.view", one.organisation):
            raise Hidden
        raise Forbidden(f"{one.organisation}的评分由上级党组织填报，本组织不给自己打分。如有材料，请报上级。")


def _ensure_asked(sheet: Sheet, period: Period, said: Sequence[Said]) -> None:
    if sheet.subject == "organisation":
        for one in said:
            if one.person is not None or not governing.scores(sheet, one.organisation):
                raise NotAsked(one.whose, sheet.title)
        return
    rows = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=period.start),
        person__in=[one.person for one in said if one.person],
        since__lte=period.end,
    )
    members = set(rows.values_list("organisation_id", "person_id"))
    for one in said:
        if one.key not in members:
            raise NotAsked(one.whose, sheet.title)


def _ensure_fitting(wanted: Input, said: Sequence[Said]) -> None:
    """Ballots may come one group of raters after the other; everything else is stated whole."""
    for one in said:
        if isinstance(one.given.value, Fraction) and not _storable(one.given.value):
            raise StatementUnfit(one.whose, "数太大，或小数超过六位。请改短后再保存。")
        try:
            trace = given_trace(wanted, one.given)
        except GivenError as error:
            raise StatementUnfit(one.whose, str(error)) from error
        if trace.value is None and not (wanted.panel and one.given.grades):
            raise StatementUnfit(one.whose, f"“{wanted.title}”{trace.note}，请补上后再保存。")


def _storable(number: Fraction) -> bool:
    """Whether the snapshot can hold the number: at most nine digits before the point and six after it."""
    return abs(number) < 10**9 and 10**6 % number.denominator == 0


def _ensure_open(period: Period, said: Sequence[Said]) -> None:
    quarter = Period.containing(period.end, "quarter")
    closed = list(
        Closing.objects.filter(period=str(quarter)).values_list("organisation__path", flat=True).distinct()
    )
    for one in said:
        if not one.given.reason and any(one.organisation.path.startswith(path) for path in closed):
            raise StatedTooLate(one.whose, period.label)


def _in_force(
    sheet: str, input: str, period: Period, said: Sequence[Said]
) -> Mapping[tuple[int, int | None], Statement]:
    rows = Statement.objects.select_for_update().filter(
        organisation__in=[one.organisation for one in said],
        sheet=sheet,
        input=input,
        period=str(period),
        superseded_at__isnull=True,
    )
    wanted = {one.key for one in said}
    found = {(row.organisation_id, row.person_id): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def _row(sheet: str, input: str, period: Period, one: Said, actor: User, now: datetime) -> Statement:
    return Statement(
        organisation=one.organisation,
        person=one.person,
        sheet=sheet,
        input=input,
        period=str(period),
        value=_text(one.given.value),
        grades={
            rater: {grade: int(count) for grade, count in ballots.items()}
            for rater, ballots in one.given.grades.items()
        },
        evidence="；".join(one.given.evidence),
        reason=one.given.reason,
        stated_by=actor,
        stated_at=now,
    )


def _text(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return number_text(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(row: Statement, before: Mapping[tuple[int, int | None], Statement]) -> Line:
    old = before.get((row.organisation_id, row.person_id))
    detail = {
        "sheet": row.sheet,
        "input": row.input,
        "period": row.period,
        "value": row.value or row.grades,
        "before": (old.value or old.grades) if old else None,
        "reason": row.reason,
    }
    return Line("assessment.state", row, row.organisation.path, detail)
