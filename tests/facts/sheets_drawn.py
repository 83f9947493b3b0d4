"""Random score sheets over random facts: every way in which a sheet adds up, by the model and not by its YAML."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from tests.facts.strategies import CITATION, MARK, facts, formulas, pack_of
from zhibu.rules.facts import Fact
from zhibu.rules.formula.nodes import Applies, GivenRef, Node, Operation
from zhibu.rules.formula.writing import number
from zhibu.rules.model import Pack
from zhibu.rules.sheets.model import Band, Group, Input, Item, Note, Sanction, SharedCap, Sheet

INPUTS = {
    "mark": Input("mark", "评分", "number", Fraction(0), Fraction(5), False, False, None),
    "fault": Input("fault", "有无责任事故", "boolean", None, None, False, False, None),
}
bounds = st.none() | st.integers(0, 12).map(Fraction)
weights = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3, 10)])


@st.composite
def packs_with_a_sheet(draw: st.DrawFn) -> Pack:
    """A pack of random facts and one sheet of two or three groups."""
    known = [draw(facts(f"f{number}")) for number in range(5)]
    groups = tuple(draw(_groups(f"g{place}", known)) for place in range(draw(st.integers(2, 3))))
    ids = [item.id for group in groups for item in group.items]
    shared = tuple(dict.fromkeys(draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3))))
    sheet = Sheet(
        id="sheet",
        title="评分表",
        subject="organisation",
        kinds=draw(st.sampled_from([(), ("branch",)])),
        categories=(),
        period="quarter",
        start=Fraction(draw(st.integers(0, 60))),
        inputs=INPUTS,
        groups=groups,
        caps=(SharedCap("合计上限", shared, Fraction(draw(st.integers(1, 12)))),) if len(shared) > 1 else (),
        sanctions=tuple(
            draw(_sanctions(f"s{place}", known, groups)) for place in range(draw(st.integers(0, 2)))
        ),
        bands=(Band("好", Fraction(20)), Band("较好", Fraction(10)), Band("一般", None)),
        least=Fraction(0),
        most=draw(st.sampled_from([None, Fraction(100)])),
        round_items=draw(st.integers(0, 2)),
        round_total=draw(st.integers(0, 2)),
        citation=CITATION,
        mark=MARK,
    )
    pack = pack_of(known, {})
    return replace(pack, hash=f"{pack.hash} {sheet}", sheets={sheet.id: sheet})


@st.composite
def _groups(draw: st.DrawFn, id_: str, known: list[Fact]) -> Group:
    items = tuple(draw(_items(f"{id_}i{place}", known)) for place in range(draw(st.integers(1, 3))))
    zero = draw(st.none() | formulas("boolean", known, 1))
    return Group(
        id_,
        "组",
        draw(st.sampled_from(["sum", "highest"])),
        None,
        draw(bounds),
        draw(weights),
        None if zero is None else Applies(zero, "清零"),
        items,
    )


@st.composite
def _items(draw: st.DrawFn, id_: str, known: list[Fact]) -> Item:
    least = draw(bounds)
    most = draw(bounds)
    if least is not None and most is not None:
        least, most = min(least, most), max(least, most)
    zero = draw(st.none() | formulas("boolean", known, 1))
    when = draw(st.lists(formulas("boolean", known, 1), max_size=2))
    notes = draw(st.lists(st.tuples(formulas("boolean", known, 1), _points(known)), max_size=1))
    return Item(
        id_,
        "项",
        draw(st.sampled_from(["base", "constraint", "incentive", "formula"])),
        "",
        tuple(Applies(one, "不适用") for one in when),
        draw(st.sampled_from(["full", "zero", "scaled"])),
        draw(_points(known)),
        least,
        most,
        draw(weights),
        None if zero is None else Applies(zero, "清零"),
        tuple(Note(when, points, "备注") for when, points in notes),
        CITATION,
        MARK,
    )


def _points(known: list[Fact]) -> st.SearchStrategy[Node]:
    return st.one_of(formulas("number", known, 2), st.just(GivenRef("mark", "number")))


@st.composite
def _sanctions(draw: st.DrawFn, id_: str, known: list[Fact], groups: tuple[Group, ...]) -> Sanction:
    """By what people state, by the points of a part of the sheet, or by any formula."""
    parts = [part for group in groups for part in (group.id, *(item.id for item in group.items))]
    part = draw(st.sampled_from(parts))
    low = Operation("less_than", (GivenRef(f"points/{part}", "number"), number(3)), "boolean")
    when = draw(st.one_of(st.just(GivenRef("fault", "boolean")), st.just(low), formulas("boolean", known, 1)))
    return Sanction(id_, "降等", when, draw(st.integers(1, 2)), draw(bounds))
