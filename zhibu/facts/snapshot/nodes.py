"""The nodes of a merged snapshot: each numbers its rows by itself, so every number is moved to its node's own range.

A row's number is `node << BITS | number at the node`. It stays the same from quarter to quarter, because a node keeps
its place in the list of nodes, and it leads back to the node without a table of its own. A person whom two nodes know
is two persons. The tree of a node hangs below a step of its own, so that paths do not meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from zhibu.facts import schema
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot.manifest import Manifest, NodeEntry, table_file

BITS = 40
_MOST = 1 << (63 - BITS)
_RETIRED = "-"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEP = 4


@dataclass(frozen=True)
class Node:
    """One that delivers a snapshot: its place in the list, from 1, and its directory."""

    number: int
    name: str
    directory: Path

    @property
    def step(self) -> str:
        """The first step of the paths of its tree."""
        digits, rest = "", self.number
        for _ in range(_STEP):
            rest, digit = divmod(rest, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        return digits


def read_nodes(path: Path) -> dict[str, int]:
    """Name -> number of the nodes that must deliver, from a list with one name a line.

    A line is never taken out: that of a node that is no more begins with `-`, and its number stays taken. Raises
    SnapshotError where the list cannot be read or names a node twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"节点名单 {path} 读不出来：请给出 UTF-8 文本，每行一个节点。") from error
    nodes: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        name = line.strip()
        if not name:
            raise SnapshotError(f"节点名单第 {number} 行是空行，行号就是节点的编号，请不要留空行。")
        if name in nodes:
            raise SnapshotError(
                f"节点名单中 {name} 出现了两次（第 {nodes[name]}、{number} 行）。请删去重复的。"
            )
        if not name.startswith(_RETIRED):
            nodes[name] = number
    if len(lines) >= _MOST:
        raise SnapshotError(f"节点名单有 {len(lines)} 行，最多 {_MOST - 1} 行。")
    return nodes


def placed(directories: Sequence[Path], expected: Mapping[str, int]) -> list[Node]:
    """The nodes whose snapshots lie in `directories`, each called by its node, in order of their numbers.

    Raises SnapshotError where a directory is no expected node's, a node comes twice or is missing.
    """
    found: dict[str, Node] = {}
    for directory in directories:
        name = directory.resolve().name
        if name not in expected:
            raise SnapshotError(f"{directory} 不在节点名单里。目录名要与名单中的节点名相同，请核对。")
        if name in found:
            raise SnapshotError(
                f"节点 {name} 的快照给出了两次：{found[name].directory}、{directory}。请只留一份。"
            )
        found[name] = Node(expected[name], name, directory)
    if missing := [name for name in expected if name not in found]:
        shown = "、".join(missing[:5]) + ("等" if len(missing) > 5 else "")
        raise SnapshotError(
            f"还缺 {len(missing)} 个节点的快照：{shown}。请补齐后再合并，或在名单中把它注销。"
        )
    return sorted(found.values(), key=lambda node: node.number)


def require_distinct(entries: Sequence[NodeEntry]) -> None:
    """Raises SnapshotError where two nodes deliver one and the same snapshot."""
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.digest in seen:
            raise SnapshotError(f"节点 {seen[entry.digest]} 和 {entry.name} 交来的是同一份快照。请核对来源。")
        seen[entry.digest] = entry.name


def create_views(connection: duckdb.DuckDBPyConnection, nodes: Sequence[Node]) -> None:
    """All tables as views over all nodes, renumbered. Raises SnapshotError for a number that is too large."""
    for name, shape in schema.TABLES.items():
        rows = [(str(node.directory / table_file(name)), node.number << BITS, node.step) for node in nodes]
        connection.execute(f"CREATE TABLE {name}_node (source VARCHAR, base BIGINT, step VARCHAR)")
        connection.executemany(f"INSERT INTO {name}_node VALUES (?, ?, ?)", rows)
        numbers = [column for column in shape.names if column == "id" or column.endswith("_id")]
        moved = [f"{column} + base AS {column}" for column in numbers]
        moved += ["step || path AS path"] if "path" in shape.names else []
        files = ", ".join("'" + path.replace("'", "''") + "'" for path, _, _ in rows)
        connection.execute(
            f"CREATE VIEW {name} AS SELECT {', '.join(shape.names)} FROM"
            f" (SELECT * REPLACE ({', '.join(moved)}) FROM read_parquet([{files}], filename = 'source')"
            f" JOIN {name}_node USING (source))"
        )
        _require_in_range(connection, name, files, numbers)


def _require_in_range(
    connection: duckdb.DuckDBPyConnection, name: str, files: str, numbers: list[str]
) -> None:
    ends = ", ".join(f"min({column}), max({column})" for column in numbers)
    found = connection.execute(f"SELECT {ends} FROM read_parquet([{files}])").fetchone() or ()
    outside = [one for one in found if one is not None and not 0 <= one < 1 << BITS]
    if outside:
        raise SnapshotError(
            f"数据表 {name} 的编号 {outside[0]} 超出范围，不能合并：节点内编号要在 0 到 2^{BITS} 之间。"
        )


def origin(manifest: Manifest, number: int) -> tuple[str, int]:
    """(node, number at the node) of a row of a merged snapshot. Raises SnapshotError where it holds no such node."""
    for node in manifest.nodes:
        if node.number == number >> BITS:
            return node.name, number & ((1 << BITS) - 1)
    raise SnapshotError(f"编号 {number} 不属于这份快照的任何节点。请核对编号和快照。")
