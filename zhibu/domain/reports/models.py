"""Reports made from closed quarters and edited by people."""

from django.conf import settings
from django.db import models

from zhibu.domain.assessment.models import Closing
from zhibu.domain.reports.choices import BulletinState


class Bulletin(models.Model):
    """A quarter's bulletin. Its figures come from the closing alone; its words are the office's.

    `blocks` is a list of {id, kind, level, text, generated, rows, dropped}: `generated` is what the system wrote,
    `text` what stands now; they differ where a person edited, and an edited text stays when the bulletin is made again.
    `figures` maps a figure's name in the text to its value and source (reports.composing.figures.Figure).
    """

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.PROTECT, related_name="bulletins"
    )
    title = models.CharField("标题", max_length=200)
    blocks = models.JSONField("正文", default=list)
    figures = models.JSONField("数字", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=BulletinState.choices, default=BulletinState.DRAFT
    )
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
        verbose_name = "通报"
        ordering = ["-drafted_at"]
        constraints = [models.UniqueConstraint(fields=["closing"], name="one_bulletin_a_closing")]

    def __str__(self) -> str:
        return self.title
