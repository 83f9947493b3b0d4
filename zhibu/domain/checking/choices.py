"""What checking a figure can come to."""

from django.db import models


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", "与记录一致"
    CONTRADICTED = "contradicted", "与记录不符"
    NO_RECORD = "no_record", "暂无数据"
    CANNOT = "cannot_be_checked", "无法核对"
