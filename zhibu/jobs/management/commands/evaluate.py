"""zhibu evaluate DIR: verdicts, scores and the records behind a value, recomputed from a closed snapshot alone."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, get_args

from django.core.management.base import BaseCommand, CommandError

from zhibu.facts import Results, Scores, evaluate, evaluate_sheets, fact_values, lineage, snapshot
from zhibu.facts.errors import FactsError
from zhibu.facts.snapshot.manifest import PACKS
from zhibu.rules.facts import Subject
from zhibu.rules.model import Pack
from zhibu.rules.packs import PackError, load_all
from zhibu.rules.periods import Period
from zhibu.rules.values import VERDICT_TITLES, in_words


class Command(BaseCommand):
    """Rules and records both come from the snapshot; a damaged one is refused."""

    help = "按快照自带的规则重新计算结果"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="快照目录")
        parser.add_argument(
            "--engine", default="duckdb", help="duckdb（默认）、local[2]、spark://主机:端口、sc://主机:端口"
        )
        parser.add_argument(
            "--subject", choices=get_args(Subject), default="organisation", help="计算组织（默认）还是个人"
        )
        parser.add_argument(
            "--records", nargs=2, metavar=("FACT", "ID"), help="只列出一个事实的值由哪些记录得来"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            closed = _opened(options["directory"])
            if options["records"]:
                fact_id, subject = options["records"]
                self._show_records(_records(closed, fact_id, subject, options["engine"]), options["json"])
            else:
                self._show_results(closed, options)
        except (FactsError, PackError) as error:
            raise CommandError(str(error)) from error

    def _show_records(self, told: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{told['fact']}\t{told['title']}\t{told['value'] or '暂无数据'}")
        for record in told["records"]:
            self.stdout.write(f"{told['table']}\t{record}")

    def _show_results(self, closed: "_Closed", options: dict[str, Any]) -> None:
        asked = {"on": options["engine"], "subject": options["subject"]}
        results = evaluate(closed.directory, closed.packs, closed.period, **asked)
        scores = evaluate_sheets(closed.directory, closed.packs, closed.period, **asked)
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


class _Closed(NamedTuple):
    directory: Path
    packs: list[Pack]
    period: Period


def _opened(directory: Path) -> _Closed:
    problems = snapshot.verify(directory)
    if problems:
        raise CommandError(f"快照不完好，没有计算：{problems[0]}")
    period = Period.parse(snapshot.read_manifest(directory).period)
    return _Closed(directory, list(load_all(directory / PACKS).values()), period)


def _records(closed: _Closed, fact_id: str, subject: str, on: str) -> dict[str, Any]:
    """The value of a fact for one organisation or person, and the ids of the rows of its table that it is made of."""
    facts = {id_: fact for pack in closed.packs for id_, fact in pack.facts.items()}
    if fact_id not in facts or not subject.isdecimal():
        near = "、".join(sorted(facts)[:8])
        raise CommandError(
            f"规则包里没有事实“{fact_id}”，或编号“{subject}”不是数字。请写成 --records 事实 编号，事实如：{near}。"
        )
    fact, whose = facts[fact_id], int(subject)
    values = fact_values(*closed[:2], closed.period, [whose], facts=[fact_id], subject=fact.subject, on=on)
    if whose not in values:
        raise CommandError(f"快照里没有编号为 {whose} 的组织或个人，请核对编号。")
    value = values[whose][fact_id]
    return {
        "fact": fact_id,
        "title": fact.title,
        "subject": whose,
        "period": str(closed.period),
        "value": None if value is None else in_words(value),
        "table": fact.table,
        "records": lineage(*closed[:2], fact, whose, closed.period, on=on),
    }


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
