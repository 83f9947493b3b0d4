"""Many nodes number their rows by themselves: merged, each row keeps a number that leads back to its node."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.facts.tables import tables
from zhibu.facts import evaluate, snapshot
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot import PackFiles
from zhibu.facts.synth import synthesise
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

ROOT = Path(__file__).resolve().parents[2]
PERIOD = Period.parse("2026Q3")
NODES = {"甲市": 1, "乙市": 3}


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two nodes whose ids, persons and paths all overlap."""
    root = tmp_path_factory.mktemp("nodes")
    packs = [
        PackFiles.read(ROOT / "packs" / one.id, one.version) for one in load_all(ROOT / "packs").values()
    ]
    for name, size, seed in (("甲市", 40, 1), ("乙市", 70, 2)):
        synthesise(root / name, size, seed, PERIOD, packs)
    return [root / "乙市", root / "甲市"]


def small(directory: Path, day: date = date(2026, 7, 1)) -> Path:
    rows = tables(
        organisation=[{"id": 1, "path": "0001"}], activity=[{"id": 1, "organisation_id": 1, "held_on": day}]
    )
    snapshot.write(directory, "2026Q3", rows)
    return directory


def test_every_verdict_of_a_node_is_the_same_after_merging(delivered: list[Path], tmp_path: Path) -> None:
    manifest = snapshot.merge(delivered, tmp_path / "province", NODES)
    packs = list(load_all(ROOT / "packs").values())
    expected = {
        (directory.name, row.subject, row.indicator): (row.verdict, row.value)
        for directory in delivered
        for row in evaluate(directory, packs, PERIOD)
    }
    found = {
        (*snapshot.origin(manifest, row.subject), row.indicator): (row.verdict, row.value)
        for row in evaluate(tmp_path / "province", packs, PERIOD)
    }
    assert len(found) > 500
    assert found == expected


def test_the_manifest_names_the_nodes_and_what_they_delivered(delivered: list[Path], tmp_path: Path) -> None:
    snapshot.merge(delivered, tmp_path / "province", NODES)
    assert snapshot.verify(tmp_path / "province") == []
    found = snapshot.read_manifest(tmp_path / "province")
    digests = {directory.name: snapshot.read_manifest(directory).digest for directory in delivered}
    assert [(one.number, one.name, one.digest) for one in found.nodes] == [
        (1, "甲市", digests["甲市"]),
        (3, "乙市", digests["乙市"]),
    ]
    with pytest.raises(SnapshotError, match="不属于这份快照的任何节点"):
        snapshot.origin(found, 2 << 40)


def test_the_order_of_the_directories_changes_no_byte(delivered: list[Path], tmp_path: Path) -> None:
    first = snapshot.merge(delivered, tmp_path / "a", NODES)
    assert snapshot.merge(delivered[::-1], tmp_path / "b", NODES).digest == first.digest


def test_the_trees_lie_beside_each_other(tmp_path: Path) -> None:
    parts = [small(tmp_path / "甲市"), small(tmp_path / "乙市", date(2026, 8, 1))]
    snapshot.merge(parts, tmp_path / "province", {"甲市": 1, "乙市": 37})
    paths = pq.read_table(tmp_path / "province" / "organisation.parquet")["path"].to_pylist()
    assert paths == ["00010001", "00110001"]


def test_without_a_list_of_nodes_overlapping_numbers_are_refused(
    delivered: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(SnapshotError, match="各自编号的请给出节点名单"):
        snapshot.merge(delivered, tmp_path / "province")


@pytest.mark.parametrize(
    ("names", "expected", "message"),
    [
        (["甲市"], {"甲市": 1, "乙市": 2, "丙市": 3}, "还缺 2 个节点的快照：乙市、丙市"),
        (["甲市", "乙市"], {"甲市": 1}, "乙市 不在节点名单里"),
        (["甲市", "甲市"], {"甲市": 1}, "节点 甲市 的快照给出了两次"),
    ],
)
def test_gaps_strangers_and_repetitions_are_refused(
    tmp_path: Path, names: list[str], expected: dict[str, int], message: str
) -> None:
    for name in set(names):
        small(tmp_path / name)
    with pytest.raises(SnapshotError, match=message):
        snapshot.merge([tmp_path / name for name in names], tmp_path / "out", expected)
    assert not (tmp_path / "out").exists()


def test_one_snapshot_under_two_names_is_refused(tmp_path: Path) -> None:
    parts = [small(tmp_path / "甲市"), small(tmp_path / "乙市")]
    with pytest.raises(SnapshotError, match="甲市 和 乙市 交来的是同一份快照"):
        snapshot.merge(parts, tmp_path / "out", {"甲市": 1, "乙市": 2})


def test_a_number_that_leaves_its_nodes_range_is_refused(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "甲市", "2026Q3", tables(organisation=[{"id": 1 << 40, "path": "0001"}]))
    with pytest.raises(SnapshotError, match="超出范围"):
        snapshot.merge([tmp_path / "甲市"], tmp_path / "out", {"甲市": 1})


def test_a_node_keeps_its_number_when_another_is_no_more(tmp_path: Path) -> None:
    path = tmp_path / "nodes.txt"
    path.write_text("甲市\n- 乙市\n丙市\n", encoding="utf-8")
    assert snapshot.read_nodes(path) == {"甲市": 1, "丙市": 3}


@pytest.mark.parametrize(
    ("text", "message"), [("甲市\n\n乙市\n", "第 2 行是空行"), ("甲市\n甲市\n", "出现了两次")]
)
def test_a_list_that_would_move_numbers_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "nodes.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=message):
        snapshot.read_nodes(path)
