"""zhibu evaluate DIR: the verdicts of a closed period, recomputed from its snapshot alone."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhibu.facts import Results, evaluate, snapshot
from zhibu.facts.errors import FactsError
from zhibu.facts.snapshot.manifest import PACKS
from zhibu.rules.packs import PackError, load_all
from zhibu.rules.periods import Period
from zhibu.rules.values import VERDICT_TITLES


class Command(BaseCommand):
    """Rules and records both come from the snapshot; a damaged one is refused."""

    help = "按快照自带的规则重新计算结果"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="快照目录")
        parser.add_argument(
            "--engine", default="duckdb", help="duckdb（默认）、local[2]、spark://主机:端口、sc://主机:端口"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            results = _evaluated(options["directory"], options["engine"])
        except (FactsError, PackError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(results.to_json(), ensure_ascii=False))
            return
        for indicator, counts in _by_indicator(results).items():
            told = "  ".join(f"{title} {counts[verdict]}" for verdict, title in VERDICT_TITLES.items())
            self.stdout.write(f"{indicator}\t{told}")
        self.stdout.write(f"{results.period}\t{results.engine}\t{results.digest}")


def _evaluated(directory: Path, engine: str) -> Results:
    problems = snapshot.verify(directory)
    if problems:
        raise CommandError(f"快照不完好，没有计算：{problems[0]}")
    packs = list(load_all(directory / PACKS).values())
    period = Period.parse(snapshot.read_manifest(directory).period)
    return evaluate(directory, packs, period, on=engine)


def _by_indicator(results: Results) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in results:
        counts.setdefault(row.indicator, Counter())[row.verdict] += 1
    return counts
