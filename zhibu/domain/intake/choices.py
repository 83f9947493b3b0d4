"""Closed lists of imports."""

from django.db import models


class Stage(models.TextChoices):
    STAGED = "staged", "待确认"
    APPLIED = "applied", "已发布"
    DISCARDED = "discarded", "已放弃"


class Decision(models.TextChoices):
    PENDING = "pending", "待确认"
    ACCEPTED = "accepted", "已采纳"
    DROPPED = "dropped", "已删去"


# Proposals that become tasks when the import is published.
KEPT = (Decision.PENDING, Decision.ACCEPTED)

# Why a proposal is as it is, where that matters later.
SPLIT_OFF = "由一条拆出"
STANDS = "与上一版相同，不重复下发"
