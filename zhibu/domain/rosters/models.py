"""A roster on its way in: its rows as written, until they are entered into the register or dropped."""

from django.conf import settings
from django.db import models

from zhibu.domain.organisations.models import Organisation


class Roster(models.Model):
    """The rows of one uploaded list of members at or below `organisation`; nobody in it is registered yet.

    `lines`: [{place, said}] (papers.rosters). The file itself is not kept: it may hold more than the register needs.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name="党组织", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("文件名", max_length=200)
    lines = models.JSONField("各行")
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="导入人", on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField("读取时间")

    class Meta:
        verbose_name = "待登记的名册"

    def __str__(self) -> str:
        return self.name
