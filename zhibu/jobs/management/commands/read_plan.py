"""zhibu read-plan FILE [--json] [--year YYYY]: outline and proposed tasks of a document; nothing is written."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from zhibu.jobs.documents import as_json, open_paper
from zhibu.papers import NOTICE_TITLES, Plan, read_plan
from zhibu.papers.payloads import plan_payload


class Command(BaseCommand):
    help = "读计划：列出提纲、拟分解的任务和需要留意之处（.docx .xlsx .txt .pdf）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要读的文件")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")
        parser.add_argument("--year", type=int, help="计划所属年份；不写则从文中判断")

    def handle(self, *, file: Path, json: bool, year: int | None, **options: object) -> None:
        document = open_paper(file)
        plan = read_plan(document, year=year, today=timezone.localdate())
        self.stdout.write(as_json(plan_payload(plan), document, file) if json else _as_text(plan))


def _as_text(plan: Plan) -> str:
    lines = [plan.title or "（没有读到标题）", "", "提纲"]
    lines += [f"{'  ' * one.level}{one.number} {one.title}" for one in plan.outline]
    lines += ["", f"拟分解的任务（{len(plan.tasks)} 项，确认前不会写入）"]
    for index, task in enumerate(plan.tasks, 1):
        due = task.deadline.text if task.deadline else ""
        who = "、".join((*task.lead, *task.responsible))
        lines.append(f"{index:4}. {task.text}" + "".join(f"｜{part}" for part in (due, who) if part))
    lines += ["", f"需要留意（{len(plan.warnings)} 处）"]
    lines += [f"  {NOTICE_TITLES[one.kind]}：{one.quote}" for one in plan.warnings]
    return "\n".join(lines)
