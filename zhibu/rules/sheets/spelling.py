"""Spells out a whole sheet as formulas: each item's points, each group's, the total, the band.

This is the only definition of how a sheet adds up. The reference evaluator gives its trace, an engine may
compile it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhibu.rules.formula.nodes import Applies, Case, Choice, GivenRef, Named, Node, Operation
from zhibu.rules.formula.writing import added, choose, number, operation, text, times, within
from zhibu.rules.sheets.model import Band, Group, Item, Sanction, SharedCap, Sheet

Lines = dict[str, Node]


@dataclass(frozen=True)
class Spelling:
    """A sheet as formulas: the points of each item and each group by its id, the total, the band (None: it has none).

    Each is made of the ones before it, by their names.
    """

    items: Mapping[str, Node]
    groups: Mapping[str, Node]
    total: Node
    band: Node | None


def spelt(sheet: Sheet) -> Spelling:
    """The sheet spelt out; facts, parameters and what people state stay references."""
    items = {item.id: _item(item, sheet.round_items) for group in sheet.groups for item in group.items}
    for cap in sheet.caps:
        _share(cap, items)
    named = {item.id: _named(item, items[item.id]) for group in sheet.groups for item in group.items}
    groups: Lines = {group.id: _group(group, named, sheet.round_items) for group in sheet.groups}
    sanctions = [replace(one, when=_with_points(one.when, {**named, **groups})) for one in sheet.sanctions]
    total: Node = within(added([number(sheet.start), *groups.values()]), sheet.least, sheet.most)
    for sanction in sanctions:
        if sanction.total_at_most is not None:
            capped = operation("least", total, number(sanction.total_at_most))
            total = choose(sanction.when, capped, total, sanction.title)
    total = operation("round", total, number(sheet.round_total))
    total = Named(sheet.id, sheet.title, total, "number", sheet.citation)
    band = _band(sheet.bands, total, sanctions) if sheet.bands else None
    return Spelling(named, groups, total, band)


def _item(item: Item, places: int) -> Node:
    """Notes first, then bounds, weight and rounding, then zeroing; where it does not apply, what the sheet says."""
    points = item.points
    for note in item.notes:
        points = choose(note.when, note.points, points, note.text)
    points = times(within(points, item.least, item.most), item.weight)
    points = _zeroed(operation("round", points, number(places)), item.zero_when)
    if not item.applies:
        return points
    full = item.most is not None and item.if_not_applicable == "full"
    excused = number((item.most or Fraction(0)) * item.weight if full else 0)
    return choose(_applies(item), points, excused)


def _applies(item: Item) -> Node:
    return operation("all", *(condition.when for condition in item.applies))


def _zeroed(points: Node, zero_when: Applies | None) -> Node:
    if zero_when is None:
        return points
    return choose(zero_when.when, number(0), points, zero_when.otherwise)


def _named(item: Item, points: Node) -> Node:
    return Named(item.id, item.title, points, "number", item.citation)


def _share(cap: SharedCap, items: Lines) -> None:
    """Each item counts by how much it moves the capped sum of the items up to it: what is above is the later one's."""
    before: list[Node] = []
    alone = {name: items[name] for name in cap.items}
    for name in cap.items:
        upto = operation("least", added([*before, alone[name]]), number(cap.most))
        if before:
            items[name] = operation("subtract", upto, operation("least", added(before), number(cap.most)))
        else:
            items[name] = upto
        before.append(alone[name])


def _group(group: Group, items: Mapping[str, Node], places: int) -> Node:
    points = _counted(group, [items[item.id] for item in group.items])
    scale = _scale(group)
    if scale is not None:
        points = operation("multiply", points, scale)
    points = times(within(points, group.least, group.most), group.weight)
    if scale is not None:
        points = operation("round", points, number(places))
    return Named(group.id, group.title, _zeroed(points, group.zero_when), "number")


def _counted(group: Group, points: Sequence[Node]) -> Node:
    if group.counts == "sum":
        return added(points)
    return points[0] if len(points) == 1 else operation("greatest", *points)


def _scale(group: Group) -> Node | None:
    """Whole / rest, by which the other items make up for those that do not apply; None where all always apply.

    A group that is scaled is rounded as items are: what is added up is what the sheet shows.
    """
    optional = [item for item in group.items if item.applies and item.if_not_applicable == "scaled"]
    if not optional or group.counts != "sum":
        return None
    whole = sum((_full(item) for item in group.items), Fraction(0))
    fixed = whole - sum((_full(item) for item in optional), Fraction(0))
    rest = added(
        [number(fixed), *(choose(_applies(item), number(_full(item)), number(0)) for item in optional)]
    )
    scale = operation("divide", number(whole), rest)
    return choose(operation("equals", rest, number(0)), number(1), scale)


def _full(item: Item) -> Fraction:
    return Fraction(0) if item.most is None else item.most * item.weight


def _with_points(node: Node, lines: Mapping[str, Node]) -> Node:
    """The condition with the points of items and groups that it asks for spelt out."""
    if isinstance(node, GivenRef) and node.input.startswith("points/"):
        return lines[node.input.removeprefix("points/")]
    if isinstance(node, Operation):
        return replace(node, arguments=tuple(_with_points(argument, lines) for argument in node.arguments))
    if isinstance(node, Choice):
        cases = tuple(
            Case(_with_points(case.when, lines), _with_points(case.then, lines), case.note)
            for case in node.cases
        )
        return replace(node, cases=cases, otherwise=_with_points(node.otherwise, lines))
    return node


def _band(bands: Sequence[Band], total: Node, sanctions: Sequence[Sanction]) -> Node:
    """The band reached, then as many steps down as the sanctions say, at most to the last."""
    last = len(bands) - 1
    bounded = [(index, band.at_least) for index, band in enumerate(bands) if band.at_least is not None]
    reached: Node = number(last)
    for index, bound in reversed(bounded):
        reached = choose(operation("at_least", total, number(bound)), number(index), reached)
    drops = [
        choose(sanction.when, number(sanction.bands), number(0), sanction.title) for sanction in sanctions
    ]
    step = operation("least", added([reached, *drops]), number(last))
    titles: Node = text(bands[-1].title)
    for index in reversed(range(last)):
        titles = choose(operation("equals", step, number(index)), text(bands[index].title), titles)
    return titles
