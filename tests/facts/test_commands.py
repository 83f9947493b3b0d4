"""zhibu evaluate and zhibu synth, as a script calls them."""

import json
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from zhibu.facts import snapshot


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    call_command("synth", organisations=30, seed=5, out=tmp_path / "snapshot", stdout=StringIO())
    return tmp_path / "snapshot"


def answer(directory: Path, *options: str) -> str:
    out = StringIO()
    call_command("evaluate", str(directory), *options, stdout=out)
    return out.getvalue()


def test_evaluate_gives_period_engine_digest_and_one_result_per_organisation_and_indicator(
    directory: Path,
) -> None:
    told = json.loads(answer(directory, "--json"))
    assert (told["period"], told["engine"], len(told["digest"])) == ("2026Q3", "duckdb", 64)
    first = told["results"][0]
    assert set(first) == {"subject", "indicator", "verdict", "value", "clause"}
    pairs = [(row["indicator"], row["subject"]) for row in told["results"]]
    assert pairs == sorted(set(pairs))


def test_evaluating_again_gives_the_same_bytes(directory: Path) -> None:
    assert answer(directory, "--json") == answer(directory, "--json")


def test_without_json_it_counts_verdicts_and_states_the_digest(directory: Path) -> None:
    told = answer(directory)
    assert json.loads(answer(directory, "--json"))["digest"] in told
    assert "暂无数据" in told


def test_the_records_behind_a_value_are_as_many_as_were_counted(directory: Path) -> None:
    rows = pq.read_table(directory / "activity.parquet", columns=["organisation_id", "kind", "held_on"])
    branch = next(row["organisation_id"] for row in rows.to_pylist() if row["kind"] == "theme_day")
    told = json.loads(answer(directory, "--records", "theme_days", str(branch), "--json"))
    assert (told["fact"], told["table"], told["period"]) == ("theme_days", "activity", "2026Q3")
    assert told["value"] == str(len(told["records"]))
    assert told["records"] == sorted(set(told["records"]))
    lines = answer(directory, "--records", "theme_days", str(branch)).splitlines()
    assert len(lines) == 1 + len(told["records"])


def test_persons_are_evaluated_when_they_are_asked_for(directory: Path) -> None:
    told = json.loads(answer(directory, "--subject", "person", "--json"))
    persons = set(pq.read_table(directory / "membership.parquet")["person_id"].to_pylist())
    assert {score["subject"] for score in told["scores"]} <= persons
    assert {score["sheet"] for score in told["scores"]} == {"member_points"}


@pytest.mark.parametrize("asked", [("no_such_fact", "1"), ("theme_days", "x"), ("theme_days", "99999999")])
def test_records_of_what_there_is_not_are_refused(directory: Path, asked: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=r"请写成 --records|请核对编号"):
        answer(directory, "--records", *asked)


def test_a_snapshot_carries_its_own_rules(directory: Path, settings, tmp_path: Path) -> None:
    before = json.loads(answer(directory, "--json"))["digest"]
    settings.ZHIBU_PACKS = tmp_path / "no packs are installed any more"
    assert json.loads(answer(directory, "--json"))["digest"] == before


def test_a_changed_snapshot_is_not_evaluated(directory: Path) -> None:
    path = directory / "activity.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"没有计算：文件 activity\.parquet 的内容与清单不符"):
        answer(directory)


def test_an_unknown_engine_is_refused_with_the_ones_there_are(directory: Path) -> None:
    with pytest.raises(CommandError, match="没有名为 abacus 的计算引擎。请用 duckdb"):
        answer(directory, "--engine", "abacus")


def test_synth_refuses_a_directory_that_exists(directory: Path) -> None:
    manifest = snapshot.read_manifest(directory)
    with pytest.raises(CommandError, match="已存在"):
        call_command("synth", organisations=30, seed=6, out=directory, stdout=StringIO())
    assert snapshot.read_manifest(directory) == manifest
