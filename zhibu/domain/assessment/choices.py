"""Closed lists of judging. Values are the words of the rules (zhibu.rules.values)."""

from django.db import models


class Verdict(models.TextChoices):
    MET = "met", "达标"
    NOT_MET = "not_met", "未达标"
    UNKNOWN = "unknown", "暂无数据"
    NOT_APPLICABLE = "not_applicable", "不适用"
