"""Drafts whose figures are held against the records."""

from django.conf import settings
from django.db import models

from zhibu.domain.organisations.models import Organisation


class CheckedDraft(models.Model):
    """A text of somebody's own, checked for one organisation and period.

    `text` is as it stands now; `corrections` lists {start, old, new} in the order in which they were made, so that the
    last can be undone. `chosen` maps a figure's key (see queries.matching) to the measure that a person chose.
    `checked` is what the last check found (payloads.checked_json), `checked_at` when; made again after every change.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核对人", on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField("期间", max_length=7)
    name = models.CharField("名称", max_length=200)
    text = models.TextField("正文")
    corrections = models.JSONField("改动", default=list)
    chosen = models.JSONField("选定的口径", default=dict)
    checked = models.JSONField("核对结果", default=dict)
    checked_at = models.DateTimeField("核对时间")

    class Meta:
        verbose_name = "核对稿"
        ordering = ["-checked_at"]
        indexes = [models.Index(fields=["owner", "-checked_at"])]

    def __str__(self) -> str:
        return self.name
