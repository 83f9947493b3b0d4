"""One way to judge a quarter, in a process of its own: `python -m bench.runs WAY DIRECTORY` prints JSON.

compiled   the product: facts, formulas and score sheets compiled to queries
floor      bench/floor*.sql, written by hand for the same rules and sheets and the same quarter
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa

from zhibu.facts import Results, Scores, evaluate, evaluate_sheets, schema
from zhibu.facts.compiled.questions import Question, verdict_sql
from zhibu.facts.compiled.sheets import SheetQuestion, sheet_sql
from zhibu.facts.snapshot.manifest import PACKS
from zhibu.rules.facts import Subject
from zhibu.rules.indicators import closing_sheets
from zhibu.rules.model import Pack
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

PERIOD = Period.parse("2026Q3")
SHEETS = ("branch_points", "member_points")
FLOOR = [
    Path(__file__).with_name(f"{name}.sql") for name in ("floor", *(f"floor_{sheet}" for sheet in SHEETS))
]
TIMES = 5

Verdicts = dict[tuple[int, str], str]


def floor(directory: Path) -> tuple[pa.Table, dict[str, pa.Table]]:
    """The answers of the hand-written queries: verdicts, and the scores of each sheet."""
    with duckdb.connect() as connection:
        for name in schema.TABLES:
            connection.read_parquet(str(directory / f"{name}.parquet")).create_view(name)
        verdicts, *scores = (
            connection.sql(path.read_text(encoding="utf-8")).to_arrow_table() for path in FLOOR
        )
        return verdicts, dict(zip(SHEETS, scores, strict=True))


def run_floor(directory: Path) -> dict[str, Any]:
    (answer, scores), seconds = _timed(lambda: floor(directory))
    verdicts = {
        (subject, name): verdict
        for name in answer.column_names
        if name != "subject" and not name.endswith("_value")
        for subject, verdict in zip(answer["subject"].to_pylist(), answer[name].to_pylist(), strict=True)
        if verdict is not None
    }
    points = {
        (row["subject"], sheet): (row["band"], [row[name] for name in row if name not in ("subject", "band")])
        for sheet, table in scores.items()
        for row in table.to_pylist()
    }
    return {"seconds": seconds, "verdicts": _told(verdicts) | _summed(points)}


def evaluated(directory: Path, packs: Sequence[Pack]) -> tuple[Results, list[Scores]]:
    """All that a closed quarter is asked for: verdicts of organisations, scores of organisations and persons."""
    scores = [evaluate_sheets(directory, packs, PERIOD, subject=subject) for subject in get_args(Subject)]
    return evaluate(directory, packs, PERIOD), scores


def run_compiled(directory: Path) -> dict[str, Any]:
    packs = list(load_all(directory / PACKS).values())
    begun = time.perf_counter()
    verdict_sql(Question.of(packs, PERIOD), "duckdb")
    for pack in packs:
        for sheet, own in closing_sheets(pack, PERIOD):
            sheet_sql(SheetQuestion.of(sheet, pack, own), "duckdb")
    compiling = time.perf_counter() - begun
    (results, scores), seconds = _timed(lambda: evaluated(directory, packs))
    begun = time.perf_counter()
    digest = results.digest
    points = {
        (score.subject, score.sheet): (score.band, [*(item.points for item in score.items), score.total])
        for one in scores
        for score in one
    }
    return {
        "compiling": compiling,
        "seconds": seconds,
        "digesting": time.perf_counter() - begun,
        "digest": digest,
        "indicators": len({row.indicator for row in results}),
        "verdicts": _told({(row.subject, row.indicator): row.verdict for row in results}) | _summed(points),
    }


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The last answer, and the shortest time of several: what else the machine does only ever adds."""
    shortest, answer = float("inf"), None
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = work()
        shortest = min(shortest, time.perf_counter() - begun)
    # Before the verdicts are told in Python, which needs more memory than judging them.
    _peak.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return answer, shortest


_peak: list[float] = []


def _told(verdicts: Verdicts) -> dict[str, float]:
    """How many of each verdict, per indicator: enough to see that two ways agree."""
    counts: dict[str, float] = {}
    for (_, indicator), verdict in verdicts.items():
        counts[f"{indicator} {verdict}"] = counts.get(f"{indicator} {verdict}", 0) + 1
    return dict(sorted(counts.items()))


def _summed(scores: dict[tuple[int, str], tuple[str | None, list[Any]]]) -> dict[str, float]:
    """Per sheet how many are in each band, and the sum of each column of points with how many are known."""
    told: dict[str, float] = {}
    for (_, sheet), (band, points) in scores.items():
        told[f"{sheet} {band}"] = told.get(f"{sheet} {band}", 0) + 1
        for place, value in enumerate(points):
            if value is not None:
                told[f"{sheet} known {place}"] = told.get(f"{sheet} known {place}", 0) + 1
                told[f"{sheet} points {place}"] = told.get(f"{sheet} points {place}", 0.0) + float(
                    Fraction(value)
                )
    return {key: round(value, 1) for key, value in sorted(told.items())}


WAYS = {"compiled": run_compiled, "floor": run_floor}

if __name__ == "__main__":
    told = WAYS[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({**told, "megabytes": _peak[0]}))
