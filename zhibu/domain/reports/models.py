"""Reports made from closed quarters and edited by people."""

from django.conf import settings
from django.db import models

from zhibu.domain.assessment.models import Closing
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.choices import ReportKind, ReportState


class Report(models.Model):
    """A report. Its figures come from closed quarters alone; its words are people's.

    `closing` is that of the last quarter of `period`; a quarterly bulletin (通报) is about the closing's own period and
    organisation, other kinds may be about a longer period, or about one organisation among those closed.

    `blocks` is a list of {id, kind, level, text, generated, rows, dropped}: `generated` is what the system wrote,
    `text` what stands now; they differ where a person edited, and an edited text stays when the report is made again.
    A block with `after` was put there by people; it follows the block of that id, "" for the beginning. What people
    added was generated empty.
    `figures` maps a figure's name in the text to its value and source (reports.composing.figures.Figure).
    `former` is the version before the last writing: blocks, figures, closing and its number, the report that it was.
    `layout` is how it goes out (reports.composing.layout.Layout); None is as the last report of the kind.
    """

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField("种类", max_length=12, choices=ReportKind.choices, default=ReportKind.BULLETIN)
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField("期间", max_length=7)
    title = models.CharField("标题", max_length=200)
    blocks = models.JSONField("正文", default=list)
    figures = models.JSONField("数字", default=dict)
    former = models.JSONField("上一版", null=True, blank=True)
    layout = models.JSONField("格式", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    drafted_at = models.DateTimeField("起草时间")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="印发人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "报告"
        ordering = ["-drafted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "kind", "organisation", "period"], name="one_report_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.title
