"""Why a verdict is what it is: the reference evaluator's own reckoning, and the records behind every fact in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing, live
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import closing_over, packs_of, snapshot_of
from zhibu.domain.assessment.queries.records import Behind, records_behind
from zhibu.domain.assessment.queries.terms import is_registered, terms_of
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import lineages
from zhibu.facts.engines import Source
from zhibu.rules.citations import STATUS_TITLES, Citation
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.indicators import Result, judge
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import Period
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value


@dataclass(frozen=True)
class Explanation:
    """A verdict with all it rests on. `closing` is None when it was reckoned from the records as they are now.

    `now` is the verdict by the records of this moment where a closed one differs from it, else None. `behind` are the
    facts used, each with the records that were counted, as far as the viewer may see them.
    """

    organisation: Organisation
    closing: Closing | None
    pack: Pack
    result: Result
    behind: list[Behind]
    now: Result | None

    @property
    def steps(self) -> list[tuple[str, Trace]]:
        """The reckoning in order, each step with what it decides: 适用条件, 实际, 要求, 判定."""
        parts = list(self.result.trace.parts)
        count = len(self.result.indicator.applies)
        labels = ["适用条件"] * count + ["实际"]
        if self.result.indicator.required is not None:
            labels.append("要求")
        return list(zip([*labels, "判定"], parts, strict=False))

    @property
    def citation(self) -> Citation:
        return self.result.indicator.citation

    @property
    def status_title(self) -> str:
        """How far the clause is verified, in words."""
        return STATUS_TITLES[self.citation.status]

    @property
    def in_force_from(self) -> date | None:
        """The day from which the newest of the parameters used holds; None where the rule has no parameter."""
        days = [step.in_force_from for step in self.result.trace.walk() if step.in_force_from]
        return max(days, default=None)


def explain(viewer: User, pk: int, indicator: str, period: Period, *, live_only: bool = False) -> Explanation:
    """Explain one verdict: from the snapshot where the period is closed, else (or with `live_only`) from the records.

    `period` is the indicator's own; a term of office is never closed. Raises Hidden where the viewer may not see the
    organisation's results, it had no such term, no rule has that id or it does not judge this kind of organisation,
    PeriodError where the period has the wrong size.
    """
    organisation = organisation_for(viewer, pk, "assessment.view")
    if period.size == "term" and not is_registered(organisation, period):
        raise Hidden
    live_only = live_only or period.size == "term"
    closing = None if live_only else closing_over(organisation, Period.containing(period.end, "quarter"))
    now = _judged_now(organisation, indicator, period)
    if closing is None:
        if now is None:
            raise Hidden
        found, rules, records = now
    else:
        rules, records = packs_of(closing), snapshot_of(closing)
        found = _judge(organisation, indicator, period, rules, records)
    result, pack = found
    changed = closing is not None and now is not None and now[0][0].verdict != result.verdict
    return Explanation(
        organisation,
        closing,
        pack,
        result,
        records_in(viewer, organisation, result.trace, pack, result.period, rules, records),
        now[0][0] if changed and now else None,
    )


def live_results(organisation: Organisation, period: Period) -> list[Result]:
    """The organisation's own indicators by the records of this moment: the period's, the half-year's and year's, and
    those of the term of office that it was in on the period's last day.

    The same definitions as the closed period's. The caller has shown the organisation to its viewer. A constant number
    of queries.
    """
    rules = governing.installed()
    asked = [*governing.under_way(rules, period, organisation.kind), *_by_term(organisation, rules, period)]
    facts = [pack.facts[id_] for indicator, pack, _ in asked for id_ in facts_of(indicator)]
    periods = [own for *_, own in asked]
    until = max((own.end for own in periods), default=period.end)
    records = live.source(organisation, facts, periods, until=until)
    values = live.values_of_each(
        organisation, ((own, facts_of(one)) for one, _, own in asked), rules, records
    )
    return [judge(indicator, pack, values[own], own) for indicator, pack, own in asked]


def without_term(organisation: Organisation, period: Period) -> list[Indicator]:
    """The indicators by term that cannot be judged because no term is registered by the period's last day."""
    asked = governing.by_term(governing.installed(), organisation.kind)
    known = terms_of([organisation], on=period.end) if asked else {}
    return [] if organisation.pk in known else [indicator for indicator, _ in asked]


def _by_term(
    organisation: Organisation, rules: Rules, period: Period
) -> list[tuple[Indicator, Pack, Period]]:
    asked = governing.by_term(rules, organisation.kind)
    term = terms_of([organisation], on=period.end).get(organisation.pk) if asked else None
    return [] if term is None else [(indicator, pack, term) for indicator, pack in asked]


Judged = tuple[Result, Pack]


def _judged_now(
    organisation: Organisation, indicator: str, period: Period
) -> tuple[Judged, Rules, Source] | None:
    rules = governing.installed()
    found = governing.find(rules, indicator)
    if found is None or organisation.kind not in found[0].kinds:
        return None
    facts = [found[1].facts[id_] for id_ in facts_of(found[0])]
    records = live.source(organisation, facts, [period], until=period.end)
    return _judge(organisation, indicator, period, rules, records), rules, records


def _judge(organisation: Organisation, id_: str, period: Period, rules: Rules, records: Source) -> Judged:
    found = governing.find(rules, id_)
    if found is None or organisation.kind not in found[0].kinds:
        raise Hidden
    indicator, pack = found
    period.require(indicator.period)
    values = live.values(organisation, facts_of(indicator), rules, period, records)
    return judge(indicator, pack, values, period), pack


def facts_of(indicator: Indicator) -> frozenset[str]:
    """The ids of the facts that decide an indicator, its applicability included."""
    nodes = [indicator.value, indicator.required, indicator.met, *(one.when for one in indicator.applies)]
    return frozenset().union(*(facts_in(node) for node in nodes if node is not None))


def records_in(
    viewer: User,
    organisation: Organisation,
    trace: Trace,
    pack: Pack,
    period: Period,
    rules: Rules,
    records: Source,
) -> list[Behind]:
    """The facts of a reckoning, each with the records that were counted, as far as the viewer may see them."""
    known: Mapping[str, Value | None] = trace.facts()
    counted = [pack.facts[id_] for id_ in known if pack.facts[id_].table != "organisation"]
    ids = lineages(records, rules, counted, organisation.pk, period)
    return [records_behind(viewer, fact, known[fact.id], ids[fact.id]) for fact in counted]
