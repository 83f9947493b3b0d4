"""Score sheets over all subjects at once: the compiled twin of `zhibu.rules.sheets.score`.

A sheet is worked out in stages, each a query over the one before, so that what many lines share is computed once:
facts and statements, then items, then groups, then the total, then the band.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from zhibu.facts.compiled.formulas import Column, Scope, compiled, condition
from zhibu.facts.compiled.measures import fact_columns
from zhibu.facts.compiled.numbers import Number
from zhibu.facts.compiled.questions import Dialect, Question, sql_of
from zhibu.facts.compiled.tables import table
from zhibu.rules.formula.evaluate import Context
from zhibu.rules.formula.nodes import Node, facts_in
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Input, Item, Sheet
from zhibu.rules.sheets.spelling import spelt

_GIVEN, _POINTS, _BAND, _SUBJECT = "given ", "points ", " band", " subject"


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

    @property
    def conditions(self) -> tuple[Node, ...]:
        """What decides whether the items apply."""
        return tuple(one.when for item in self.items for one in item.applies)


@lru_cache(maxsize=64)
def sheet_sql(question: SheetQuestion, dialect: Dialect) -> str:
    """One row per subject that the sheet scores: `subject`, `total`, `total bottom`, `band` (text), and for item
    number N `N points`, `N points bottom` and `N applies`; NULL is unknown."""
    spelling = spelt(question.sheet)
    lines = [*spelling.items.values(), spelling.total, *([spelling.band] if spelling.band else [])]
    stages = _Stages(question, _start(question, [*lines, *question.conditions]), dialect)
    stages.add(spelling.items, question.items)
    stages.add(spelling.groups)
    stages.add({question.sheet.id: spelling.total})
    return stages.finished(spelling.band)


class _Stages:
    """The queries of a sheet, one over the other; each passes all columns on and adds the lines that it works out."""

    def __init__(self, question: SheetQuestion, start: ir.Table, dialect: Dialect) -> None:
        self.question, self.dialect = question, dialect
        self.done = [start]
        self.bottoms: dict[str, int | None] = {}
        """Line -> the bottom that its points have for all subjects, None where each subject has its own."""

    def add(self, lines: Mapping[str, Node], applying: Sequence[Item] = ()) -> None:
        """One more stage, with the points of each line, and with whether each of the items applies."""
        before = self._last()
        scope = self._scope(before)
        columns: dict[str, ir.Value] = {}
        for id_, node in lines.items():
            points = compiled(node, scope)
            if not isinstance(points, Number):
                raise ValueError(f"line {id_} of sheet {self.question.sheet.id} is no number")
            columns[f"{_POINTS}{id_}"] = points.top
            self.bottoms[id_] = points.bottom if isinstance(points.bottom, int) else None
            if not isinstance(points.bottom, int):
                columns[f"{_POINTS}{id_} bottom"] = points.bottom
        for number, item in enumerate(applying):
            columns[f"{number} applies"] = _applies(item, scope)
        self.done.append(before.select(*before.columns, **columns))

    def finished(self, band: Node | None) -> str:
        """The whole as one SQL text."""
        *earlier, last = [sql_of(stage, self.dialect) for stage in [*self.done, self._answer(band)]]
        return f"WITH {', '.join(f'{_stage(n)} AS ({sql})' for n, sql in enumerate(earlier))} {last}"

    def _answer(self, band: Node | None) -> ir.Table:
        last = self._last()
        columns = _shown("total", self._points(last, self.question.sheet.id))
        columns["band"] = ibis.null("string") if band is None else _whole(compiled(band, self._scope(last)))
        for number, item in enumerate(self.question.items):
            columns |= _shown(f"{number} points", self._points(last, item.id))
            columns[f"{number} applies"] = last[f"{number} applies"]
        return last.select("subject", **columns)

    def _last(self) -> ir.Table:
        """The last stage as a table of its own: its columns are referred to and not written out again."""
        return ibis.table(self.done[-1].schema(), name=_stage(len(self.done) - 1))

    def _scope(self, wide: ir.Table) -> Scope:
        pack, inputs = self.question.pack, self.question.sheet.inputs.values()
        context = Context(self.question.period, pack.parameters, pack.facts, {})
        named = {id_: self._points(wide, id_) for id_ in self.bottoms}
        return Scope(wide, context, given={one.id: _stated(wide, one) for one in inputs}, named=named)

    def _points(self, wide: ir.Table, line: str) -> Number:
        bottom = self.bottoms[line]
        return Number(wide[f"{_POINTS}{line}"], wide[f"{_POINTS}{line} bottom"] if bottom is None else bottom)


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
    """One row per subject of whom anything was stated; of each input there is one statement."""
    rows = table("statement")
    of_persons = sheet.subject == "person"
    about = rows.person_id.notnull() if of_persons else rows.person_id.isnull()
    rows = rows.filter(rows.sheet == sheet.id, rows.period == str(period), about)
    columns: dict[str, ir.Scalar] = {}
    for wanted in sheet.inputs:
        columns[f"{_GIVEN}{wanted}"] = rows.top.max(where=rows.input == wanted)
        columns[f"{_GIVEN}{wanted} bottom"] = rows.bottom.max(where=rows.input == wanted)
    subject = rows.person_id if of_persons else rows.organisation_id
    return rows.group_by(**{_SUBJECT: subject}).aggregate(**columns)


def _stated(wide: ir.Table, wanted: Input) -> Column:
    top = wide[f"{_GIVEN}{wanted.id}"]
    return top == 1 if wanted.kind == "boolean" else Number(top, wide[f"{_GIVEN}{wanted.id} bottom"])


def _applies(item: Item, scope: Scope) -> ir.BooleanValue:
    """As `zhibu.rules.indicators.applicability`: false as soon as one condition is false."""
    applies: ir.BooleanValue = ibis.literal(True)
    for one in item.applies:
        applies = applies & condition(one.when, scope)
    return applies


def _shown(name: str, number: Number) -> dict[str, ir.Value]:
    bottom = number.bottom
    return {
        name: number.top,
        f"{name} bottom": ibis.literal(bottom, "int64") if isinstance(bottom, int) else bottom,
    }


def _whole(column: Column) -> ir.Value:
    if isinstance(column, Number):
        raise ValueError("a band is a text")
    return column


def _stage(number: int) -> str:
    return f"stage_{number}"
