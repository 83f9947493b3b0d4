"""Closed lists of tasks. Assignment states are the words of the snapshot schema (zhibu.facts)."""

from django.db import models


class Origin(models.TextChoices):
    PLAN = "plan", "年度计划"
    FINDING = "finding", "督查问题"
    REQUEST = "request", "临时任务"


class Every(models.TextChoices):
    ONCE = "once", "一次"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF = "half", "每半年"
    YEAR = "year", "每年"
    STANDING = "standing", "长期坚持"


class State(models.TextChoices):
    ASSIGNED = "assigned", "待办"
    SUBMITTED = "submitted", "待验收"
    RETURNED = "returned", "已退回"
    DONE = "done", "已销号"


class Scope(models.TextChoices):
    COMMON = "common", "共性问题"
    INDIVIDUAL = "individual", "个性问题"


# States in which the branch has the next move.
OPEN = (State.ASSIGNED, State.RETURNED)
