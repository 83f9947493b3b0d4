"""zhibu snapshot close PERIOD; verify DIR; merge DIR... --out DIR: closed periods at the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import snapshot
from zhibu.facts.errors import FactsError
from zhibu.rules.periods import Period, PeriodError


class Command(BaseCommand):
    """Progress on standard error, the result on standard output."""

    help = "季度结账；核对快照；合并快照"

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        close = acts.add_parser("close", help="把一个季度的记录结成快照，并按规则计算结果")
        close.add_argument("period", help="季度，例如 2026Q3")
        close.add_argument("--organisation", type=int, help="党组织编号，默认最上级组织")
        close.add_argument("--reason", default="", help="再次结账的原因")
        verify = acts.add_parser("verify", help="核对快照是否被改动")
        verify.add_argument("directory", type=Path)
        merge = acts.add_parser("merge", help="合并各单位同一期间的快照")
        merge.add_argument("directories", type=Path, nargs="+")
        merge.add_argument("--out", type=Path, required=True, help="合并成的快照放在哪个目录")
        merge.add_argument(
            "--nodes", type=Path, help="节点名单，每行一个，与快照目录同名：各节点各自编号时必须给出"
        )
        for act in (close, verify, merge):
            act.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"close": self._close, "verify": self._verify, "merge": self._merge}[options["act"]](options)
        except (ActError, FactsError, PeriodError) as error:
            raise CommandError(str(error)) from error

    def _close(self, options: dict[str, Any]) -> None:
        closing = close_period(
            self._organisation(options["organisation"]),
            Period.parse(options["period"]),
            reason=options["reason"],
            actor=None,
            now=timezone.now(),
            progress=self._tell,
        )
        directory = Path(settings.ZHIBU_SNAPSHOTS) / closing.directory
        answer = {
            "period": closing.period,
            "directory": str(directory),
            "digest": closing.digest,
            "results_digest": closing.results_digest,
            "rows": closing.rows,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else str(directory))

    def _verify(self, options: dict[str, Any]) -> None:
        problems = snapshot.verify(options["directory"])
        if options["json"]:
            self.stdout.write(json.dumps({"ok": not problems, "problems": problems}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(problems) or "快照完好，与关账时逐字节相同。")
        if problems:
            raise SystemExit(1)

    def _merge(self, options: dict[str, Any]) -> None:
        nodes = snapshot.read_nodes(options["nodes"]) if options["nodes"] else None
        manifest = snapshot.merge(options["directories"], options["out"], nodes)
        answer = {"period": manifest.period, "directory": str(options["out"]), "digest": manifest.digest}
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else str(options["out"]))

    def _organisation(self, pk: int | None) -> Organisation:
        chosen = Organisation.objects.filter(pk=pk) if pk else Organisation.objects.filter(depth=1)
        found = chosen.order_by("path").first()
        if found is None:
            raise CommandError("没有这个党组织。请核对编号，或先建立组织。")
        return found

    def _tell(self, step: str, percent: int) -> None:
        self.stderr.write(f"{percent:>3}% {step}")
