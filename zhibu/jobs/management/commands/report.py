"""zhibu report SNAPSHOT --template bulletin --out F.docx: a report from a snapshot alone."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.paper import paper
from zhibu.domain.reports.composing.reading import read
from zhibu.facts.errors import FactsError
from zhibu.papers.official import write

TEMPLATES = {"bulletin": compose_bulletin}


class Command(BaseCommand):
    """Needs no database: what it writes can be written again wherever the snapshot is."""

    help = "用快照生成通报"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("snapshot", type=Path, help="快照目录")
        parser.add_argument("--template", choices=sorted(TEMPLATES), default="bulletin", help="哪一种报告")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个 .docx 文件")
        parser.add_argument("--dated", type=date.fromisoformat, default=None, help="落款日期，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = read(options["snapshot"])
        except FactsError as error:
            raise CommandError(str(error)) from error
        composed = TEMPLATES[options["template"]](reading)
        written = write(
            paper(
                composed.title,
                composed.blocks,
                composed.figures,
                period=reading.period.label,
                digest=reading.digest,
                signature=reading.name,
                recipients="各党委、党总支、党支部",
                dated=options["dated"] or timezone.localdate(),
            )
        )
        options["out"].write_bytes(written)
        self.stdout.write(str(options["out"]))
