"""zhibu report SNAPSHOT... --template work --out F.docx: a report from snapshots alone."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhibu.domain.assessment.governing import kept_in
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Composed
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.composing.paper import paper
from zhibu.domain.reports.composing.reading import Opened, Reading, read
from zhibu.domain.reports.composing.story import Story
from zhibu.facts.errors import FactsError
from zhibu.papers import PaperError
from zhibu.papers.official import write, write_pdf
from zhibu.rules.periods import Period, PeriodError

BULLETIN = "bulletin"
WRITERS = {".docx": write, ".pdf": write_pdf}


class Command(BaseCommand):
    """Needs no database: what it writes can be written again wherever the snapshots are."""

    help = "用快照生成通报、工作报告、年度总结、述职报告或统计表"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "snapshot", type=Path, nargs="+", help="快照目录，按时间先后；半年、年度给几个季度的"
        )
        parser.add_argument(
            "--template", choices=sorted([BULLETIN, *COMPOSERS]), default=BULLETIN, help="哪一种报告"
        )
        parser.add_argument("--period", help="报告的期间，如 2026H1，默认是最后一个快照的季度")
        parser.add_argument("--organisation", type=int, help="只写这个组织及以下（编号），默认快照的全部")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个 .docx 或 .pdf 文件")
        parser.add_argument("--dated", type=date.fromisoformat, default=None, help="落款日期，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.suffix not in WRITERS:
            raise CommandError(
                f"只会写 .docx 和 .pdf，不会写 {out.suffix or '没有扩展名的文件'}。请改文件名。"
            )
        try:
            last, period, composed = _composed(options)
            made = paper(
                composed.title,
                composed.blocks,
                composed.figures,
                period=period.label,
                digest=last.digest,
                signature=last.name,
                recipients="各党委、党总支、党支部" if options["template"] == BULLETIN else "",
                dated=options["dated"] or timezone.localdate(),
                closed=last.period.label,
            )
            out.write_bytes(WRITERS[out.suffix](made))
        except (FactsError, PeriodError, PaperError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(out))


def _composed(options: dict[str, Any]) -> tuple[Reading, Period, Composed]:
    """The last quarter's reading, the report's period, the report."""
    directories, place = options["snapshot"], options["organisation"]
    opened = Opened.of(directories[-1], place)
    last = opened.judged()
    if options["template"] == BULLETIN:
        return last, last.period, compose_bulletin(last)
    period = Period.parse(options["period"]) if options["period"] else last.period
    titles = {kind.id: kind.title for pack in kept_in(directories[-1]) for kind in pack.kinds.values()}
    readings = [*(read(directory, place) for directory in directories[:-1]), last]
    units = opened.units(period.start) if options["template"] == "statistics" else ()
    whole = opened.counted(period.start)
    return last, period, COMPOSERS[options["template"]](Story(period, readings, (), titles, whole, units))
