"""The finished queries: what is asked of an engine, as SQL text, and how its answer is to be read."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir

from zhibu.facts.asked import Parameters, Question, RowSource
from zhibu.facts.compiled.formulas import Scope, as_shown, compiled, condition
from zhibu.facts.compiled.measures import fact_columns
from zhibu.facts.compiled.numbers import any_unknown
from zhibu.facts.compiled.rows import matches, rows_of
from zhibu.facts.compiled.sql import Dialect, sql_of
from zhibu.rules.facts import Fact
from zhibu.rules.formula.evaluate import Context
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.model import Indicator
from zhibu.rules.periods import Period
from zhibu.rules.values import Verdict

VERDICTS: tuple[Verdict, ...] = ("met", "not_met", "unknown", "not_applicable")
"""A verdict travels from the engine as its place in this list."""


@lru_cache(maxsize=32)
def verdict_sql(question: Question, dialect: Dialect) -> str:
    """One row per subject: `subject`, and for indicator number N the columns `N verdict`, and of its value and
    requirement `N value`, `N required` with `N value bottom`, `N required bottom` where they are numbers."""
    needed = {fact for one in question.indicators for node in _nodes(one) for fact in facts_in(node)}
    facts = [question.facts[id_] for id_ in sorted(needed)]
    wide = fact_columns(question.subject, facts, question.period, question.parameters)
    scope = Scope(wide, Context(question.period, question.all_parameters, question.facts, {}))
    columns: dict[str, ir.Value] = {}
    for number, indicator in enumerate(question.indicators):
        columns |= _indicator_columns(number, indicator, scope)
    return sql_of(wide.select("subject", **columns), dialect)


@lru_cache(maxsize=128)
def fact_sql(question: Question, facts: tuple[str, ...], dialect: Dialect) -> str:
    """One row per subject: `subject`, and one column per fact asked for."""
    asked = [question.facts[id_] for id_ in facts]
    return sql_of(fact_columns(question.subject, asked, question.period, question.parameters), dialect)


def of_subjects(sql: str, subjects: Sequence[int]) -> str:
    """The rows of some subjects from the answer to another query."""
    return f"SELECT * FROM ({sql}) AS asked WHERE subject IN ({', '.join(str(int(one)) for one in subjects)})"


def lineage_sql(fact: Fact, parameters: Parameters, subject: int, period: Period, dialect: Dialect) -> str:
    """The ids of the rows that the fact's value is made of, ascending, in column `id`."""
    rows = rows_of(RowSource.of(fact), period)
    own = rows.filter(rows.subject == subject, matches(fact, rows, parameters))
    return sql_of(own.select("id").distinct().order_by("id"), dialect)


def _nodes(indicator: Indicator) -> list[Any]:
    nodes = [
        *(applies.when for applies in indicator.applies),
        indicator.value,
        indicator.required,
        indicator.met,
    ]
    return [node for node in nodes if node is not None]


def _indicator_columns(number: int, indicator: Indicator, scope: Scope) -> dict[str, ir.Value]:
    columns = {f"{number} verdict": _verdict(indicator, scope)}
    for name, node in (("value", indicator.value), ("required", indicator.required)):
        if node is not None:
            columns |= as_shown(f"{number} {name}", compiled(node, scope))
    return columns


def _verdict(indicator: Indicator, scope: Scope) -> ir.IntegerValue:
    """See `zhibu.rules.model.Indicator`; NULL for organisations that it does not judge at all."""
    met, not_met, unknown, not_applicable = (ibis.literal(place, "int8") for place in range(len(VERDICTS)))
    decided = condition(indicator.met, scope)
    branches = [(decided.isnull(), unknown), (decided, met)]
    if indicator.applies:
        applies = [condition(one.when, scope) for one in indicator.applies]
        excluded = ~applies[0]
        for other in applies[1:]:
            excluded = excluded | ~other
        branches = [(excluded, not_applicable), (any_unknown(applies), unknown), *branches]
    if indicator.kinds:
        branches = [(~scope.wide[" kind"].isin(indicator.kinds), ibis.null("int8")), *branches]
    return ibis.cases(*branches, else_=not_met)
