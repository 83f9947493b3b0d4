"""Stored originals: bytes kept once under their hash, and the named documents that point to them."""

from django.conf import settings
from django.db import models

from zhibu.domain.organisations.models import Organisation


class Document(models.Model):
    """One received file. The bytes lie in the store under `sha256`; the name is the sender's and is never trusted."""

    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("字节数")
    content_type = models.CharField("内容类型", max_length=100)
    organisation = models.ForeignKey(
        Organisation, verbose_name="所属组织", on_delete=models.PROTECT, related_name="+"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name
