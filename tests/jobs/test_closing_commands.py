"""Closing, verifying and reporting from the command line: progress aside, the result on standard output."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.judged import House, make_house


@pytest.fixture
def house(db: None) -> House:
    house = make_house()
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    return house


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def test_close_prints_the_directory_and_tells_its_progress_beside_it(house: House) -> None:
    out, told = io.StringIO(), io.StringIO()
    call_command("snapshot", "close", "2026Q3", stdout=out, stderr=told)
    assert (Path(out.getvalue().strip()) / "manifest.json").is_file()
    assert "100% 结账完成" in told.getvalue()


def test_close_again_needs_a_reason_and_gives_the_same_digest(house: House) -> None:
    first = json.loads(run("snapshot", "close", "2026Q3", "--json"))
    with pytest.raises(CommandError, match="须写明原因"):
        run("snapshot", "close", "2026Q3")
    second = json.loads(run("snapshot", "close", "2026Q3", "--reason", "复核", "--json"))
    assert (second["digest"], second["results_digest"]) == (first["digest"], first["results_digest"])


@pytest.mark.parametrize("period", ["2026Q7", "2026-09", "2099Q1"])
def test_what_is_no_quarter_or_not_over_is_refused_in_plain_words(house: House, period: str) -> None:
    with pytest.raises(CommandError, match="请"):
        run("snapshot", "close", period)


def test_verify_says_whether_a_byte_changed(house: House) -> None:
    directory = run("snapshot", "close", "2026Q3")
    assert "完好" in run("snapshot", "verify", directory)
    table = Path(directory) / "post.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    with pytest.raises(SystemExit):
        run("snapshot", "verify", directory)


def test_two_neighbours_are_merged_into_one(house: House, tmp_path: Path) -> None:
    parts = [
        run("snapshot", "close", "2026Q3", "--organisation", str(branch.pk)) for branch in house.branches[:2]
    ]
    out = run("snapshot", "merge", *parts, "--out", str(tmp_path / "merged"))
    assert "完好" in run("snapshot", "verify", out)


def test_the_report_is_written_from_the_snapshot_alone_to_the_same_bytes(
    house: House, tmp_path: Path
) -> None:
    directory = run("snapshot", "close", "2026Q3")
    files = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for file in files:
        run("report", directory, "--template", "bulletin", "--out", str(file), "--dated", "2026-10-12")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes()[:2] == b"PK"


def test_a_directory_that_is_no_snapshot_is_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="不是快照目录"):
        run("report", str(tmp_path), "--out", str(tmp_path / "a.docx"))
