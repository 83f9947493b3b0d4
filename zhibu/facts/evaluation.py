"""Ask an engine: verdicts and scores of all subjects."""

from collections.abc import Sequence

import pyarrow as pa

from zhibu.facts.asked import Question
from zhibu.facts.compiled.questions import verdict_sql
from zhibu.facts.compiled.sheets import SheetQuestion, sheet_sql
from zhibu.facts.engines import Source, engine
from zhibu.facts.results import SHAPE, Results, verdict_rows
from zhibu.facts.scores import Scores, score_rows
from zhibu.rules.facts import Subject
from zhibu.rules.indicators import closing, closing_sheets
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period


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
