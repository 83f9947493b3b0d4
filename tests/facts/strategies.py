"""Random facts, formulas over them, and packs of indicators."""

import hashlib
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from tests.facts.records import PERIOD, WORDS, days, word
from zhibu.rules.citations import Citation, Clause, Source
from zhibu.rules.facts import TABLES, By, Condition, Fact, Measure, MeasureName, Over, ParameterValue, Subject
from zhibu.rules.formula.nodes import Applies, Case, Choice, Constant, FactRef, Node, Operation, PeriodRef
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.marks import Mark
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.parameters import DatedValue, Parameter
from zhibu.rules.terms import Term
from zhibu.rules.values import Kind

KINDS: tuple[Kind, ...] = ("number", "boolean", "text", "date")
MARK = Mark("test.yaml", 1)
CITATION = Citation(
    Source("rules", "《规则》", "某机关", None, None, {}, MARK), Clause("c", "第一条", "应当做", "V")
)

PARAMETERS = {
    id_: Parameter(id_, id_, "number", "", (DatedValue(since, Fraction(2), CITATION),), False, MARK)
    for id_, since in (("in_force", date(2020, 1, 1)), ("not_yet", date(2026, 9, 1)))
}
"""One has a value in most periods that are drawn; the other in few, so that what rests on it is unknown."""
_STANDING_FOR = [ParameterValue(id_) for id_ in PARAMETERS]
PERIODS = [PERIOD, *(Term.parse(text) for text in ("2026-09", "2026", "2025Q4", "2025-12-01~2026-09-15"))]
ways = st.sampled_from(["duckdb", "reference"])
"""The two ways to count facts."""


@st.composite
def conditions(draw: st.DrawFn, table: str) -> Condition:
    column = draw(st.sampled_from(sorted(TABLES[table].columns)))
    kind = TABLES[table].columns[column]
    if draw(st.integers(0, 4)) == 0:
        return Condition(column, "known", (draw(st.booleans()),))
    operand: st.SearchStrategy[Any] = {
        "number": st.sampled_from([Fraction(1), Fraction(2), Fraction(5, 2), Fraction(60), *_STANDING_FOR]),
        "boolean": st.booleans(),
        "date": days,
        "text": st.sampled_from(WORDS.get((table, column), ["x"])),
    }[kind]
    comparisons: list[Any] = [
        "is",
        "is_not",
        "one_of",
        *(["at_least", "at_most"] if kind in ("number", "date") else []),
    ]
    comparison = draw(st.sampled_from(comparisons))
    most = 2 if comparison == "one_of" else 1
    return Condition(column, comparison, tuple(draw(st.lists(operand, min_size=1, max_size=most))))


def _about(table: str) -> Subject:
    return "person" if TABLES[table].has_person else "organisation"


def _each_at_least(name: str) -> st.SearchStrategy[int | ParameterValue | None]:
    if name in ("own_months", "own_quarters"):
        return st.sampled_from([1, 2, *_STANDING_FOR])
    return st.none() | st.just(2) if name == "distinct" else st.none()


@st.composite
def facts(draw: st.DrawFn, id_: str, subject: Subject = "organisation") -> Fact:
    """Any fact about organisations, or about persons, that the grammar allows."""
    table = draw(
        st.sampled_from(sorted(name for name in TABLES if subject in ("organisation", _about(name))))
    )
    shape = TABLES[table]
    only: dict[str, tuple[str, str]] = {
        "full_months": ("organisation", "organisation"),
        "full_quarters": ("organisation", "organisation"),
        "own_months": ("activity", "organisation"),
        "own_quarters": ("activity", "organisation"),
    }
    names = [name for name in get_args(MeasureName) if only.get(name, (table, subject)) == (table, subject)]
    name = draw(st.sampled_from(names))
    kinds = {
        "sum": ["number"],
        "earliest": ["date"],
        "latest": ["date"],
        "distinct": KINDS,
        "value_of": KINDS,
    }
    columns = sorted(column for column, kind in shape.columns.items() if kind in kinds.get(name, []))
    windows = ["period", "year_to_date", "to_date", *(["at_end"] if shape.interval else [])]
    persons = shape.has_person and draw(st.booleans())
    return Fact(
        id_,
        id_,
        subject,
        table,
        Measure(
            name,
            draw(st.sampled_from(columns)) if columns else None,
            draw(_each_at_least(name)),
        ),
        tuple(draw(st.lists(conditions(table), max_size=2))),
        draw(st.sampled_from(get_args(Over) if subject == "organisation" else ["own"])),
        "period" if name == "full_months" else draw(st.sampled_from(windows)),
        by=By(tuple(draw(st.lists(word("post", "kind"), max_size=1))), draw(st.booleans()))
        if persons
        else None,
    )


_CONSTANTS: dict[Kind, st.SearchStrategy[Any]] = {
    "number": st.fractions(-3, 3, max_denominator=6),
    "boolean": st.booleans(),
    "date": days,
    "text": st.sampled_from(["theme_day", "present", "x"]),
}


@st.composite
def formulas(draw: st.DrawFn, kind: Kind, known: list[Fact], depth: int = 3) -> Node:
    """Any formula of that kind over those facts."""
    own = [fact for fact in known if fact.kind == kind]
    shape = draw(st.integers(0, 9)) if depth else 0
    if shape <= 3 and own:
        return FactRef(draw(st.sampled_from(own)).id, kind)
    if shape <= 4 and kind in ("number", "date"):
        part: Any = "months" if kind == "number" else draw(st.sampled_from(["start", "end"]))
        return PeriodRef(part, kind)
    if depth and shape == 5:
        cases = tuple(
            Case(draw(formulas("boolean", known, depth - 1)), draw(formulas(kind, known, depth - 1)))
            for _ in range(draw(st.integers(1, 2)))
        )
        return Choice(cases, draw(formulas(kind, known, depth - 1)), kind)
    operators = [one for one in OPERATORS.values() if one.result == kind] if depth else []
    if not operators:
        return Constant(draw(_CONSTANTS[kind]), kind)
    return draw(_operations(draw(st.sampled_from(operators)).name, kind, known, depth))


@st.composite
def _operations(draw: st.DrawFn, name: str, kind: Kind, known: list[Fact], depth: int) -> Node:
    operator = OPERATORS[name]
    shared = draw(st.sampled_from(KINDS))
    kinds = [one or shared for one in operator.arguments]
    if operator.repeats:
        kinds += [kinds[-1]] * draw(st.integers(operator.fewest - 1, operator.fewest + 1))
    arguments = [draw(formulas(one, known, depth - 1)) for one in kinds]
    if name == "round":
        arguments[1] = Constant(Fraction(draw(st.integers(-2, 2))), "number")
    return Operation(name, tuple(arguments), kind)


@st.composite
def packs(draw: st.DrawFn, indicators: int = 6) -> Pack:
    """A pack of random facts and indicators for the quarter."""
    known = [draw(facts(f"f{number}")) for number in range(6)]
    listed = {f"i{number}": draw(_indicators(f"i{number}", known)) for number in range(indicators)}
    return pack_of(known, listed)


def pack_of(known: list[Fact], indicators: dict[str, Indicator]) -> Pack:
    """A pack of these facts and indicators, with a hash of its own."""
    digest = hashlib.sha256(repr((known, indicators)).encode()).hexdigest()
    by_id = {fact.id: fact for fact in known}
    return Pack("random", "随机", "1", digest, (), {}, PARAMETERS, {}, by_id, {}, {}, indicators, {})


@st.composite
def _indicators(draw: st.DrawFn, id_: str, known: list[Fact]) -> Indicator:
    applies = draw(st.lists(formulas("boolean", known, 2), max_size=2))
    return Indicator(
        id_,
        id_,
        "organisation",
        draw(st.sampled_from([("branch",), ("branch", "group", "committee")])),
        "quarter",
        tuple(Applies(when, "不适用") for when in applies),
        draw(formulas(draw(st.sampled_from(KINDS)), known)),
        draw(st.none() | formulas("number", known, 1)),
        draw(formulas("boolean", known)),
        "",
        CITATION,
        MARK,
    )
