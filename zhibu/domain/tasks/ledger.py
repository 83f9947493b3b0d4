"""整改台账: the problems of a list, one row for each organisation concerned, for a workbook or an official paper."""

from collections.abc import Sequence
from dataclasses import dataclass
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
"""Rows of a paper: more than anybody prints. A workbook holds them all."""
Cell = str | date  # "" where nothing has happened yet
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Ledger:
    """`rows` below HEAD; `total` says how many there are where a paper has room for some alone."""

    rows: Sequence[Row]
    total: int


def ledger(viewer: User, findings: QuerySet[Finding], *, limit: int | None = None) -> Ledger:
    """The rows of organisations that `viewer` may see, at most `limit`. Two queries, three where some are left."""
    owed = (
        assignments_for(viewer)
        .filter(task__finding__in=findings.order_by().values("pk"))
        .select_related("task__finding", "checked_by")
        .order_by("-task__finding__period", "task__finding", "organisation__path")
    )
    rows = [_row(number, one) for number, one in enumerate(owed[:limit], 1)]
    return Ledger(rows, owed.count() if len(rows) == limit else len(rows))


def ledger_paper(ledger: Ledger, *, organisation: str, on: date) -> Paper:
    """The ledger as a paper on its side, which says how many rows it has no room for.

    The rows name the figures that each problem was found by.
    """
    listed = [[_shown(cell) for cell in row] for row in ledger.rows]
    blocks: list[Block] = [
        Paragraph((_said(ledger, on),)),
        *([Table(HEAD, listed, dense=True)] if listed else []),
    ]
    return Paper(f"{organisation}问题整改台账", blocks, signature="", dated=on, landscape=True)


def _said(ledger: Ledger, on: date) -> str:
    if not ledger.rows:
        return "没有需要整改的问题。"
    left = ledger.total - len(ledger.rows)
    more = (
        f"这里列出前{len(ledger.rows)}项，另有{left}项请下载 Excel 查看，或按组织、类别筛选后再下载。"
        if left
        else ""
    )
    return f"截至{day_words(on)}，共{ledger.total}项。{more}"


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
