"""Find whatever differs between a snapshot and its manifest."""

from pathlib import Path

import pyarrow.parquet as pq

from zhibu.facts import schema
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot.manifest import FILE_NAME, Manifest, file_sha256, read_manifest, table_file


def verify(directory: Path) -> list[str]:
    """Problems in plain Chinese, one a line; an empty list means every byte is as it was written."""
    try:
        manifest = read_manifest(directory)
    except SnapshotError as error:
        return [str(error)]
    problems = _version_problems(manifest)
    present = {path.relative_to(directory).as_posix() for path in directory.rglob("*") if not path.is_dir()}
    for path in sorted(present - set(manifest.files) - {FILE_NAME}):
        problems.append(f"多出文件 {path}：清单中没有。")
    for path, entry in sorted(manifest.files.items()):
        if path not in present:
            problems.append(f"缺少文件 {path}。")
        elif file_sha256(directory / path) != entry.sha256:
            problems.append(f"文件 {path} 的内容与清单不符：关账后被改动过。请从备份恢复。")
        elif entry.rows is not None and pq.read_metadata(directory / path).num_rows != entry.rows:
            problems.append(f"文件 {path} 的行数与清单不符。")
    return problems


def _version_problems(manifest: Manifest) -> list[str]:
    known = schema.tables_in(manifest.schema)
    if not known:
        return [f"快照的数据表版本是 {manifest.schema}，本程序只认识版本 1 到 {schema.VERSION}。"]
    missing = [name for name in known if table_file(name) not in manifest.files]
    return [f"清单中没有数据表 {name}。" for name in missing]
