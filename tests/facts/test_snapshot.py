"""A snapshot is the same bytes for the same rows, and shows whatever was changed since."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.facts.tables import tables
from zhibu.facts import schema, snapshot
from zhibu.facts.errors import SnapshotError

PACK = snapshot.PackFiles("branch-life", "1.0.0", {"pack.yaml": b"id: a\n", "duties/a.yaml": b"a: 1\n"})


def some_tables() -> dict[str, pa.Table]:
    return tables(
        organisation=[{"id": number} for number in range(1, 6)],
        activity=[
            {"id": number, "organisation_id": 1 + number % 5, "held_on": date(2026, 7, 1 + number % 28)}
            for number in range(1, 40)
        ],
        attendance=[
            {"id": number, "activity_id": 1 + number % 39, "person_id": number, "organisation_id": 1}
            for number in range(1, 80)
        ],
    )


def contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def reversed_rows(table: pa.Table) -> pa.Table:
    return table.take(pa.array(range(len(table) - 1, -1, -1), pa.int64()))


def test_the_same_rows_in_any_order_give_identical_bytes(tmp_path: Path) -> None:
    first = snapshot.write(tmp_path / "a", "2026Q3", some_tables(), [PACK])
    shuffled = {name: reversed_rows(table) for name, table in some_tables().items()}
    second = snapshot.write(tmp_path / "b", "2026Q3", shuffled, [PACK])
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert first.digest == second.digest


def test_a_stream_of_batches_gives_the_bytes_of_the_whole_table(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", some_tables())
    streams = {
        name: pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=7))
        for name, table in some_tables().items()
    }
    snapshot.write(tmp_path / "b", "2026Q3", streams)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_closed_period_is_never_overwritten(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", some_tables())
    with pytest.raises(SnapshotError, match="已存在"):
        snapshot.write(tmp_path / "a", "2026Q3", some_tables())


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = some_tables() | {"term": some_tables()["term"].drop_columns(["expires_on"])}
    with pytest.raises(SnapshotError, match="expires_on"):
        snapshot.write(tmp_path / "a", "2026Q3", broken)
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    doubled = some_tables()
    doubled["activity"] = pa.concat_tables([doubled["activity"], doubled["activity"].slice(0, 1)])
    with pytest.raises(SnapshotError, match="重复"):
        snapshot.write(tmp_path / "a", "2026Q3", doubled)


def test_an_empty_value_where_none_is_allowed_is_refused(tmp_path: Path) -> None:
    holed = some_tables()
    column = holed["activity"].schema.get_field_index("held_on")
    holed["activity"] = holed["activity"].set_column(column, "held_on", pa.nulls(39, pa.date32()))
    with pytest.raises(SnapshotError, match="held_on 有空值"):
        snapshot.write(tmp_path / "a", "2026Q3", holed)


def test_a_sound_snapshot_has_no_problems_and_counts_its_rows(tmp_path: Path) -> None:
    manifest = snapshot.write(tmp_path / "a", "2026Q3", some_tables(), [PACK])
    assert snapshot.verify(tmp_path / "a") == []
    assert snapshot.read_manifest(tmp_path / "a") == manifest
    assert manifest.rows("activity") == 39
    assert [(pack.id, pack.version) for pack in manifest.packs] == [("branch-life", "1.0.0")]


@pytest.mark.parametrize("name", ["activity.parquet", "packs/branch-life/pack.yaml", "manifest.json"])
def test_any_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", some_tables(), [PACK])
    path = tmp_path / "a" / name
    content = bytearray(path.read_bytes())
    for position in range(0, len(content), max(1, len(content) // 50)):
        changed = content.copy()
        changed[position] ^= 1
        path.write_bytes(changed)
        assert snapshot.verify(tmp_path / "a"), f"byte {position} of {name}"


def test_missing_and_extra_files_are_named(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", some_tables(), [PACK])
    (tmp_path / "a" / "post.parquet").unlink()
    (tmp_path / "a" / "笔记.txt").write_text("x")
    problems = " ".join(snapshot.verify(tmp_path / "a"))
    assert "缺少文件 post.parquet" in problems
    assert "多出文件 笔记.txt" in problems


def test_one_record_less_gives_another_digest_than_the_published_one(tmp_path: Path) -> None:
    published = snapshot.write(tmp_path / "a", "2026Q3", some_tables()).digest
    stated = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert stated["digest"] == published
    fewer = some_tables() | {"activity": some_tables()["activity"].slice(1)}
    assert snapshot.write(tmp_path / "b", "2026Q3", fewer).digest != published


def test_no_table_has_a_column_for_names_or_numbers_of_persons() -> None:
    columns = {column for shape in schema.TABLES.values() for column in shape.names}
    assert {column for column in columns if "person" in column} == {"person_id"}
    assert [name for name, shape in schema.TABLES.items() if "name" in shape.names] == ["organisation"]


def part(source: dict[str, pa.Table], organisations: list[int]) -> dict[str, pa.Table]:
    """The rows of some organisations, as one node would deliver them."""
    wanted = pa.array(organisations, pa.int64())
    key = {"organisation": "id"}
    return {
        name: table.filter(pc.is_in(table[key.get(name, "organisation_id")], wanted))
        for name, table in source.items()
    }


def province() -> dict[str, pa.Table]:
    return tables(
        organisation=[
            {"id": 1, "kind": "committee", "path": "0001"},
            *({"id": number, "parent_id": 1, "path": f"0001{number:04}"} for number in range(2, 8)),
        ],
        activity=[
            {"id": number, "organisation_id": 2 + number % 6, "held_on": date(2026, 8, 1)}
            for number in range(1, 60)
        ],
    )


def test_merging_the_parts_gives_the_bytes_of_the_whole(tmp_path: Path) -> None:
    whole = snapshot.write(tmp_path / "whole", "2026Q3", province(), [PACK])
    snapshot.write(tmp_path / "a", "2026Q3", part(province(), [2, 5, 7]), [PACK])
    snapshot.write(tmp_path / "b", "2026Q3", part(province(), [1, 3, 4, 6]), [PACK])
    merged = snapshot.merge([tmp_path / "a", tmp_path / "b"], tmp_path / "merged")
    assert merged.digest == whole.digest
    assert contents(tmp_path / "merged") == contents(tmp_path / "whole")


def test_merge_refuses_the_same_organisation_twice(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", part(province(), [1, 2, 3]))
    snapshot.write(tmp_path / "b", "2026Q3", part(province(), [3, 4]))
    with pytest.raises(SnapshotError, match="organisation 的 id 3 出现了 2 次"):
        snapshot.merge([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_merge_refuses_a_gap(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", part(province(), [2, 3]))
    snapshot.write(tmp_path / "b", "2026Q3", part(province(), [4]))
    with pytest.raises(SnapshotError, match="没有交齐"):
        snapshot.merge([tmp_path / "a", tmp_path / "b"], tmp_path / "out")


def test_merge_refuses_mixed_periods_and_packs_and_damaged_parts(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "a", "2026Q3", part(province(), [1, 2]), [PACK])
    snapshot.write(tmp_path / "b", "2026Q2", part(province(), [3]), [PACK])
    with pytest.raises(SnapshotError, match="期间不一致"):
        snapshot.merge([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    newer = snapshot.PackFiles("branch-life", "1.1.0", PACK.files)
    snapshot.write(tmp_path / "c", "2026Q3", part(province(), [3]), [newer])
    with pytest.raises(SnapshotError, match="规则包版本不一致"):
        snapshot.merge([tmp_path / "a", tmp_path / "c"], tmp_path / "out")
    pq.write_table(part(province(), [4])["activity"], tmp_path / "a" / "activity.parquet")
    with pytest.raises(SnapshotError, match="不完好"):
        snapshot.merge([tmp_path / "a"], tmp_path / "out")
