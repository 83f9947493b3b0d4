"""Random trees of organisations with random records, random facts and random formulas over them."""

import hashlib
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from tests.facts.tables import tables
from zhibu.rules.citations import Citation, Clause, Source
from zhibu.rules.facts import TABLES, By, Condition, Fact, Measure, Operand
from zhibu.rules.formula.nodes import Applies, Case, Choice, Constant, FactRef, Node, Operation, PeriodRef
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.marks import Mark
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import Period
from zhibu.rules.values import Kind

PERIOD = Period.parse("2026Q3")
PERSONS = range(101, 107)
DAYS = [
    date(2025, 11, 30),
    date(2026, 1, 1),
    date(2026, 6, 30),
    date(2026, 10, 1),
    *(date(2026, 7, 1) + timedelta(days=offset) for offset in (0, 13, 30, 31, 61, 62, 91)),
]
WORDS: dict[tuple[str, str], list[str]] = {
    ("activity", "kind"): ["theme_day", "party_lecture"],
    ("attendance", "status"): ["present", "absent"],
    ("attendance", "reason"): ["出差", "病假"],
    ("attendance", "activity.kind"): ["theme_day", "party_lecture"],
    ("membership", "status"): ["full", "probationary"],
    ("post", "kind"): ["secretary", "committee_member"],
    ("assignment", "state"): ["assigned", "done"],
    ("finding", "scope"): ["common", "individual"],
    ("finding", "indicator"): ["a", "b"],
    ("organisation", "kind"): ["branch", "group", "committee"],
    ("organisation", "category"): ["organ", "enterprise"],
}
KINDS: tuple[Kind, ...] = ("number", "boolean", "text", "date")
CITATION = Citation(
    Source("rules", "《规则》", "某机关", None, None, {}), Clause("c", "第一条", "应当做", "V")
)
MARK = Mark("test.yaml", 1)

days = st.sampled_from(DAYS)
perhaps_day = st.none() | days


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One committee, branches below it, groups below some of them."""
    rows: list[dict[str, Any]] = [{"id": 1, "kind": "committee", "path": "0001"}]
    for place in range(1, draw(st.integers(1, 3)) + 1):
        branch = {"id": len(rows) + 1, "parent_id": 1, "path": f"0001{place:04}", "kind": "branch"}
        rows.append(branch)
        for below in range(1, draw(st.integers(0, 2)) + 1):
            rows.append(
                {
                    "id": len(rows) + 1,
                    "parent_id": branch["id"],
                    "kind": "group",
                    "path": f"{branch['path']}{below:04}",
                }
            )
    for row in rows:
        row |= {
            "category": draw(st.sampled_from(["organ", "enterprise"])),
            "is_joint": draw(st.booleans()),
            "established_on": draw(days),
            "dissolved_on": draw(st.none() | st.none() | days),
        }
    return rows


@st.composite
def records(draw: st.DrawFn) -> dict[str, pa.Table]:
    """All tables of the schema for one random tree."""
    tree = draw(trees())
    ids = [row["id"] for row in tree]
    groups = {row["id"]: row["parent_id"] for row in tree if row["kind"] == "group"}
    branches = [row["id"] for row in tree if row["kind"] == "branch"]
    anyone, anywhere = st.sampled_from(PERSONS), st.sampled_from(ids)
    activities = draw(
        _rows(
            6,
            organisation_id=anywhere,
            kind=_word("activity", "kind"),
            held_on=days,
            minutes=st.none() | st.integers(0, 200),
        )
    )
    memberships = draw(
        _rows(
            6,
            person_id=anyone,
            organisation_id=st.sampled_from(branches),
            status=_word("membership", "status"),
            since=days,
            until=perhaps_day,
        )
    )
    for row in memberships:
        own = [group for group, branch in groups.items() if branch == row["organisation_id"]]
        row["group_id"] = draw(st.none() | st.sampled_from(own)) if own else None
    attendances = (
        draw(
            _rows(
                8,
                person_id=anyone,
                status=_word("attendance", "status"),
                reason=st.none() | _word("attendance", "reason"),
            )
        )
        if activities
        else []
    )
    for row in attendances:
        activity = draw(st.sampled_from(activities))
        row |= {"activity_id": activity["id"], "organisation_id": activity["organisation_id"]}
    return tables(
        organisation=tree,
        activity=activities,
        membership=memberships,
        attendance=attendances,
        post=draw(
            _rows(
                3,
                person_id=anyone,
                organisation_id=anywhere,
                kind=_word("post", "kind"),
                since=days,
                until=perhaps_day,
            )
        ),
        term=draw(_rows(3, organisation_id=anywhere, elected_on=days, expires_on=days)),
        assignment=draw(
            _rows(
                4,
                task_id=st.integers(1, 3),
                organisation_id=anywhere,
                due_on=perhaps_day,
                state=_word("assignment", "state"),
                done_on=perhaps_day,
            )
        ),
        finding=draw(
            _rows(
                4,
                organisation_id=anywhere,
                scope=_word("finding", "scope"),
                opened_on=days,
                indicator=st.none() | _word("finding", "indicator"),
                closed_on=perhaps_day,
            )
        ),
        declaration=draw(
            _rows(
                3,
                organisation_id=anywhere,
                declared_on=days,
                period=st.sampled_from(
                    ["2026", "2026H1", "2026Q3", "2026-07", "2026-08", "2026-09", "2026Q1"]
                ),
            )
        ),
    )


def _word(table: str, column: str) -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS[table, column])


@st.composite
def _rows(draw: st.DrawFn, most: int, **columns: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
    rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=most))
    return [{"id": number, **row} for number, row in enumerate(rows, 1)]


@st.composite
def conditions(draw: st.DrawFn, table: str) -> Condition:
    column = draw(st.sampled_from(sorted(TABLES[table].columns)))
    kind = TABLES[table].columns[column]
    if draw(st.integers(0, 4)) == 0:
        return Condition(column, "known", (draw(st.booleans()),))
    operand: st.SearchStrategy[Operand] = {
        "number": st.sampled_from([Fraction(1), Fraction(2), Fraction(5, 2), Fraction(60)]),
        "boolean": st.booleans(),
        "date": days,
        "text": st.sampled_from(WORDS.get((table, column), ["x"])),
    }[kind]
    comparisons = ["is", "is_not", "one_of", *(["at_least", "at_most"] if kind in ("number", "date") else [])]
    comparison = draw(st.sampled_from(comparisons))
    most = 2 if comparison == "one_of" else 1
    return Condition(column, comparison, tuple(draw(st.lists(operand, min_size=1, max_size=most))))


@st.composite
def facts(draw: st.DrawFn, id_: str) -> Fact:
    """Any fact about organisations that the grammar allows."""
    table = draw(st.sampled_from(sorted(TABLES)))
    shape = TABLES[table]
    name = draw(
        st.sampled_from(
            [
                "count",
                "exists",
                "distinct",
                "months",
                "quarters",
                "sum",
                "earliest",
                "latest",
                "value_of",
                *(["full_months"] if table == "organisation" else []),
            ]
        )
    )
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
        "organisation",
        table,
        Measure(
            name,
            draw(st.sampled_from(columns)) if columns else None,
            draw(st.none() | st.just(2)) if name == "distinct" else None,
        ),
        tuple(draw(st.lists(conditions(table), max_size=2))),
        draw(st.sampled_from(["own", "with_groups", "subtree"])),
        "period" if name == "full_months" else draw(st.sampled_from(windows)),
        by=By(tuple(draw(st.lists(_word("post", "kind"), max_size=1))), draw(st.booleans()))
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
        part = "months" if kind == "number" else draw(st.sampled_from(["start", "end"]))
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
    return Pack("random", "随机", "1", digest, (), {}, {}, {}, by_id, {}, {}, indicators, {})


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
