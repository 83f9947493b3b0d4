"""zhibu evaluate DIR: the verdicts and scores of a closed period, recomputed from its snapshot alone."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhibu.facts import Results, Scores, evaluate, evaluate_sheets, snapshot
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
            results, scores = _evaluated(options["directory"], options["engine"])
        except (FactsError, PackError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            told = {**results.to_json(), "scores_digest": scores.digest, "scores": scores.to_json()}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for indicator, counts in _by_indicator(results).items():
            told_of = "  ".join(f"{title} {counts[verdict]}" for verdict, title in VERDICT_TITLES.items())
            self.stdout.write(f"{indicator}\t{told_of}")
        for sheet, bands in _by_sheet(scores).items():
            self.stdout.write(
                f"{sheet}\t" + "  ".join(f"{band} {count}" for band, count in sorted(bands.items()))
            )
        self.stdout.write(f"{results.period}\t{results.engine}\t{results.digest}\t{scores.digest}")


def _evaluated(directory: Path, engine: str) -> tuple[Results, Scores]:
    problems = snapshot.verify(directory)
    if problems:
        raise CommandError(f"快照不完好，没有计算：{problems[0]}")
    packs = list(load_all(directory / PACKS).values())
    period = Period.parse(snapshot.read_manifest(directory).period)
    return evaluate(directory, packs, period, on=engine), evaluate_sheets(directory, packs, period, on=engine)


def _by_indicator(results: Results) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in results:
        counts.setdefault(row.indicator, Counter())[row.verdict] += 1
    return counts


def _by_sheet(scores: Scores) -> dict[str, Counter[str]]:
    """Sheet -> how many organisations have each band; a known total without a band counts as scored."""
    counts: dict[str, Counter[str]] = {}
    for row in scores:
        band = row.band or ("已评分" if row.total is not None else "暂无数据")
        counts.setdefault(row.sheet, Counter())[band] += 1
    return counts
