"""From checked fields to score sheets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zhibu.rules.citations import Source
from zhibu.rules.formula.nodes import Operation
from zhibu.rules.model import Indicator
from zhibu.rules.packs.build_basics import find_citation
from zhibu.rules.packs.build_items import ItemReader, bound, read_zero
from zhibu.rules.packs.formulas import Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import BROKEN, Fields, perhaps
from zhibu.rules.periods import SIZE_TITLES, Size
from zhibu.rules.sheets.model import Band, Group, Input, Item, Panel, Sanction, SharedCap, Sheet


def _unfit(indicator: Indicator, period: Size) -> str:
    own, asked = SIZE_TITLES[indicator.period], SIZE_TITLES[period]
    why = (
        f"按{own}判，这张表按{asked}评分"
        if indicator.period != period
        else "是对党员或者对组织判的，与这张表不同"
    )
    return f"指标“{indicator.title}”{why}，不能直接用。请用它所用的事实写条件。"


def build_sheet(
    id: str,
    fields: Fields,
    scope: Scope,
    sources: Mapping[str, Source],
    indicators: Iterable[Indicator],
    issues: Issues,
) -> Sheet | None:
    """A sheet, or None after noting what is wrong."""
    before = len(issues)
    citation = find_citation(fields["clause"], sources, fields.mark, issues)
    if citation is None:
        return None
    inputs = _inputs(fields, issues)
    indicators = tuple(indicators)
    met = {
        indicator.id: Operation(
            "all", (*(line.when for line in indicator.applies), indicator.met), "boolean", indicator.mark
        )
        for indicator in indicators
        if indicator.subject == fields["subject"] and indicator.period == fields["period"]
    }
    scope = replace(
        scope,
        subject=fields["subject"],
        inputs={name: found.kind for name, found in inputs.items()},
        indicators=met,
        unfit={one.id: _unfit(one, fields["period"]) for one in indicators if one.id not in met},
    )
    parts = _Parts(fields, ItemReader(scope, inputs, sources, citation, issues))
    groups, bands = parts.groups(), parts.bands()
    caps, sanctions = parts.caps(groups), parts.sanctions(groups, len(bands))
    least, most = bound(fields, "least", Fraction(0), issues), bound(fields, "most", None, issues)
    items_places, total_places = _places(fields, "items", issues), _places(fields, "total", issues)
    if len(issues) > before:
        return None
    return Sheet(
        id,
        fields["title"],
        fields["subject"],
        tuple(fields.get("kinds", ())),
        tuple(fields.get("categories", ())),
        fields["period"],
        fields.get("start", Fraction(0)),
        inputs,
        groups,
        caps,
        sanctions,
        bands,
        least,
        most,
        items_places,
        total_places,
        citation,
        fields.mark,
    )


def _places(fields: Fields, name: str, issues: Issues) -> int:
    """How many decimal places items or the total are rounded to; 2 where nothing is written."""
    places = fields.get("round", {}).get(name, Fraction(2))
    if places not in range(7):
        issues.add(fields.mark, "round 的小数位数要写成0到6的整数。")
        return 2
    return int(places)


def _inputs(fields: Fields, issues: Issues) -> dict[str, Input]:
    return {
        name: _input(name, written, issues)
        for name, written in fields.get("inputs", {}).items()
        if written is not BROKEN
    }


def _input(id: str, fields: Fields, issues: Issues) -> Input:
    panel, most = None, fields.get("most")
    if "panel" in fields:
        panel = Panel(fields["panel"]["grades"], fields["panel"]["raters"])
        most = max(panel.grades.values(), default=None)
        if sum(panel.raters.values()) != 1:
            issues.add(fields.mark, f"“{fields['title']}”各类评议人的权重合计要等于1。")
    return Input(
        id,
        fields["title"],
        "boolean" if fields.get("yes_no", False) else "number",
        fields.get("least", Fraction(0)),
        most,
        fields.get("evidence", panel is None),
        fields.get("reason", False),
        panel,
    )


@dataclass(frozen=True)
class _Parts:
    """Reads the parts of one sheet."""

    fields: Fields
    reader: ItemReader

    @property
    def issues(self) -> Issues:
        """Where what is wrong is noted."""
        return self.reader.issues

    def groups(self) -> tuple[Group, ...]:
        read = tuple(self._group(group) for group in self.fields["groups"])
        ids = [group.id for group in read] + [item.id for group in read for item in group.items]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            self.issues.add(self.fields.mark, f"名称“{name}”在这张表里用了两次，请改名。")
        return read

    def _group(self, fields: Fields) -> Group:
        items = [self.reader.read(item) for item in fields["items"]]
        return Group(
            fields["id"],
            fields["title"],
            fields.get("counts", "sum"),
            bound(fields, "least", None, self.issues),
            bound(fields, "most", None, self.issues),
            fields.get("weight", Fraction(1)),
            read_zero(fields, self.reader.scope, self.issues),
            tuple(item for item in items if item is not None),
        )

    def bands(self) -> tuple[Band, ...]:
        """From the highest down; the last one has no bound, so that every total has a band."""
        bands = tuple(Band(band["title"], band.get("at_least")) for band in self.fields.get("bands", []))
        bounds = [band.at_least for band in bands]
        if bands and bounds[-1] is not None:
            self.issues.add(self.fields.mark, "最后一个等次不写 at_least，这样任何得分都有等次。")
        known = [number for number in bounds[:-1] if number is not None]
        if len(known) < len(bounds) - 1 or known != sorted(set(known), reverse=True):
            self.issues.add(self.fields.mark, "等次要从高到低写，除最后一个外都写 at_least，并且逐个变小。")
        return bands

    def caps(self, groups: tuple[Group, ...]) -> tuple[SharedCap, ...]:
        items: dict[str, Item] = {item.id: item for group in groups for item in group.items}
        found = []
        highest = [{item.id for item in group.items} for group in groups if group.counts == "highest"]
        for cap in self.fields.get("caps", []):
            for name in cap["items"]:
                if name not in items:
                    self.issues.add(cap.mark, f"没有评分项“{name}”。{perhaps(name, items)}")
            if any(len(one.intersection(cap["items"])) > 1 for one in highest):
                self.issues.add(
                    cap.mark,
                    f"“{cap['title']}”里有几项同在一个只计最高的组，没有计分的一项也会占去上限。"
                    "请把只计最高写成一项（type: formula，用 choose），再给组写 most。",
                )
            found.append(SharedCap(cap["title"], tuple(cap["items"]), cap["most"]))
        return tuple(found)

    def sanctions(self, groups: tuple[Group, ...], bands: int) -> tuple[Sanction, ...]:
        found = []
        names = {group.id for group in groups} | {item.id for group in groups for item in group.items}
        scope = replace(self.reader.scope, points=frozenset(names))
        for written in self.fields.get("sanctions", []):
            when = read_formula(written["when"], "boolean", scope, self.issues)
            steps = bands - 1 if written["bands"] == "lowest" else written["bands"]
            if not isinstance(steps, (int, Fraction)) or steps < 0 or steps != int(steps):
                self.issues.add(written.mark, "bands 要写降几等（整数），或者写 lowest。")
            elif when is not None:
                most = written.get("total_at_most")
                found.append(Sanction(written["id"], written["title"], when, int(steps), most))
        return tuple(found)
