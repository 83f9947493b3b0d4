"""Synthetic snapshots are deterministic, realistic in size, and sound like real ones."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from zhibu.facts import schema, snapshot
from zhibu.facts.errors import SnapshotError
from zhibu.facts.synth import synthesise
from zhibu.rules.periods import Period

PERIOD = Period.parse("2026Q3")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("synth") / "snapshot"
    synthesise(out, 300, 7, PERIOD)
    return out


def test_the_same_seed_gives_the_same_snapshot_and_another_seed_another(
    directory: Path, tmp_path: Path
) -> None:
    digest = snapshot.read_manifest(directory).digest
    assert synthesise(tmp_path / "same", 300, 7, PERIOD).digest == digest
    assert synthesise(tmp_path / "other", 300, 8, PERIOD).digest != digest


def test_it_has_as_many_organisations_as_asked_and_a_year_of_records(directory: Path) -> None:
    manifest = snapshot.read_manifest(directory)
    kinds = pq.read_table(directory / "organisation.parquet")["kind"].to_pylist()
    branches = kinds.count("branch")
    assert len(kinds) == 300
    assert 15 <= manifest.rows("membership") / branches <= 25
    assert 50 <= manifest.rows("activity") / branches <= 70
    assert manifest.rows("attendance") / branches > 800


def test_its_parts_fit_together(directory: Path, tmp_path: Path) -> None:
    assert snapshot.verify(directory) == []
    merged = snapshot.merge([directory], tmp_path / "merged")
    assert merged.digest == snapshot.read_manifest(directory).digest


def test_members_of_a_group_are_members_of_its_branch(directory: Path) -> None:
    organisations = pq.read_table(directory / "organisation.parquet").to_pylist()
    parent = {row["id"]: row["parent_id"] for row in organisations}
    grouped = [row for row in pq.read_table(directory / "membership.parquet").to_pylist() if row["group_id"]]
    assert grouped
    assert all(parent[row["group_id"]] == row["organisation_id"] for row in grouped)


def test_activities_lie_in_the_twelve_months_up_to_the_end_of_the_period(directory: Path) -> None:
    held = pq.read_table(directory / "activity.parquet", columns=["held_on"])["held_on"].to_pylist()
    assert str(min(held)) >= "2025-10-01"
    assert max(held) <= PERIOD.end


def test_every_table_of_the_schema_is_there(directory: Path) -> None:
    rows = {name: snapshot.read_manifest(directory).rows(name) for name in schema.TABLES}
    assert all(rows.values()), rows


def test_too_few_organisations_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="至少要有 10 个组织"):
        synthesise(tmp_path / "few", 3, 1, PERIOD)
