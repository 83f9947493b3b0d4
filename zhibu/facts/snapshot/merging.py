"""Join the snapshots of many nodes into one (a province's), or say why they do not fit together."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from zhibu.facts import schema
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot.manifest import (
    PACKS,
    FileEntry,
    Manifest,
    NodeEntry,
    file_sha256,
    read_manifest,
    table_file,
)
from zhibu.facts.snapshot.nodes import create_views, placed, require_distinct
from zhibu.facts.snapshot.verifying import verify
from zhibu.facts.snapshot.writing import Rows, create, write_tables

_BATCH_ROWS = 1 << 18


def merge(directories: Sequence[Path], out: Path, nodes: Mapping[str, int] | None = None) -> Manifest:
    """Write the union of the snapshots into the new directory `out`.

    Without `nodes` the snapshots are parts of one numbering, as the branches of one site are. With `nodes`, name ->
    number of all that must deliver, every directory is called by its node and its rows are renumbered (see `nodes`).

    Raises SnapshotError where one is damaged, periods, schema or pack versions differ, a node is missing or comes
    twice, an id or a tree path occurs twice, or a row points to something that none of the snapshots holds.
    """
    if not directories:
        raise SnapshotError("没有给出要合并的快照。请至少给出一个快照目录。")
    delivering = placed(directories, nodes) if nodes is not None else []
    if delivering:
        directories = [node.directory for node in delivering]
    manifests = [_sound(directory) for directory in directories]
    _require_alike(directories, manifests)
    entries = tuple(
        NodeEntry(node.number, node.name, manifest.digest)
        for node, manifest in zip(delivering, manifests, strict=False)
    )
    require_distinct(entries)
    with duckdb.connect() as connection:
        if delivering:
            create_views(connection, delivering)
        else:
            _create_views(connection, directories)
        _refuse_duplicates(connection)
        _refuse_gaps(connection)
        tables: dict[str, Rows] = {
            name: connection.cursor().sql(f"SELECT * FROM {name} ORDER BY id").to_arrow_reader(_BATCH_ROWS)
            for name in schema.TABLES
        }

        def fill(partial: Path) -> Manifest:
            files = write_tables(partial, tables) | _copy_packs(directories[0], manifests[0], partial)
            return Manifest(manifests[0].period, schema.VERSION, files, manifests[0].packs, entries)

        return create(out, fill)


def _create_views(connection: duckdb.DuckDBPyConnection, directories: Sequence[Path]) -> None:
    for name in schema.TABLES:
        files = [str(directory / table_file(name)) for directory in directories]
        connection.read_parquet(files).create_view(name)


def _sound(directory: Path) -> Manifest:
    problems = verify(directory)
    if problems:
        raise SnapshotError(f"快照 {directory} 不完好，不能合并：{problems[0]}")
    return read_manifest(directory)


def _require_alike(directories: Sequence[Path], manifests: Sequence[Manifest]) -> None:
    first = manifests[0]
    for directory, manifest in zip(directories, manifests, strict=True):
        if manifest.period != first.period:
            raise SnapshotError(
                f"期间不一致：{directories[0]} 是 {first.period}，{directory} 是 {manifest.period}。"
                "只能合并同一期间的快照。"
            )
        if manifest.schema != schema.VERSION:
            raise SnapshotError(
                f"数据表版本不一致：{directory} 是版本 {manifest.schema}，合并要求版本 {schema.VERSION}。"
                "请该单位升级后重新关账。"
            )
        if manifest.packs != first.packs:
            raise SnapshotError(
                f"规则包版本不一致：{directory} 与 {directories[0]} 所用的规则包不同。"
                "请各单位用同一版规则包重新关账。"
            )


def _refuse_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    keys = [(name, "id") for name in schema.TABLES] + [("organisation", "path")]
    for table, column in keys:
        found = connection.execute(
            f"SELECT {column}, count(*) FROM {table} GROUP BY {column} HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
        ).fetchone()
        if found:
            raise SnapshotError(
                f"数据表 {table} 的 {column} {found[0]} 出现了 {found[1]} 次："
                "同一单位被重复合并，或各节点各自编号。请核对来源；各自编号的请给出节点名单。"
            )


def _refuse_gaps(connection: duckdb.DuckDBPyConnection) -> None:
    for table, column, target in schema.REFERENCES:
        found = connection.execute(
            f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT id FROM {target}) ORDER BY id LIMIT 1"
        ).fetchone()
        if found:
            raise SnapshotError(
                f"数据表 {table} 的记录 {found[0]} 指向 {target} {found[1]}，而各快照中都没有它："
                "有单位的快照没有交齐，请补齐后再合并。"
            )


def _copy_packs(source: Path, manifest: Manifest, partial: Path) -> dict[str, FileEntry]:
    copied = [path for path in manifest.files if path.startswith(f"{PACKS}/")]
    for path in copied:
        (partial / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, partial / path)
    return {path: FileEntry(file_sha256(partial / path)) for path in copied}
