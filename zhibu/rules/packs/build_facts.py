"""From checked fields to fact definitions, typed against the tables they count in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, get_args

from zhibu.rules.facts import (
    TABLES,
    By,
    Comparison,
    Condition,
    Fact,
    Measure,
    MeasureName,
    Operand,
    ParameterValue,
    Table,
)
from zhibu.rules.marks import Mark
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import Fields, perhaps
from zhibu.rules.packs.trees import Entries, Items, Scalar, Tree
from zhibu.rules.parameters import Parameter
from zhibu.rules.periods import SIZE_TITLES
from zhibu.rules.values import KIND_TITLES, Kind, kind_of

_COMPARISONS: Final = get_args(Comparison)
_PLAIN: Final = ("count", "exists", "months", "quarters", "full_months", "full_quarters")
_ORDERED: Final = ("at_least", "at_most")


@dataclass
class FactReader:
    """Reads one fact against its table; notes every column, kind and parameter that does not fit."""

    fields: Fields
    parameters: Mapping[str, Parameter]
    issues: Issues

    @property
    def table(self) -> Table:
        """The table that the fact counts in."""
        return TABLES[self.fields["table"]]

    def build(self, id: str) -> Fact | None:
        """The fact, or None where something does not fit."""
        before = len(self.issues)
        fields = self.fields
        measure = self._measure(fields["measure"])
        where = self._conditions(fields.get("where"))
        interval = fields.get("interval")
        for column in [*([fields["date"]] if "date" in fields else []), *(interval or [])]:
            self._column(column, fields.mark, "date")
        by = fields.get("by")
        self._check_subject(fields)
        if len(self.issues) > before or measure is None:
            return None
        return Fact(
            id,
            fields["title"],
            fields["subject"],
            fields["table"],
            measure,
            where,
            fields.get("over", "own"),
            fields.get("window", "period"),
            fields.get("date"),
            (interval[0], interval[1]) if interval else None,
            By(tuple(by.get("posts", ())), by.get("members", False)) if by else None,
            fields.get("unit", ""),
        )

    def _check_subject(self, fields: Fields) -> None:
        if fields["subject"] == "person" and not self.table.has_person:
            self._note(fields.mark, f"表 {fields['table']} 里没有人员，不能按党员计算。")
        if fields["subject"] == "person" and fields.get("over", "own") != "own":
            self._note(fields.mark, "按党员计算时，over 只能是 own。")
        if "by" in fields and not self.table.has_person:
            self._note(fields.mark, f"表 {fields['table']} 里没有人员，不能写 by。")
        if fields.get("window") == "at_end" and not (self.table.interval or fields.get("interval")):
            self._note(fields.mark, f"表 {fields['table']} 的行没有起止日期，不能用 at_end。请改用 period。")

    def _note(self, mark: Mark, message: str) -> None:
        self.issues.add(mark, message)

    def _column(self, name: str, mark: Mark, wanted: Kind | None = None) -> Kind | None:
        kind = self.table.columns.get(name)
        if kind is None:
            self._note(
                mark, f"表 {self.fields['table']} 没有“{name}”这一列。{perhaps(name, self.table.columns)}"
            )
        elif wanted is not None and kind != wanted:
            self._note(mark, f"“{name}”不是{KIND_TITLES[wanted]}，不能这样用。")
            return None
        return kind

    def _measure(self, tree: Tree) -> Measure | None:
        if isinstance(tree, Scalar) and tree.text in _PLAIN:
            name = next(name for name in get_args(MeasureName) if name == tree.text)
            return self._plain_measure(name, tree.mark)
        if isinstance(tree, Entries):
            return self._column_measure(tree)
        self._note(
            tree.mark,
            f"measure 要写成 {'、'.join(_PLAIN)}，"
            "或者 {own_months: 每月至少几次}、{own_quarters: 每季度至少几次}、"
            "{distinct: 列}、{sum: 列}、{earliest: 列}、{latest: 列}、{value_of: 列}。",
        )
        return None

    def _plain_measure(self, name: MeasureName, mark: Mark) -> Measure | None:
        measure = Measure(name)
        if measure.full and (self.fields["table"] != "organisation" or "window" in self.fields):
            self._note(mark, f"{name} 只用于表 organisation，并且不写 window。")
            return None
        return measure

    def _own(self, name: MeasureName, least: Tree) -> Measure | None:
        if (self.fields["table"], self.fields["subject"]) != ("activity", "organisation"):
            self._note(least.mark, f"{name} 只用于表 activity，并且按组织计算。")
            return None
        operand = self._operand("number", least)
        if isinstance(operand, ParameterValue):
            return Measure(name, None, operand)
        if not isinstance(operand, Fraction) or operand.denominator != 1 or operand < 1:
            each = SIZE_TITLES[Measure(name).own or "month"]
            self._note(
                least.mark, f"{name} 后面写每{each}至少几次：一个不小于1的整数，或者 {{parameter: 参数}}。"
            )
            return None
        return Measure(name, None, int(operand))

    def _column_measure(self, tree: Entries) -> Measure | None:
        own: tuple[MeasureName, ...] = ("own_months", "own_quarters")
        for name in own:
            if set(tree.entries) == {name}:
                return self._own(name, tree.entries[name])
        entries = {name: value for name, value in tree.entries.items() if name != "each_at_least"}
        names = [name for name in get_args(MeasureName) if name in entries]
        with_column = ("distinct", "sum", "earliest", "latest", "value_of")
        if len(entries) != 1 or not names or names[0] not in with_column:
            self._note(tree.mark, f"measure 里要恰好有一个：{'、'.join(with_column)}。")
            return None
        column = entries[names[0]]
        wanted: dict[str, Kind] = {"sum": "number", "earliest": "date", "latest": "date"}
        if not isinstance(column, Scalar) or not self._column(column.text, column.mark, wanted.get(names[0])):
            return None
        each = tree.entries.get("each_at_least")
        if each is None:
            return Measure(names[0], column.text)
        if names[0] != "distinct" or not isinstance(each, Scalar) or not each.text.isdecimal():
            self._note(each.mark, "each_at_least 只与 distinct 同用，并且是一个整数。")
            return None
        return Measure("distinct", column.text, int(each.text))

    def _conditions(self, tree: Tree | None) -> tuple[Condition, ...]:
        if tree is None:
            return ()
        if not isinstance(tree, Entries):
            self._note(tree.mark, "where 要写成列名和条件，例如 {kind: party_lecture}。")
            return ()
        found: list[Condition] = []
        for column, written in tree.entries.items():
            kind = self._column(column, written.mark)
            if kind is not None:
                found.extend(self._condition(column, kind, written))
        return tuple(found)

    def _condition(self, column: str, kind: Kind, tree: Tree) -> list[Condition]:
        if isinstance(tree, Items):
            return self._compared(column, kind, "one_of", tree.items)
        if isinstance(tree, Scalar) or (isinstance(tree, Entries) and "parameter" in tree.entries):
            return self._compared(column, kind, "is", (tree,))
        found: list[Condition] = []
        for name, operand in tree.entries.items():
            comparison = next((known for known in _COMPARISONS if known == name), None)
            if comparison is None:
                self._note(operand.mark, f"没有“{name}”这种条件。{perhaps(name, _COMPARISONS)}")
            elif comparison in _ORDERED and kind not in ("number", "date"):
                self._note(operand.mark, f"“{column}”不是数或日期，不能比大小。")
            else:
                operands = operand.items if isinstance(operand, Items) else (operand,)
                found += self._compared(
                    column, "boolean" if comparison == "known" else kind, comparison, operands
                )
        return found

    def _compared(
        self, column: str, kind: Kind, comparison: Comparison, trees: tuple[Tree, ...]
    ) -> list[Condition]:
        operands = [self._operand(kind, tree) for tree in trees]
        whole = tuple(operand for operand in operands if operand is not None)
        return [Condition(column, comparison, whole)] if whole and len(whole) == len(operands) else []

    def _operand(self, kind: Kind, tree: Tree) -> Operand | None:
        if isinstance(tree, Scalar) and tree.value is not None and kind_of(tree.value) == kind:
            return tree.value
        if isinstance(tree, Entries) and set(tree.entries) == {"parameter"}:
            named = tree.entries["parameter"]
            parameter = self.parameters.get(named.text) if isinstance(named, Scalar) else None
            if parameter is not None and parameter.kind == kind:
                return ParameterValue(parameter.id)
        self._note(tree.mark, f"这里要写{KIND_TITLES[kind]}，或者 {{parameter: 一个同类的参数}}。")
        return None
