"""zhibu read-plan FILE [--json] [--year YYYY]: outline and proposed tasks of a document; nothing is written."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhibu.papers import MAX_BYTES, NOTICE_TITLES, PaperError, Plan, open_document, read_plan
from zhibu.papers.payloads import plan_payload


def read_upload(path: Path) -> bytes:
    """The bytes of a file named on the command line, at most one more than is allowed; raises CommandError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"文件打不开：{path}。{error.strerror}。请检查路径是否正确。") from error


class Command(BaseCommand):
    help = "读计划：列出提纲、拟分解的任务和需要留意之处（.docx .xlsx .txt .pdf）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要读的文件")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")
        parser.add_argument("--year", type=int, help="计划所属年份；不写则从文中判断")

    def handle(self, *, file: Path, json: bool, year: int | None, **options: object) -> None:
        try:
            document = open_document(file.name, read_upload(file))
        except PaperError as error:
            raise CommandError(error.message) from error
        plan = read_plan(document, year=year, today=timezone.localdate())
        self.stdout.write(_as_json(plan) if json else _as_text(plan))


def _as_json(plan: Plan) -> str:
    return json.dumps(plan_payload(plan), ensure_ascii=False, indent=1)


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
