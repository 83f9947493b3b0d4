"""What the engine scores for all subjects at once is what the rules score for each one alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.facts.records import records
from tests.facts.sheets_drawn import packs_with_a_sheet
from zhibu.facts import Score, evaluate_sheets, fact_values, schema, snapshot
from zhibu.facts.compiled.sheets import SheetQuestion, sheet_sql
from zhibu.facts.engines import engine
from zhibu.facts.scores import ItemScore, score_rows
from zhibu.facts.snapshot import PackFiles
from zhibu.facts.synth import synthesise
from zhibu.rules.model import Pack
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, given_trace
from zhibu.rules.sheets.model import Input, Sheet
from zhibu.rules.sheets.score import score
from zhibu.rules.values import number_text

PACKS = Path(__file__).resolve().parents[2] / "packs"
IN_USE = PACKS.parent / "tests" / "rules" / "sheets_in_use"
LAST_DAY = date(2026, 9, 30)
Tables = Mapping[str, pa.Table]
Said = dict[tuple[int, str], Given]


@cache
def packs() -> list[Pack]:
    """The shipped packs and the ten sheets in use."""
    with TemporaryDirectory() as directory:
        copytree(PACKS, Path(directory) / "packs")
        copytree(IN_USE, Path(directory) / "packs" / "sheets_in_use")
        return list(load_all(Path(directory) / "packs").values())


def sheets() -> list[tuple[Pack, Sheet]]:
    return [(pack, sheet) for pack in packs() for sheet in pack.sheets.values()]


SHEETS = pytest.mark.parametrize("pack, sheet", sheets(), ids=lambda one: one.id)


def stated(sheet: Sheet, period: Period, subjects: list[int], random: Random) -> tuple[pa.Table, Said]:
    """Random statements of the sheet's inputs, as the table has them and as the rules take them."""
    said: Said = {}
    rows: list[dict[str, Any]] = []
    for subject in subjects:
        for wanted in sheet.inputs.values():
            if random.random() < 0.7:
                given = _given(wanted, random)
                said[subject, wanted.id] = given
                value = given_trace(wanted, given).value
                number = Fraction(value) if isinstance(value, Fraction | bool) else None
                rows.append(
                    {
                        "id": len(rows) + 1,
                        "organisation_id": subject if sheet.subject == "organisation" else 1,
                        "person_id": subject if sheet.subject == "person" else None,
                        "sheet": sheet.id,
                        "input": wanted.id,
                        "period": str(period),
                        "top": number.numerator if number is not None else None,
                        "bottom": number.denominator if number is not None else 1,
                    }
                )
    return pa.Table.from_pylist(rows, schema.TABLES["statement"]), said


def _given(wanted: Input, random: Random) -> Given:
    evidence = ("材料",) if random.random() < 0.8 else ()
    if wanted.panel:
        raters = [rater for rater in wanted.panel.raters if random.random() < 0.9]
        grades = {
            rater: {grade: Fraction(random.randint(1, 9)) for grade in wanted.panel.grades}
            for rater in raters
        }
        return Given(None, grades, evidence, "理由")
    if wanted.kind == "boolean":
        return Given(random.random() < 0.5, {}, evidence, "理由")
    least, most = wanted.least or Fraction(0), wanted.most if wanted.most is not None else Fraction(12)
    return Given(least + (most - least) * Fraction(random.randint(0, 8), 8), {}, evidence, "理由")


def expected(tables: Tables, pack: Pack, sheet: Sheet, period: Period, said: Said) -> Iterator[Score]:
    """Each subject that the sheet scores, scored by the reference evaluator."""
    values = fact_values(
        dict(tables), [pack], period, sorted(_subjects(tables, sheet, period)), subject=sheet.subject
    )
    for subject in sorted(values):
        given = {input_: one for (whose, input_), one in said.items() if whose == subject}
        found = score(sheet, pack, values[subject], given, period)
        items = tuple(
            ItemScore(
                one.item.id,
                None if one.points is None else number_text(one.points),
                None if one.most is None else number_text(one.most),
                one.verdict,
            )
            for one in found.items
        )
        total = None if found.total is None else number_text(found.total)
        yield Score(subject, sheet.id, str(period), total, found.band, items)


def _subjects(tables: Tables, sheet: Sheet, period: Period) -> list[int]:
    if sheet.subject == "person":
        return sorted(set(tables["membership"]["person_id"].to_pylist()))
    return [
        row["id"]
        for row in tables["organisation"].to_pylist()
        if row["kind"] in (sheet.kinds or [row["kind"]])
        and row["category"] in (sheet.categories or [row["category"]])
    ]


def scored(source: Tables, pack: Pack, sheet: Sheet, period: Period) -> list[Score]:
    question = SheetQuestion.of(sheet, pack, period)
    answer = engine().run(sheet_sql(question, "duckdb"), dict(source))
    return list(score_rows(answer, question))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@drawn(records(), st.randoms(use_true_random=False))
@SHEETS
def test_a_compiled_score_is_the_reference_score(
    pack: Pack, sheet: Sheet, tables: dict[str, pa.Table], random: Random
) -> None:
    period = Period.containing(LAST_DAY, sheet.period)
    table, said = stated(sheet, period, _subjects(tables, sheet, period), random)
    tables = {**tables, "statement": table}
    assert scored(tables, pack, sheet, period) == list(expected(tables, pack, sheet, period, said))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@drawn(records(), packs_with_a_sheet(), st.randoms(use_true_random=False))
def test_so_it_is_for_any_sheet(tables: dict[str, pa.Table], pack: Pack, random: Random) -> None:
    (sheet,), period = pack.sheets.values(), Period.parse("2026Q3")
    table, said = stated(sheet, period, _subjects(tables, sheet, period), random)
    tables = {**tables, "statement": table}
    assert scored(tables, pack, sheet, period) == list(expected(tables, pack, sheet, period, said))


def enlarged(pack: Pack, sheet: Sheet, times: int) -> tuple[Pack, Sheet]:
    """The sheet with all its groups so many times over."""
    groups = tuple(
        replace(
            group,
            id=f"{group.id}_{copy}",
            items=tuple(replace(item, id=f"{item.id}_{copy}") for item in group.items),
        )
        for copy in range(times)
        for group in sheet.groups
    )
    sheet = replace(sheet, groups=groups, caps=(), sanctions=())
    return replace(pack, hash=f"{pack.hash} {times}", sheets={sheet.id: sheet}), sheet


def test_many_groups_that_are_scaled_fit_and_are_exact(year: Tables) -> None:
    pack, sheet = next((pack, sheet) for pack, sheet in sheets() if sheet.id == "project_branch")
    pack, sheet = enlarged(pack, sheet, 20)
    assert any(item.if_not_applicable == "scaled" for group in sheet.groups for item in group.items)
    period = Period.containing(LAST_DAY, sheet.period)
    table, said = stated(sheet, period, _subjects(year, sheet, period), Random(3))
    tables = {**year, "statement": table}
    assert scored(tables, pack, sheet, period) == list(expected(tables, pack, sheet, period, said))


def test_the_query_grows_as_the_sheet_does() -> None:
    pack, sheet = next((pack, sheet) for pack, sheet in sheets() if sheet.id == "branch_standardisation")
    period = Period.containing(LAST_DAY, sheet.period)
    lengths = []
    for times in (4, 8):
        larger, its_sheet = enlarged(pack, sheet, times)
        lengths.append(len(sheet_sql(SheetQuestion.of(its_sheet, larger, period), "duckdb")))
    assert lengths[1] < 2.1 * lengths[0]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A year of plausible records of thirty organisations."""
    out = tmp_path_factory.mktemp("sheets") / "snapshot"
    synthesise(out, 30, 5, Period.parse("2026Q3"), [])
    return {name: pq.read_table(out / f"{name}.parquet") for name in schema.TABLES}


@SHEETS
def test_so_it_is_on_a_year_of_plausible_records(pack: Pack, sheet: Sheet, year: Tables) -> None:
    period = Period.containing(LAST_DAY, sheet.period)
    table, said = stated(sheet, period, _subjects(year, sheet, period)[:60], Random(7))
    tables = {**year, "statement": table}
    found = scored(tables, pack, sheet, period)
    subjects = _subjects(year, sheet, period)[:60]
    reckoned = [one for one in expected(tables, pack, sheet, period, said) if one.subject in subjects]
    assert [one for one in found if one.subject in subjects] == reckoned


def test_all_sheets_of_a_closed_period_have_one_digest(tmp_path: Path) -> None:
    out, period = tmp_path / "snapshot", Period.parse("2026Q4")
    files = [PackFiles.read(PACKS / pack.id, pack.version) for pack in load_all(PACKS).values()]
    synthesise(out, 30, 5, period, files)
    first, second = (evaluate_sheets(out, packs(), period) for _ in range(2))
    assert first.digest == second.digest
    assert {one.period for one in first} >= {"2026Q4", "2026"}
    quarter = evaluate_sheets(out, list(load_all(PACKS).values()), Period.parse("2026Q3"))
    assert {one.period for one in quarter} == {"2026Q3"}


def test_a_snapshot_of_the_version_before_has_nothing_stated(tmp_path: Path) -> None:
    out, period = tmp_path / "snapshot", Period.parse("2026Q3")
    synthesise(out, 30, 5, period, [])
    (out / "statement.parquet").unlink()
    manual = [
        item
        for one in evaluate_sheets(out, packs(), period)
        for item in one.items
        if item.item == "innovation"
    ]
    assert {item.verdict for item in manual} == {"unknown"}
    assert snapshot.verify(out) == ["缺少文件 statement.parquet。"]
