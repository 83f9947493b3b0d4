"""Facts of one organisation from the records as they are now, by the same definitions as the closed period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.tables import Scope, tables
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import fact_values, fact_values_by_period
from zhibu.facts.engines import Source
from zhibu.rules.facts import Fact
from zhibu.rules.periods import Period
from zhibu.rules.values import Value


def source(
    organisation: Organisation, facts: Iterable[Fact], periods: Iterable[Period], *, until: date
) -> Source:
    """The tables that the facts of one organisation in some periods need, as they are on the day `until`.

    One query each. A group's branch belongs to them. What no fact counts is left out, so that a page takes no longer
    after ten years of records than after one, and at the top of the tree no longer than at a branch.
    """
    facts = list(facts)
    path = organisation.path
    if organisation.kind == Kind.GROUP:
        path = path[: -Organisation.steplen]
    since = _counted_since(facts, periods)
    below = tables_for(fact for fact in facts if fact.over == "subtree")
    own = tables(Scope(path, until, beyond=True, since=since, alone=True), tables_for(facts) - below)
    whole = tables(Scope(path, until, beyond=True, since=since), below)
    return own | {name: whole[name] for name in below}


def values(
    organisation: Organisation, facts: Iterable[str], rules: Rules, period: Period, records: Source
) -> Mapping[str, Value | None]:
    """Fact id -> value of the organisation, None where unknown."""
    found = fact_values(records, rules, period, [organisation.pk], facts=facts)
    return found.get(organisation.pk, {})


def values_of_each(
    organisation: Organisation, asked: Iterable[tuple[Period, Iterable[str]]], rules: Rules, records: Source
) -> dict[Period, Mapping[str, Value | None]]:
    """As `values`, for several periods: those facts are counted of each period that are asked of it."""
    found = values_of_all([organisation], asked, rules, records)
    return {period: values[organisation.pk] for period, values in found.items()}


def values_of_all(
    organisations: Sequence[Organisation],
    asked: Iterable[tuple[Period, Iterable[str]]],
    rules: Rules,
    records: Source,
) -> dict[Period, dict[int, Mapping[str, Value | None]]]:
    """As `values_of_each`, for several organisations whose records `records` holds: period -> organisation -> facts."""
    wanted: dict[Period, set[str]] = defaultdict(set)
    for period, facts in asked:
        wanted[period].update(facts)
    keys = [organisation.pk for organisation in organisations]
    found = fact_values_by_period(records, rules, wanted, keys)
    return {period: {key: values.get(key, {}) for key in keys} for period, values in found.items()}


def _counted_since(facts: Iterable[Fact], periods: Iterable[Period]) -> date | None:
    """The first day of the widest window (zhibu.rules.facts, point 3), None where one reaches back for ever."""
    windows = {fact.window for fact in facts if fact.table in ("activity", "attendance")}
    first = min((period.start for period in periods), default=None)
    if "to_date" in windows or first is None:
        return None
    return date(first.year, 1, 1) if "year_to_date" in windows else first


def tables_for(facts: Iterable[Fact]) -> set[str]:
    """The tables that must be read to count these facts (zhibu.rules.facts, points 1, 5 and 7)."""
    needed = set()
    for fact in facts:
        needed |= {"organisation", fact.table}
        if fact.needs_coverage:
            needed |= {"activity", "declaration"}
        if fact.by is not None and fact.by.posts:
            needed.add("post")
        if (fact.by is not None and fact.by.members) or fact.subject == "person":
            needed.add("membership")
    return needed
