"""zhibu synth: a synthetic snapshot of any size, to measure with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from zhibu.facts.errors import FactsError
from zhibu.facts.snapshot import PackFiles
from zhibu.facts.synth import synthesise
from zhibu.rules.packs import PackError, load_all
from zhibu.rules.periods import Period, PeriodError


class Command(BaseCommand):
    """Takes the packs that are installed, not those a site has in force: it needs no database."""

    help = "合成一份任意规模的快照，用于测量；其中没有真实数据"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisations", type=int, required=True, help="党组织个数")
        parser.add_argument("--seed", type=int, default=1, help="同一个数生成同样的数据")
        parser.add_argument("--period", default="2026Q3", help="期间，例如 2026Q3")
        parser.add_argument("--out", type=Path, required=True, help="快照放在哪个目录")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_all(settings.ZHIBU_PACKS).values()
            packs = [PackFiles.read(settings.ZHIBU_PACKS / pack.id, pack.version) for pack in loaded]
            period = Period.parse(options["period"])
            manifest = synthesise(options["out"], options["organisations"], options["seed"], period, packs)
        except (FactsError, PackError, PeriodError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['out']}\t{manifest.rows('attendance')}行到会记录\t{manifest.digest}")
