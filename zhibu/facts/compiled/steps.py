"""Formulas in steps: every part of a formula is worked out once, in a column of its own, from the columns of its parts.

Operators name their arguments more than once, so a formula written out in one piece grows with every level it is
deep. In steps the query grows as the formula does.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from zhibu.facts.compiled.formulas import Column, Scope, as_shown, columns_of, compiled, is_settled
from zhibu.facts.compiled.numbers import Number
from zhibu.facts.compiled.sql import Dialect, sql_of
from zhibu.rules.formula.evaluate import Context
from zhibu.rules.formula.nodes import FactRef, GivenRef, Named, Node, children


class _Kept(NamedTuple):
    """Where a part that was worked out is. Of a number also its bottom: a column, or what it is for all subjects."""

    name: str
    bottom: int | str | None

    @property
    def names(self) -> list[str]:
        """The columns that it is in."""
        return [self.name, *([self.bottom] if isinstance(self.bottom, str) else [])]

    def of(self, table: ir.Table) -> Column:
        """Itself as a column of a table that has its columns."""
        if self.bottom is None:
            return table[self.name]
        bottom = table[self.bottom] if isinstance(self.bottom, str) else self.bottom
        return Number(table[self.name], bottom)


class Steps:
    """Queries one over the other, the first of which has a row per subject; each passes on all columns below it."""

    def __init__(self, start: ir.Table, settled: Context, dialect: Dialect) -> None:
        self._settled, self._dialect = settled, dialect
        self._types: dict[str, dt.DataType] = dict(start.schema().items())
        self._done = [sql_of(start, dialect)]
        self._kept: dict[int, _Kept] = {}
        """By the identity of the node: to compare two formulas takes as long as they are deep."""

    def work_out(self, nodes: Iterable[Node]) -> None:
        """Adds the steps that the formulas still need."""
        for level in self._levels(nodes):
            self._add(level)

    def finished(self, shown: Mapping[str, Node]) -> str:
        """The whole as one query: `subject`, and each formula under its name, of a number also its `... bottom`."""
        self.work_out(shown.values())
        table, scope = self._over(shown.values(), "subject")
        columns: dict[str, ir.Value] = {}
        for name, node in shown.items():
            columns |= as_shown(name, compiled(node, scope))
        answer = sql_of(table.select("subject", **columns), self._dialect)
        return f"WITH {', '.join(f'{_step(n)} AS ({sql})' for n, sql in enumerate(self._done))} {answer}"

    def _levels(self, nodes: Iterable[Node]) -> list[list[Node]]:
        """The parts not yet worked out: of each level all arguments are in the levels before it, or below all."""
        levels: list[list[Node]] = []
        heights: dict[int, int] = {}

        def height(node: Node) -> int:
            node = _bare(node)
            if id(node) in self._kept or isinstance(node, FactRef | GivenRef) or is_settled(node):
                return 0
            if id(node) not in heights:
                below = max(map(height, children(node)))
                if below == len(levels):
                    levels.append([])
                levels[below].append(node)
                heights[id(node)] = below + 1
            return heights[id(node)]

        for node in nodes:
            height(node)
        return levels

    def _add(self, level: Sequence[Node]) -> None:
        table, scope = self._over([argument for node in level for argument in children(node)])
        columns: dict[str, ir.Value] = {}
        for node in level:
            kept, own = _as_columns(f"part {len(self._kept)}", compiled(node, scope))
            self._kept[id(node)] = kept
            columns |= own
        self._types |= {name: column.type() for name, column in columns.items()}
        written = sql_of(table.select(**columns), self._dialect)
        self._done.append("SELECT *," + written.removeprefix("SELECT"))

    def _over(self, arguments: Iterable[Node], *others: str) -> tuple[ir.Table, Scope]:
        """The last step as a table with the columns that the arguments are in, and the scope to compile over it."""
        kept, names = {}, set(others)
        for argument in map(_bare, arguments):
            if id(argument) in self._kept:
                kept[id(argument)] = self._kept[id(argument)]
                names |= set(kept[id(argument)].names)
            else:
                names |= columns_of(argument)
        table = ibis.table(
            {name: self._types[name] for name in sorted(names)}, name=_step(len(self._done) - 1)
        )
        return table, Scope(table, self._settled, {key: one.of(table) for key, one in kept.items()})


def _bare(node: Node) -> Node:
    return _bare(node.node) if isinstance(node, Named) else node


def _as_columns(name: str, column: Column) -> tuple[_Kept, dict[str, ir.Value]]:
    if not isinstance(column, Number):
        return _Kept(name, None), {name: column}
    if isinstance(column.bottom, int):
        return _Kept(name, column.bottom), {name: column.top}
    bottom = f"{name} bottom"
    return _Kept(name, bottom), {name: column.top, bottom: column.bottom}


def _step(number: int) -> str:
    return f"step_{number}"
