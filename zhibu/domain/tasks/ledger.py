"""整改台账: the problems of a list, one row for each organisation concerned, for a workbook or an official paper."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from zhibu.domain.accounts.models import User
from zhibu.domain.tasks.models import Assignment, Finding
from zhibu.domain.tasks.queries import assignments_for
from zhibu.papers.official import Block, Paper, Paragraph, Table
from zhibu.papers.official.wording import day_words
from zhibu.rules.periods import Period

HEAD = (
    "序号",
    "问题",
    "类别",
    "发现于",
    "责任组织",
    "整改时限",
    "状态",
    "整改情况",
    "销号人",
    "销号日期",
    "依据",
)
LIMIT = 2000
Cell = str | date  # "" where nothing has happened yet
Row = tuple[Cell, ...]


def ledger_rows(viewer: User, findings: QuerySet[Finding]) -> list[Row]:
    """The rows below HEAD, at most LIMIT, of those organisations that `viewer` may see. Two queries."""
    rows: list[Row] = []
    owed = (
        assignments_for(viewer)
        .filter(task__finding__in=findings.order_by().values("pk"))
        .select_related("task__finding", "checked_by")
        .order_by("-task__finding__period", "task__finding", "organisation__path")
    )
    for number, one in enumerate(owed[:LIMIT], 1):
        rows.append(_row(number, one))
    return rows


def ledger_paper(rows: Iterable[Row], *, organisation: str, on: date) -> Paper:
    """The ledger as a paper on its side; the rows name the figures that each problem was found by."""
    listed = [[_shown(cell) for cell in row] for row in rows]
    said = f"截至{on.year}年{on.month}月{on.day}日，共{len(listed)}项。" if listed else "没有需要整改的问题。"
    blocks: list[Block] = [Paragraph((said,)), *([Table(HEAD, listed)] if listed else [])]
    return Paper(f"{organisation}问题整改台账", blocks, signature="", dated=on, landscape=True)


def _row(number: int, one: Assignment) -> Row:
    finding = one.task.finding
    return (
        str(number),
        finding.title,
        finding.get_scope_display(),
        Period.parse(finding.period).label,
        one.organisation.name,
        one.due_on or "",
        one.get_state_display(),
        one.report or "未报送",
        str(one.checked_by) if one.checked_by else "",
        timezone.localdate(one.checked_at) if one.checked_at else "",
        "，".join(filter(None, (finding.basis, finding.snapshot and f"结账数据{finding.snapshot[:12]}"))),
    )


def _shown(cell: Cell) -> str:
    return day_words(cell) if isinstance(cell, date) else cell
