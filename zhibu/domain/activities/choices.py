"""Closed lists of activities. Values are the words of the snapshot schema (zhibu.facts)."""

from django.db import models


class Presence(models.TextChoices):
    PRESENT = "present", "到会"
    ABSENT = "absent", "缺席"


class Reason(models.TextChoices):
    BUSINESS = "business", "因公外出"
    SICK = "sick", "病假"
    PERSONAL = "personal", "事假"
    VACATION = "vacation", "休假探亲"
    OTHER = "other", "其他"
