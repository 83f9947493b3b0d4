"""Closed lists of reports."""

from django.db import models

from zhibu.rules.periods import Size


class ReportKind(models.TextChoices):
    BULLETIN = "bulletin", "季度通报"
    WORK = "work", "工作报告"
    ANNUAL = "annual", "年度工作总结"
    STATEMENT = "statement", "书记述职报告"
    STATISTICS = "statistics", "统计表"


class ReportState(models.TextChoices):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已印发"


SIZES: dict[str, tuple[Size, ...]] = {
    ReportKind.BULLETIN: ("quarter",),
    ReportKind.WORK: ("quarter", "half", "year"),
    ReportKind.ANNUAL: ("year",),
    ReportKind.STATEMENT: ("quarter", "half", "year"),
    ReportKind.STATISTICS: ("quarter", "half", "year"),
}
"""The periods that each kind of report may be about."""
