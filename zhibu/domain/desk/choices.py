"""How near a deadline is, as the desk groups it."""

from django.db import models


class Urgency(models.TextChoices):
    OVERDUE = "overdue", "逾期"
    WEEK = "week", "本周"
    MONTH = "month", "本月"
    LATER = "later", "以后"
