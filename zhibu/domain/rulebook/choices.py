"""The states of an edition of a rule pack."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "修改中"
    PROPOSED = "proposed", "待启用"
    ACTIVE = "active", "使用中"
    RETIRED = "retired", "已停用"
    DISCARDED = "discarded", "已放弃"


# Editions that somebody still works on.
OPEN = (State.DRAFT, State.PROPOSED)
