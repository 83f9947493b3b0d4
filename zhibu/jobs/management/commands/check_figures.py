"""zhibu check-figures FILE --organisation ID --period P [--json]: every figure of a text held against the records."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.payloads import with_records
from zhibu.domain.checking.queries import check
from zhibu.domain.organisations.models import Organisation
from zhibu.jobs.documents import as_json, open_paper
from zhibu.rules.periods import Period, PeriodError

_MARKS = {
    Verdict.CONFIRMED: "一致",
    Verdict.CONTRADICTED: "不符",
    Verdict.NO_RECORD: "暂无数据",
    Verdict.CANNOT: "无法核对",
}


class Command(BaseCommand):
    help = "把文中每一个数字同系统记录核对：一致、不符、暂无数据、无法核对（.docx .xlsx .txt .pdf）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要核对的文件")
        parser.add_argument("--organisation", type=int, required=True, help="文件说的是哪个组织（编号）")
        parser.add_argument("--period", required=True, help="文件说的是哪个期间，如 2026Q3")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        place = Organisation.objects.filter(pk=options["organisation"]).first()
        if place is None:
            raise CommandError(f"没有编号为{options['organisation']}的组织。请在组织页的地址里查看编号。")
        try:
            period = Period.parse(options["period"])
        except PeriodError as error:
            raise CommandError(str(error)) from error
        document = open_paper(options["file"])
        checked = check(
            None,
            place,
            period,
            document,
            chosen={},
            today=timezone.localdate(),
            with_records=options["json"],
        )
        if options["json"]:
            self.stdout.write(as_json(with_records(checked), document, options["file"]))
            return
        if checked.until:
            self.stdout.write(f"数到{checked.until.day}（{checked.until.why}），{period.label}当时还没有过完")
        for one in checked.figures:
            about = one.meant.measure.title if one.meant.measure else "—"
            verdict = _MARKS[one.judgement.verdict]
            self.stdout.write(f"{verdict}\t{one.meant.figure.quote}\t{about}\t{one.judgement.reason}")
        for doubt in checked.doubts:
            self.stdout.write(f"前后不一致\t{doubt.message}")
