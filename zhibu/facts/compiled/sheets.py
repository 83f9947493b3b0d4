"""Score sheets over all subjects at once: the compiled twin of `zhibu.rules.sheets.score`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ibis.expr.types as ir

from zhibu.facts.asked import Question
from zhibu.facts.compiled.formulas import GIVEN
from zhibu.facts.compiled.measures import fact_columns
from zhibu.facts.compiled.sql import Dialect
from zhibu.facts.compiled.steps import Steps
from zhibu.facts.compiled.tables import table
from zhibu.rules.formula.evaluate import Context
from zhibu.rules.formula.nodes import Node, facts_in
from zhibu.rules.formula.writing import operation
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Item, Sheet
from zhibu.rules.sheets.spelling import spelt

_SUBJECT = " subject"
"""What a statement is about; no fact can be called so."""


@dataclass(frozen=True)
class SheetQuestion:
    """One sheet of a pack asked for one period of its size; equal when sheet and pack are the same to the byte."""

    sheet: Sheet = field(compare=False)
    pack: Pack = field(compare=False)
    period: Period
    ids: tuple[str, str]

    @classmethod
    def of(cls, sheet: Sheet, pack: Pack, period: Period) -> "SheetQuestion":
        """Raises PeriodError for a period of the wrong size."""
        return cls(sheet, pack, period.require(sheet.period), (sheet.id, pack.hash))

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in the sheet's order; of item number N are the columns `N ...` of the answer."""
        return tuple(item for group in self.sheet.groups for item in group.items)


@lru_cache(maxsize=64)
def sheet_sql(question: SheetQuestion, dialect: Dialect) -> str:
    """One row per subject that the sheet scores: `subject`, `total`, `total bottom`, `band` (text, where the sheet has
    bands), and for item number N `N points`, `N points bottom`, and `N applies` where it may not; NULL is unknown."""
    spelling, pack = spelt(question.sheet), question.pack
    shown = {"total": spelling.total}
    if spelling.band:
        shown["band"] = spelling.band
    for number, item in enumerate(question.items):
        shown[f"{number} points"] = spelling.items[item.id]
        if item.applies:
            shown[f"{number} applies"] = operation("all", *(one.when for one in item.applies))
    settled = Context(question.period, pack.parameters, pack.facts, {})
    return Steps(_start(question, list(shown.values())), settled, dialect).finished(shown)


def _start(question: SheetQuestion, lines: Sequence[Node]) -> ir.Table:
    """The subjects that the sheet scores, with their facts and what was stated of them."""
    sheet, period, pack = question.sheet, question.period, question.pack
    parameters = Question.of((pack,), period, sheet.subject).parameters
    needed = sorted(frozenset().union(*map(facts_in, lines)))
    wide = fact_columns(sheet.subject, [pack.facts[id_] for id_ in needed], period, parameters)
    if sheet.subject == "organisation":
        wide = _scored(wide, sheet)
    if not sheet.inputs:
        return wide
    statements = _statements(sheet, period)
    return wide.left_join(statements, wide.subject == statements[_SUBJECT]).drop(_SUBJECT)


def _scored(wide: ir.Table, sheet: Sheet) -> ir.Table:
    if sheet.kinds:
        wide = wide.filter(wide[" kind"].isin(sheet.kinds))
    if not sheet.categories:
        return wide
    organisation = table("organisation")
    fitting = organisation.filter(organisation.category.isin(sheet.categories))
    return wide.semi_join(fitting, wide.subject == fitting.id)


def _statements(sheet: Sheet, period: Period) -> ir.Table:
    """One row per subject of whom anything was stated, in the columns of `columns_of`; of each input there is one
    statement."""
    rows = table("statement")
    of_persons = sheet.subject == "person"
    about = rows.person_id.notnull() if of_persons else rows.person_id.isnull()
    rows = rows.filter(rows.sheet == sheet.id, rows.period == str(period), about)
    columns: dict[str, ir.Scalar] = {}
    for wanted in sheet.inputs.values():
        top = rows.top.max(where=rows.input == wanted.id)
        columns[f"{GIVEN}{wanted.id}"] = top == 1 if wanted.kind == "boolean" else top
        if wanted.kind == "number":
            columns[f"{GIVEN}{wanted.id} bottom"] = rows.bottom.max(where=rows.input == wanted.id)
    subject = rows.person_id if of_persons else rows.organisation_id
    return rows.group_by(**{_SUBJECT: subject}).aggregate(**columns)
