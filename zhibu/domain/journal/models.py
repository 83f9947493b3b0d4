"""Who did what, when: append-only, each row bound to the one before it by its hash.

Nothing here points up the house: the organisation is kept as its path at the time, the subject as type and number.
"""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act. `hash` covers every other column and the previous entry's hash."""

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="办理人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    act = models.CharField("事项", max_length=60)
    subject_type = models.CharField("对象类别", max_length=40)
    subject_id = models.BigIntegerField("对象编号", null=True)
    place = models.CharField("组织路径", max_length=255, blank=True)
    detail = models.JSONField("内容", default=dict)
    previous_hash = models.CharField("前一条校验值", max_length=64)
    hash = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "日志"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "number"]),
            models.Index(fields=["place", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class Head(models.Model):
    """The chain's last link, in one row that every writer locks: so a cut-off tail is noticed too."""

    number = models.PositiveBigIntegerField("最后序号", default=0)
    hash = models.CharField("最后校验值", max_length=64, default="")

    class Meta:
        verbose_name = "日志链头"
