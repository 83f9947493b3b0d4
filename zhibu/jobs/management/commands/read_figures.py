"""zhibu read-figures FILE [--json]: every quantitative claim of a document."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand

from zhibu.jobs.documents import as_json, open_paper
from zhibu.papers.figures import Doubt, Figure, find_doubts, read_figures
from zhibu.papers.payloads import figures_payload

_APPROX = {"exact": "", "at_least": "（至少）", "about": "（约）", "masked": "（已隐去）"}


class Command(BaseCommand):
    help = "找出文中每一个数字表述：数值、单位、对象和期间（.docx .xlsx .txt .pdf）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要读的文件")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *, file: Path, json: bool, **options: object) -> None:
        document = open_paper(file)
        figures = read_figures(document)
        doubts = find_doubts(document, figures)
        if json:
            self.stdout.write(as_json(figures_payload(figures, doubts), document, file))
        else:
            self.stdout.write(_as_text(figures, doubts))


def _as_text(figures: Sequence[Figure], doubts: Sequence[Doubt]) -> str:
    lines = [f"数字表述（{len(figures)} 处）"]
    for one in figures:
        about = "｜".join(part for part in (one.subject, one.measure, one.period) if part)
        lines.append(f"  {one.quote}{_APPROX[one.approx]}　{about}")
    lines += ["", f"前后不一致（{len(doubts)} 处）", *(f"  {one.message}" for one in doubts)]
    return "\n".join(lines)
