"""One way to judge a quarter, in a process of its own: `python -m bench.runs WAY DIRECTORY` prints JSON.

compiled   the product: facts and formulas compiled to one query
floor      bench/floor.sql, written by hand for the same rules and the same quarter
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from zhibu.facts import evaluate, schema
from zhibu.facts.compiled.questions import Question, verdict_sql
from zhibu.facts.snapshot.manifest import PACKS
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

PERIOD = Period.parse("2026Q3")
FLOOR = Path(__file__).with_name("floor.sql")
TIMES = 5

Verdicts = dict[tuple[int, str], str]


def floor(directory: Path) -> pa.Table:
    """The answer of the hand-written query."""
    with duckdb.connect() as connection:
        for name in schema.TABLES:
            connection.read_parquet(str(directory / f"{name}.parquet")).create_view(name)
        return connection.sql(FLOOR.read_text(encoding="utf-8")).to_arrow_table()


def run_floor(directory: Path) -> dict[str, Any]:
    answer, seconds = _timed(lambda: floor(directory))
    verdicts = {
        (subject, name): verdict
        for name in answer.column_names
        if name != "subject" and not name.endswith("_value")
        for subject, verdict in zip(answer["subject"].to_pylist(), answer[name].to_pylist(), strict=True)
        if verdict is not None
    }
    return {"seconds": seconds, "verdicts": _told(verdicts)}


def run_compiled(directory: Path) -> dict[str, Any]:
    packs = list(load_all(directory / PACKS).values())
    begun = time.perf_counter()
    verdict_sql(Question.of(packs, PERIOD), "duckdb")
    compiling = time.perf_counter() - begun
    results, seconds = _timed(lambda: evaluate(directory, packs, PERIOD))
    begun = time.perf_counter()
    digest = results.digest
    return {
        "compiling": compiling,
        "seconds": seconds,
        "digesting": time.perf_counter() - begun,
        "digest": digest,
        "verdicts": _told({(row.subject, row.indicator): row.verdict for row in results}),
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


def _told(verdicts: Verdicts) -> dict[str, int]:
    """How many of each verdict, per indicator: enough to see that two ways agree."""
    counts: dict[str, int] = {}
    for (_, indicator), verdict in verdicts.items():
        counts[f"{indicator} {verdict}"] = counts.get(f"{indicator} {verdict}", 0) + 1
    return dict(sorted(counts.items()))


WAYS = {"compiled": run_compiled, "floor": run_floor}

if __name__ == "__main__":
    told = WAYS[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({**told, "megabytes": _peak[0]}))
