"""zhibu packs check DIR; zhibu packs score DIR --sheet ID --facts FILE; zhibu packs document DIR."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from zhibu.rules.packs import PackError, load, load_all, report
from zhibu.rules.packs.reference import pages
from zhibu.rules.packs.statements import read_facts_file
from zhibu.rules.periods import PeriodError
from zhibu.rules.sheets.given import GivenError
from zhibu.rules.sheets.score import score


class Command(BaseCommand):
    """Checks rule packs, and scores a sheet for facts in a file."""

    help = "检查规则包；按评分表计分"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        check = acts.add_parser("check", help="检查一个规则包，或一个文件夹里的所有规则包")
        scoring = acts.add_parser("score", help="按评分表给一个组织或党员计分")
        for act in (check, scoring):
            act.add_argument("directory", type=Path)
            act.add_argument("--json", action="store_true", help="以 JSON 输出")
        document = acts.add_parser("document", help="生成规则包的参考文档和编辑器用的结构说明")
        document.add_argument("directory", type=Path, help="写到哪个文件夹")
        scoring.add_argument("--sheet", required=True, help="评分表名称")
        scoring.add_argument("--facts", required=True, type=Path, help="事实文件")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "check":
            self._check(options["directory"], options["json"])
        elif options["act"] == "document":
            self._document(options["directory"])
        else:
            self._score(options["directory"], options["sheet"], options["facts"], options["json"])

    def _check(self, directory: Path, as_json: bool) -> None:
        if not directory.is_dir():
            raise CommandError(f"没有文件夹 {directory}。请写规则包所在的文件夹，例如 packs/branch-life。")
        found = report(directory)
        if as_json:
            counts = {
                "packs": found.packs,
                "indicators": found.indicators,
                "sheets": found.sheets,
                "cases": found.cases,
            }
            issues = [{"file": i.file, "line": i.line, "message": i.message} for i in found.issues]
            self.stdout.write(
                json.dumps({"ok": not issues, **counts, "issues": issues}, ensure_ascii=False, indent=2)
            )
        else:
            for issue in found.issues:
                self.stdout.write(str(issue))
            self.stdout.write(
                f"{found.packs}个规则包，{found.indicators}项指标，{found.sheets}张评分表，"
                f"运行用例{found.cases}个：{f'有{len(found.issues)}处问题' if found.issues else '没有问题'}。"
            )
        if found.issues:
            raise SystemExit(1)

    def _document(self, directory: Path) -> None:
        for name, text in pages(load_all(settings.ZHIBU_PACKS).values()).items():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_text(text, encoding="utf-8")
            self.stdout.write(str(directory / name))

    def _score(self, directory: Path, sheet_id: str, facts: Path, as_json: bool) -> None:
        try:
            pack = load(directory)
            sheet = pack.sheets.get(sheet_id)
            if sheet is None:
                raise CommandError(f"没有评分表“{sheet_id}”。有的是：{'、'.join(pack.sheets) or '无'}。")
            stated = read_facts_file(facts, pack, sheet)
            found = score(sheet, pack, stated.facts, stated.given, stated.period)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"事实文件打不开：{facts}。请检查路径，并用 UTF-8 编码保存。") from error
        except (PackError, PeriodError, GivenError) as error:
            raise CommandError(str(error)) from error
        whole = found.as_json()
        if as_json:
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        for item, line in zip(found.items, whole["items"], strict=True):
            self.stdout.write(f"{item.item.title}\t{_shown(line['points'])}\t满分{_shown(line['max'])}")
        self.stdout.write(f"总分\t{_shown(whole['total'])}\t{whole['band'] or ''}")


def _shown(points: Any) -> str:
    return "暂无数据" if points is None else str(points)
