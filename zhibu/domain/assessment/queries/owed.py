"""What an organisation owes again and again. Scoped by the caller, who has shown the organisation to its viewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from zhibu.domain.assessment import governing, live
from zhibu.domain.assessment.queries.terms import terms_of
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on
from zhibu.rules.citations import Citation
from zhibu.rules.duties import DutyState, asked_from, facts_of, state
from zhibu.rules.model import Duty, Pack
from zhibu.rules.periods import Period

_LOOK_BACK_DAYS = 92
"""A missed duty stays on the desk for a quarter; an older one is a matter of the closed quarters."""

Asked = tuple[Organisation, Duty, Pack, Period]
Standing = Literal["done", "open", "unknown", "overdue"]


@dataclass(frozen=True)
class Owed:
    """One duty in one period. `unknown`: the period is over and nothing was recorded (未报, not 未开展).

    `done` is None while nothing is recorded; `times` is how often it is owed.
    """

    organisation: Organisation
    duty: str
    text: str
    citation: Citation
    activity_kind: str
    period: Period
    due_on: date
    state: Standing
    done: int | None
    times: int


def owed(organisation: Organisation, *, on: date, with_groups: bool = False) -> list[Owed]:
    """The recurring duties of the periods under way on `on`, and those of the last periods that were missed.

    The earliest deadline first. Duties that do not apply (no committee below seven full members) are left out. With
    groups, those of a branch's groups (党小组) are among them: the branch keeps their records.
    """
    bearers = [organisation, *(_groups(organisation, on) if with_groups else ())]
    terms = terms_of(bearers, on=on)
    asked = [one for bearer in bearers for one in _asked(bearer, on, terms.get(bearer.pk))]
    found = [_owed(bearer, standing, on) for bearer, standing in standings(organisation, asked, on=on)]
    return sorted((one for one in found if one is not None), key=lambda one: (one.due_on, one.duty))


def standings(
    organisation: Organisation, asked: Sequence[Asked], *, on: date
) -> list[tuple[Organisation, DutyState]]:
    """How each duty asked of the organisation, or of one of its groups, stands by the records up to `on`."""
    bearers = list({bearer.pk: bearer for bearer, *_ in asked}.values())
    facts = [pack.facts[id_] for _, duty, pack, _ in asked for id_ in facts_of(duty)]
    records = live.source(organisation, facts, {period for *_, period in asked}, until=on)
    wanted = ((period, facts_of(duty)) for _, duty, _, period in asked)
    values = live.values_of_all(bearers, wanted, governing.installed(), records)
    return [
        (bearer, state(duty, pack, values[period][bearer.pk], period)) for bearer, duty, pack, period in asked
    ]


def _groups(organisation: Organisation, on: date) -> Iterable[Organisation]:
    if organisation.kind != Kind.BRANCH:
        return ()
    return Organisation.objects.get_children(organisation).filter(existing_on(on), kind=Kind.GROUP)


def _asked(bearer: Organisation, on: date, term: Period | None) -> list[Asked]:
    return [
        (bearer, duty, pack, period)
        for duty, pack in governing.duties_of(governing.installed(), bearer.kind)
        for period in _periods(duty, on, term)
        if period.end >= bearer.established_on and asked_from(duty, pack, period) <= on
    ]


def _periods(duty: Duty, on: date, term: Period | None) -> list[Period]:
    if duty.every == "term":
        return [term] if term else []
    current = Period.containing(on, duty.every)
    last = current.previous()
    return [last, current] if (on - last.end).days <= _LOOK_BACK_DAYS else [current]


def _owed(bearer: Organisation, standing: DutyState, on: date) -> Owed | None:
    under_way = standing.deadline >= on
    if standing.verdict == "not_applicable" or (not under_way and standing.verdict == "met"):
        return None
    return Owed(
        organisation=bearer,
        duty=standing.duty.id,
        text=standing.text,
        citation=standing.duty.citation,
        activity_kind=standing.duty.activity_kind,
        period=standing.period,
        due_on=standing.deadline,
        state=_state(standing, under_way),
        done=_whole(standing.done),
        times=_whole(standing.times) or 1,
    )


def _state(standing: DutyState, under_way: bool) -> Standing:
    if standing.verdict == "met":
        return "done"
    if under_way:
        return "open"
    return "overdue" if standing.verdict == "not_met" else "unknown"


def _whole(number: Fraction | None) -> int | None:
    return None if number is None else int(number)
