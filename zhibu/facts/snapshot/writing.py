"""Write a snapshot: the same rows give the same bytes, whatever order they come in."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhibu.facts import schema
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot.manifest import (
    FILE_NAME,
    PACKS,
    FileEntry,
    Manifest,
    PackFiles,
    file_sha256,
    pack_entry,
    table_file,
)

Rows: TypeAlias = pa.Table | pa.RecordBatchReader
"""A whole table in any order, or a stream of batches that already comes in order of id."""

_ROW_GROUP = 1 << 18


def write(
    directory: Path, period: str, tables: Mapping[str, Rows], packs: Sequence[PackFiles] = ()
) -> Manifest:
    """Write all `tables` of the schema and the packs in force into the new `directory`.

    Either the whole snapshot appears or nothing. Raises SnapshotError where the directory exists
    (a closed period is never overwritten), a table or column is missing, or an id occurs twice.
    """

    def fill(partial: Path) -> Manifest:
        files = write_tables(partial, tables)
        for pack in packs:
            files |= _write_pack(partial, pack)
        entries = tuple(pack_entry(pack) for pack in sorted(packs, key=lambda pack: pack.id))
        return Manifest(period, schema.VERSION, files, entries)

    return create(directory, fill)


def create(directory: Path, fill: Callable[[Path], Manifest]) -> Manifest:
    """Let `fill` write into a directory beside `directory`, add the manifest, and move it into place."""
    if directory.exists():
        raise SnapshotError(f"快照目录 {directory} 已存在。已关账的快照不可覆盖，请换一个目录。")
    directory.parent.mkdir(parents=True, exist_ok=True)
    partial = directory.with_name(f".{directory.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        manifest = fill(partial)
        (partial / FILE_NAME).write_text(manifest.to_json(), encoding="utf-8")
        partial.rename(directory)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def write_tables(directory: Path, tables: Mapping[str, Rows]) -> dict[str, FileEntry]:
    """Write every table of the schema into `directory`; gives the manifest's entries."""
    return {table_file(name): _write_table(directory, name, tables) for name in schema.TABLES}


def _write_table(directory: Path, name: str, tables: Mapping[str, Rows]) -> FileEntry:
    if name not in tables:
        raise SnapshotError(f"缺少数据表 {name}。没有记录时请给出空表，不要省略。")
    shape = schema.TABLES[name]
    path = directory / table_file(name)
    text_columns = [column.name for column in shape if pa.types.is_string(column.type)]
    rows, last = 0, None
    with pq.ParquetWriter(
        path,
        shape,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=text_columns,
        store_schema=False,
    ) as writer:
        for group in _row_groups(_in_order(_conform(name, tables[name]))):
            last = _check_increasing(name, group.column("id"), last)
            writer.write_table(group.combine_chunks(), row_group_size=_ROW_GROUP)
            rows += group.num_rows
    return FileEntry(file_sha256(path), rows)


def _conform(name: str, rows: Rows) -> Rows:
    shape = schema.TABLES[name]
    missing = [column.name for column in shape if column.name not in rows.schema.names]
    if missing:
        raise SnapshotError(f"数据表 {name} 缺少列：{'、'.join(missing)}。")
    if isinstance(rows, pa.Table):
        return _fit(name, rows)
    return pa.RecordBatchReader.from_batches(
        shape, (batch for part in rows for batch in _fit(name, pa.Table.from_batches([part])).to_batches())
    )


def _fit(name: str, table: pa.Table) -> pa.Table:
    shape = schema.TABLES[name]
    for column in shape:
        if not column.nullable and table.column(column.name).null_count:
            raise SnapshotError(f"数据表 {name} 的列 {column.name} 有空值，而这一列不允许为空。")
    return table.select(shape.names).cast(shape)


def _in_order(rows: Rows) -> Iterator[pa.Table]:
    if isinstance(rows, pa.Table):
        ids = rows.column("id")
        in_order = len(rows) < 2 or pc.all(pc.less(ids[:-1], ids[1:])).as_py()
        yield rows if in_order else rows.take(pc.sort_indices(rows, [("id", "ascending")]))
    else:
        for batch in rows:
            yield pa.Table.from_batches([batch])


def _row_groups(parts: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Cut into groups of exactly _ROW_GROUP rows, so that bytes do not depend on how the rows arrived."""
    held: list[pa.Table] = []
    count = 0
    for part in parts:
        held.append(part)
        count += part.num_rows
        if count < _ROW_GROUP:
            continue
        whole = pa.concat_tables(held)
        full = count - count % _ROW_GROUP
        for start in range(0, full, _ROW_GROUP):
            yield whole.slice(start, _ROW_GROUP)
        held, count = [whole.slice(full)], count - full
    if count:
        yield pa.concat_tables(held)


def _check_increasing(name: str, ids: pa.ChunkedArray, last: int | None) -> int:
    first = ids[0].as_py()
    repeated = len(ids) > 1 and not pc.all(pc.less(ids[:-1], ids[1:])).as_py()
    if repeated or (last is not None and first <= last):
        raise SnapshotError(
            f"数据表 {name} 的编号有重复，或流式写入时没有按编号排序。同一条记录只能出现一次，请先去重。"
        )
    return ids[-1].as_py()


def _write_pack(directory: Path, pack: PackFiles) -> dict[str, FileEntry]:
    entries = {}
    for inside, content in sorted(pack.files.items()):
        relative = Path(PACKS, pack.id, inside)
        if relative.is_absolute() or ".." in relative.parts:
            raise SnapshotError(f"规则包 {pack.id} 的文件路径 {inside} 越出了包目录。")
        path = directory / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        entries[relative.as_posix()] = FileEntry(file_sha256(path))
    return entries
