"""Plans, the tasks in them, what each organisation owes of a task, and the problems that became tasks."""

from django.conf import settings
from django.db import models

from zhibu.domain.files.models import Document
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.choices import Every, Origin, Scope, State


class Plan(models.Model):
    """A published plan: the document it came from and the tasks read out of it."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="制定组织", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField("标题", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    document = models.ForeignKey(
        Document, verbose_name="原文", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField("发布时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "计划"
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """Something owed, worded once; who owes it are its assignments. `organisation` is the one that asks."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="下发组织", on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, verbose_name="计划", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    number = models.CharField("计划中的位置", max_length=60, blank=True)
    title = models.CharField("任务", max_length=500)
    quote = models.TextField("原文", blank=True)
    origin = models.CharField("来源", max_length=15, choices=Origin.choices)
    every = models.CharField("频次", max_length=10, choices=Every.choices, default=Every.ONCE)
    deadline_text = models.CharField("原文时限", max_length=60, blank=True)
    lead = models.CharField("牵头单位", max_length=200, blank=True)
    issued_at = models.DateTimeField("下发时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="下发人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "任务"
        ordering = ["plan_id", "pk"]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """What one organisation owes of a task, in one period where the task recurs."""

    task = models.ForeignKey(Task, verbose_name="任务", on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(
        Organisation, verbose_name="责任组织", on_delete=models.PROTECT, related_name="assignments"
    )
    period = models.CharField("期间", max_length=7, blank=True)
    due_on = models.DateField("时限", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ASSIGNED)
    report = models.TextField("办理情况", blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提交人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verdict = models.TextField("验收意见", blank=True)
    checked_at = models.DateTimeField("验收时间", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="验收人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "责任事项"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"]),
            models.Index(fields=["state", "due_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "organisation", "period"], name="one_assignment_a_period"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.DONE)
                | models.Q(checked_by__isnull=False) & ~models.Q(checked_by=models.F("submitted_by")),
                name="checked_off_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.task}"


class Finding(models.Model):
    """A problem found when a period was judged; put right through its task. `snapshot` names the closed figures."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="提出组织", on_delete=models.PROTECT, related_name="+"
    )
    task = models.OneToOneField(
        Task, verbose_name="整改任务", on_delete=models.PROTECT, related_name="finding"
    )
    period = models.CharField("发现期间", max_length=7)
    scope = models.CharField("类别", max_length=12, choices=Scope.choices)
    title = models.CharField("问题", max_length=300)
    indicator = models.CharField("指标", max_length=100, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    snapshot = models.CharField("结账数据校验值", max_length=64, blank=True)
    opened_on = models.DateField("提出日期")

    class Meta:
        verbose_name = "问题"
        ordering = ["-opened_on", "scope", "pk"]

    def __str__(self) -> str:
        return self.title
