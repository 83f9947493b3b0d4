"""Facts of a few subjects and the records behind them: few rows are counted one by one, more by an engine."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhibu.facts.asked import Question
from zhibu.facts.compiled.questions import fact_sql, lineage_sql, of_subjects
from zhibu.facts.engines import Source, engine
from zhibu.facts.errors import EngineError
from zhibu.facts.reference import Counting, Records, value
from zhibu.rules.facts import Fact, Subject
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.values import Value

DEFAULT, REFERENCE = "duckdb", "reference"
FEW = 5_000
"""So many rows in memory are counted one by one sooner than an engine has planned its question."""


def fact_values(
    source: Source,
    packs: Sequence[Pack],
    period: Period,
    subjects: Sequence[int],
    *,
    facts: Iterable[str] | None = None,
    subject: Subject = "organisation",
    on: str = "",
) -> dict[int, dict[str, Value | None]]:
    """Fact values of some subjects, for the reference evaluator: subject -> fact id -> value (None unknown).

    `facts` are the ids wanted, all of the packs' where it is None; only tables that they need must be in a `source`
    in memory. `period` is the indicator's own (see `zhibu.rules.indicators.closing`). A subject that `source` does
    not hold is absent. `on`: an engine, or `reference`; where nothing is said, the quicker of reference and DuckDB.
    """
    return fact_values_by_period(source, packs, {period: facts}, subjects, subject=subject, on=on)[period]


def fact_values_by_period(
    source: Source,
    packs: Sequence[Pack],
    asked: Mapping[Period, Iterable[str] | None],
    subjects: Sequence[int],
    *,
    subject: Subject = "organisation",
    on: str = "",
) -> dict[Period, dict[int, dict[str, Value | None]]]:
    """As `fact_values`, of several periods in one round: of each period those facts that are asked of it."""
    if not subjects:
        return {period: {} for period in asked}
    wanted = [_wanted(Question.of(packs, period, subject), facts) for period, facts in asked.items()]
    if (few := _few(source, on)) is not None:
        return {question.period: _counted(few, question, facts, subjects) for question, facts in wanted}
    chosen = engine(on or DEFAULT)
    questions = [
        of_subjects(fact_sql(question, facts, chosen.dialect), subjects) for question, facts in wanted
    ]
    answers = chosen.rows(questions, source)
    return {
        question.period: {row["subject"]: {id_: _exact(row[id_]) for id_ in facts} for row in answer}
        for (question, facts), answer in zip(wanted, answers, strict=True)
    }


def lineage(
    source: Source, packs: Sequence[Pack], fact: Fact, subject: int, period: Period, *, on: str = ""
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
    on: str = "",
) -> dict[str, list[int]]:
    """As `lineage`, of several facts in one round: fact id -> ids."""
    parameters = Question.of(packs, period).parameters
    if (few := _few(source, on)) is not None:
        counting = Counting(few, period, parameters)
        return {fact.id: sorted(row["id"] for row in counting.rows(fact, subject)) for fact in facts}
    chosen = engine(on or DEFAULT)
    questions = [lineage_sql(fact, parameters, subject, period, chosen.dialect) for fact in facts]
    answers = chosen.rows(questions, source)
    return {fact.id: [row["id"] for row in answer] for fact, answer in zip(facts, answers, strict=True)}


def _wanted(question: Question, facts: Iterable[str] | None) -> tuple[Question, tuple[str, ...]]:
    """The question with the facts that are asked, in order; ids that it does not know are left out."""
    return question, tuple(sorted(question.facts if facts is None else set(facts) & set(question.facts)))


def _few(source: Source, on: str) -> Records | None:
    """The rows of a source to be counted by the reference; None where an engine is to count them."""
    if on not in ("", REFERENCE):
        return None
    if isinstance(source, Mapping):
        rows = sum(table.num_rows for table in source.values())
        return Records(source) if on == REFERENCE or rows <= FEW else None
    if on == REFERENCE:
        raise EngineError("逐行计算只用于内存里的记录，不用于快照目录。请改用 duckdb。")
    return None


def _counted(
    records: Records, question: Question, facts: Sequence[str], subjects: Sequence[int]
) -> dict[int, dict[str, Value | None]]:
    counting = Counting(records, question.period, question.parameters)
    known = counting.subjects(question.subject)
    return {
        one: {id_: value(question.facts[id_], one, counting) for id_ in facts}
        for one in subjects
        if one in known
    }


def _exact(value: bool | int | Decimal | str | date | None) -> Value | None:
    """A sum comes out of an engine as a wide integer, which some hand over as a Decimal without places."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
