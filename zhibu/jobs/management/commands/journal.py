"""`zhibu journal verify`: walk the journal's chain; exit 1 and name the row where it breaks."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhibu.domain.journal.queries import prove


class Command(BaseCommand):
    help = "日志：verify 逐条校验，发现被改动、删除或截断的行"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--json", action="store_true", help="结果写成 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        proof = prove()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(proof), ensure_ascii=False))
        if proof.broken is not None:
            raise CommandError(f"日志不完整：{proof.reason}。请停用系统，用备份核对这一行前后的记录。")
        if not options["json"]:
            self.stdout.write(f"日志完整：{proof.entries}条，逐条校验无误。")
