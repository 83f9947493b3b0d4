"""Ask an engine: verdicts and scores of all subjects, facts of a few, the records behind one."""

from collections.abc import Iterable, Mapping, Sequence
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
    on: str = "duckdb",
) -> dict[int, dict[str, Value | None]]:
    """Fact values of some subjects, for the reference evaluator: subject -> fact id -> value (None unknown).

    `facts` are the ids wanted, all of the packs' where it is None; only tables that they need must be in a `source`
    in memory. `period` is the indicator's own (see `zhibu.rules.indicators.closing`). A subject that `source` does
    not hold is absent.
    """
    return fact_values_by_period(source, packs, {period: facts}, subjects, subject=subject, on=on)[period]


def fact_values_by_period(
    source: Source,
    packs: Sequence[Pack],
    asked: Mapping[Period, Iterable[str] | None],
    subjects: Sequence[int],
    *,
    subject: Subject = "organisation",
    on: str = "duckdb",
) -> dict[Period, dict[int, dict[str, Value | None]]]:
    """As `fact_values`, of several periods in one round: of each period those facts that are asked of it."""
    if not subjects:
        return {period: {} for period in asked}
    chosen = engine(on)
    wanted, questions = {}, []
    for period, facts in asked.items():
        question = Question.of(packs, period, subject)
        wanted[period] = tuple(sorted(question.facts if facts is None else set(facts) & set(question.facts)))
        questions.append(of_subjects(fact_sql(question, wanted[period], chosen.dialect), subjects))
    answers = chosen.rows(questions, source)
    return {
        period: {row["subject"]: {id_: _exact(row[id_]) for id_ in wanted[period]} for row in answer}
        for period, answer in zip(wanted, answers, strict=True)
    }


def lineage(
    source: Source, packs: Sequence[Pack], fact: Fact, subject: int, period: Period, *, on: str = "duckdb"
) -> list[int]:
    """The ids of the records (rows of the fact's table) that the value is made of, ascending.

    Raises EngineError as `evaluate`.
    """
    return lineages(source, packs, [fact], subject, period, on=on)[fact.id]


def lineages(
    source: Source,
    packs: Sequence[Pack],
    facts: Sequence[Fact],
    subject: int,
    period: Period,
    *,
    on: str = "duckdb",
) -> dict[str, list[int]]:
    """As `lineage`, of several facts in one round: fact id -> ids."""
    chosen = engine(on)
    questions = [
        lineage_sql(
            fact, Question.of(packs, period, fact.subject).parameters, subject, period, chosen.dialect
        )
        for fact in facts
    ]
    answers = chosen.rows(questions, source)
    return {fact.id: [row["id"] for row in answer] for fact, answer in zip(facts, answers, strict=True)}


def _exact(value: bool | int | Decimal | str | date | None) -> Value | None:
    """A sum comes out of an engine as a wide integer, which some hand over as a Decimal without places."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
