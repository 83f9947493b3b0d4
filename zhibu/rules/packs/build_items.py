"""Spells out the item types of a score sheet as formulas, so that one evaluator and one trace serve them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from zhibu.rules.citations import Citation, Source
from zhibu.rules.formula.nodes import Applies, Case, Choice, GivenRef, Node
from zhibu.rules.formula.writing import added, choose, number, operation, times, within
from zhibu.rules.packs.build_basics import find_citation
from zhibu.rules.packs.build_conditions import read_applies
from zhibu.rules.packs.formulas import Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import Fields, perhaps
from zhibu.rules.packs.trees import Tree
from zhibu.rules.sheets.model import Input, Item, Note
from zhibu.rules.values import Kind

_ZERO: Final = Fraction(0)


def bound(fields: Fields, name: str, default: Fraction | None, issues: Issues) -> Fraction | None:
    """A bound as written: a number, `none` for no bound, or the default where nothing is written."""
    written = fields.get(name, default)
    if written is None or isinstance(written, Fraction):
        return written
    if written != "none":
        issues.add(fields.mark, f"{name} 要写一个数，或者写 none 表示不设限。")
    return None


def read_zero(fields: Fields, scope: Scope, issues: Issues) -> Applies | None:
    """The condition under which an item or group counts nothing, with its reason."""
    written = fields.get("zero_when")
    if written is None:
        return None
    when = read_formula(written["when"], "boolean", scope, issues)
    return Applies(when, written["because"]) if when is not None else None


@dataclass(frozen=True)
class ItemReader:
    """Reads items of one sheet; an item without a clause of its own rests on the sheet's (`default`)."""

    scope: Scope
    inputs: Mapping[str, Input]
    sources: Mapping[str, Source]
    default: Citation
    issues: Issues

    def read(self, fields: Fields) -> Item | None:
        """The item, or None after noting what is wrong."""
        points = self._points(fields)
        applies = read_applies(fields.get("applies", []), self.scope, self.issues, fields)
        zero_when = read_zero(fields, self.scope, self.issues)
        notes = [self._note(note) for note in fields.get("notes", [])]
        least, most = self._bounds(fields)
        citation: Citation | None = self.default
        if "clause" in fields:
            citation = find_citation(fields["clause"], self.sources, fields.mark, self.issues)
        if points is None or applies is None or citation is None or None in notes:
            return None
        return Item(
            fields["id"],
            fields["title"],
            fields["type"],
            fields.get("requirement", ""),
            applies,
            fields.get("if_not_applicable", "full"),
            points,
            least,
            most,
            fields.get("weight", Fraction(1)),
            zero_when,
            tuple(note for note in notes if note is not None),
            citation,
            fields.mark,
        )

    def _note(self, fields: Fields) -> Note | None:
        when = read_formula(fields["when"], "boolean", self.scope, self.issues)
        points = read_formula(fields["points"], "number", self.scope, self.issues)
        return Note(when, points, fields["text"]) if when is not None and points is not None else None

    def _bounds(self, fields: Fields) -> tuple[Fraction | None, Fraction | None]:
        """What is written, else what the type says: never below 0, never above its full points."""
        full = fields.get("points")
        most: Fraction | None = full if isinstance(full, Fraction) else None
        if fields["type"] == "thresholds":
            most = max(step["points"] for step in fields["steps"])
        if fields["type"] in ("manual", "panel") and fields["given"] in self.inputs:
            most = self.inputs[fields["given"]].most
        least = None if fields["type"] == "per_occurrence" else _ZERO
        return bound(fields, "least", least, self.issues), bound(fields, "most", most, self.issues)

    def _points(self, fields: Fields) -> Node | None:
        match fields["type"]:
            case "base":
                when = self._formula(fields["when"], "boolean")
                return when and choose(when, number(fields["points"]), number(0))
            case "constraint":
                lines = self._lines(fields)
                return lines and operation("subtract", number(fields["points"]), lines)
            case "incentive" | "per_occurrence":
                return self._lines(fields)
            case "ratio":
                ratio = self._formula(fields["ratio"], "number")
                return ratio and operation("multiply", number(fields["points"]), ratio)
            case "thresholds":
                return self._thresholds(fields)
            case "manual" | "panel":
                return self._given(fields)
            case _:
                return self._formula(fields["points"], "number")

    def _formula(self, tree: Tree, kind: Kind) -> Node | None:
        return read_formula(tree, kind, self.scope, self.issues)

    def _lines(self, fields: Fields) -> Node | None:
        nodes = [self._line(line) for line in fields["lines"]]
        whole = [node for node in nodes if node is not None]
        return added(whole) if len(whole) == len(nodes) else None

    def _line(self, fields: Fields) -> Node | None:
        """each x how often beyond the free ones, up to the line's own most."""
        count = self._formula(fields["count"], "number")
        if count is None:
            return None
        beyond = operation("subtract", count, number(fields["free"])) if "free" in fields else count
        points = times(within(beyond, _ZERO, None), fields["each"])
        return within(points, None, fields.get("most"))

    def _thresholds(self, fields: Fields) -> Node | None:
        """Only the highest step reached counts, whatever the order they are written in."""
        value = self._formula(fields["value"], "number")
        if value is None:
            return None
        steps = sorted(fields["steps"], key=lambda step: step["at_least"], reverse=True)
        cases = tuple(
            Case(operation("at_least", value, number(step["at_least"])), number(step["points"]))
            for step in steps
        )
        return Choice(cases, number(0), "number", fields.mark)

    def _given(self, fields: Fields) -> Node | None:
        given = self.inputs.get(fields["given"])
        if given is None:
            hint = perhaps(fields["given"], self.inputs)
            self.issues.add(fields.mark, f"inputs 里没有“{fields['given']}”。{hint}")
            return None
        if (fields["type"] == "panel") != (given.panel is not None):
            self.issues.add(fields.mark, "panel 用评议方式的填报内容（写有 panel），manual 用不写 panel 的。")
            return None
        if given.kind != "number":
            self.issues.add(
                fields.mark, f"“{given.title}”是是否题，不能直接当分数。请用 base 和 when: {{given: …}}。"
            )
            return None
        return GivenRef(given.id, "number", fields.mark)
