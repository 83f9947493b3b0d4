"""Ask an engine: verdicts and scores of all subjects, facts of a few, the records behind one."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa

from zhibu.facts.compiled.questions import Question, fact_sql, lineage_sql, of_subjects, verdict_sql
from zhibu.facts.compiled.sheets import SheetQuestion, sheet_sql
from zhibu.facts.engines import Source, engine
from zhibu.facts.results import SHAPE, Results, verdict_rows
from zhibu.facts.scores import Scores, score_rows
from zhibu.rules.facts import Fact, Subject
from zhibu.rules.indicators import closing, closing_sheets
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.values import Value


def evaluate(
    source: Source,
    packs: Sequence[Pack],
    period: Period,
    *,
    on: str = "duckdb",
    subject: Subject = "organisation",
) -> Results:
    """The verdicts of all indicators that are judged when `period` is closed, for all subjects of `source`.

    Raises EngineError where the engine `on` does not exist or cannot run, FactsError where two packs define
    different things under one id.
    """
    chosen = engine(on)
    found: dict[str, pa.Table] = {}
    for own in sorted({own for pack in packs for _, own in closing(pack, period)}):
        question = Question.of(packs, own, subject)
        if question.indicators:
            answer = chosen.run(verdict_sql(question, chosen.dialect), source)
            found |= verdict_rows(answer, question.indicators)
    table = pa.concat_tables([SHAPE.empty_table(), *(found[id_] for id_ in sorted(found))])
    return Results(str(period), chosen.name, table)


def evaluate_sheets(
    source: Source,
    packs: Sequence[Pack],
    period: Period,
    *,
    on: str = "duckdb",
    subject: Subject = "organisation",
) -> Scores:
    """The scores of all sheets that are scored when `period` is closed, for all subjects that they score.

    What people stated is read from the table `statement`. Raises EngineError as `evaluate`.
    """
    chosen = engine(on)
    found = []
    for pack in packs:
        for sheet, own in closing_sheets(pack, period):
            if sheet.subject == subject:
                question = SheetQuestion.of(sheet, pack, own)
                answer = chosen.run(sheet_sql(question, chosen.dialect), source)
                found.append(score_rows(answer, question))
    ordered = sorted(found, key=lambda scores: scores.sheet.id)
    return Scores(str(period), chosen.name, tuple(ordered))


def fact_values(
    source: Source,
    packs: Sequence[Pack],
    period: Period,
    subjects: Sequence[int],
    *,
    facts: Iterable[str] | None = None,
    subject: Subject = "organisation",
) -> dict[int, dict[str, Value | None]]:
    """Fact values of some subjects, for the reference evaluator: subject -> fact id -> value (None unknown).

    `facts` are the ids wanted, all of the packs' where it is None; only tables that they need must be in a `source`
    in memory. `period` is the indicator's own (see `zhibu.rules.indicators.closing`). A subject that `source` does
    not hold is absent.
    """
    if not subjects:
        return {}
    question = Question.of(packs, period, subject)
    wanted = tuple(sorted(question.facts if facts is None else set(facts) & set(question.facts)))
    chosen = engine()
    answer = chosen.run(of_subjects(fact_sql(question, wanted, chosen.dialect), subjects), source)
    return {row["subject"]: {id_: _exact(row[id_]) for id_ in wanted} for row in answer.to_pylist()}


def lineage(source: Source, packs: Sequence[Pack], fact: Fact, subject: int, period: Period) -> list[int]:
    """The ids of the records (rows of the fact's table) that the value is made of, ascending."""
    parameters = Question.of(packs, period, fact.subject).parameters
    chosen = engine()
    answer = chosen.run(lineage_sql(fact, parameters, subject, period, chosen.dialect), source)
    ids: list[int] = answer["id"].to_pylist()
    return ids


def _exact(value: bool | int | Decimal | Decimal | str | date | None) -> Value | None:
    """A sum comes out of the engine as a wide integer, which Arrow hands over as a Decimal without places."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
