"""Facts of one organisation from the records as they are now, by the same definitions as the closed period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.tables import Scope, tables
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import fact_values
from zhibu.facts.engines import Source
from zhibu.rules.facts import Fact
from zhibu.rules.periods import Period
from zhibu.rules.values import Value


def source(organisation: Organisation, facts: Iterable[Fact], *, until: date) -> Source:
    """The tables that the facts of one organisation need, one query each; a group's branch belongs to them."""
    path = organisation.path
    if organisation.kind == Kind.GROUP:
        path = path[: -Organisation.steplen]
    return tables(Scope(path, until, beyond=True), tables_for(facts))


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
    found: dict[Period, dict[int, Mapping[str, Value | None]]] = {}
    for period, ids in wanted.items():
        values = fact_values(records, rules, period, keys, facts=ids)
        found[period] = {key: values.get(key, {}) for key in keys}
    return found


def tables_for(facts: Iterable[Fact]) -> set[str]:
    """The tables that must be read to count these facts (zhibu.rules.facts, points 1, 5 and 7)."""
    needed = {"organisation"}
    for fact in facts:
        needed.add(fact.table)
        if fact.needs_coverage:
            needed |= {"activity", "declaration"}
        if fact.by is not None and fact.by.posts:
            needed.add("post")
        if (fact.by is not None and fact.by.members) or fact.subject == "person":
            needed.add("membership")
    return needed
