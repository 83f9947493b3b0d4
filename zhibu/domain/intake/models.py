"""A plan on its way in: the document as read, and the tasks proposed from it. Nothing here is a task yet."""

from django.conf import settings
from django.db import models

from zhibu.domain.files.models import Document
from zhibu.domain.intake.choices import Decision, Stage
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.choices import Every
from zhibu.domain.tasks.models import Plan

TEXT_LIMIT = 500


def _whole_tree() -> list[str]:
    return ["all"]


class Import(models.Model):
    """One received plan. `text` is what was read; every position in outline, notices and proposals points into it.

    `outline`: [{level, number, title, start, end}]; `notices`: [{kind, title, quote, start, end}], noise and masked
    values as the reader found them; `rows`: [[start, end]] of each table row, whose lines are its cells.
    `fallback` are the targets (see intake.targets) of proposals that name nobody.
    `token` is made with the upload form: a form sent twice meets its own first import.
    """

    token = models.UUIDField("表单号", unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="制定组织", on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(Document, verbose_name="原文", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("状态", max_length=10, choices=Stage.choices, default=Stage.STAGED)
    title = models.CharField("标题", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    text = models.TextField("正文")
    outline = models.JSONField("提纲", default=list)
    notices = models.JSONField("提示", default=list)
    rows = models.JSONField("表格行", default=list)
    fallback = models.JSONField("未写明责任单位的任务下发给", default=_whole_tree)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="导入人", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("导入时间")
    plan = models.OneToOneField(
        Plan, verbose_name="计划", null=True, blank=True, on_delete=models.PROTECT, related_name="intake"
    )

    class Meta:
        verbose_name = "导入"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """One task as understood, `text[start:end]` of the import being its source (both None when added by hand).

    `named`: [{name, certainty, targets}] for each unit as written, with the targets it may mean (intake.matching).
    `targets`: who will be asked, as confirmed; empty means the import's fallback once no name is left open.
    """

    staged = models.ForeignKey(
        Import, verbose_name="导入", on_delete=models.CASCADE, related_name="proposals"
    )
    order = models.PositiveIntegerField("次序")
    number = models.CharField("提纲位置", max_length=60, blank=True)
    text = models.CharField("任务", max_length=TEXT_LIMIT)
    quote = models.TextField("原文", blank=True)
    start = models.PositiveIntegerField("起", null=True, blank=True)
    end = models.PositiveIntegerField("止", null=True, blank=True)
    deadline_text = models.CharField("原文时限", max_length=60, blank=True)
    due_on = models.DateField("时限", null=True, blank=True)
    every = models.CharField("频次", max_length=10, choices=Every.choices, default=Every.ONCE)
    lead = models.CharField("牵头单位", max_length=200, blank=True)
    named = models.JSONField("责任单位", default=list, blank=True)
    targets = models.JSONField("下发给", default=list, blank=True)
    decision = models.CharField("处理", max_length=10, choices=Decision.choices, default=Decision.PENDING)
    reason = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "任务建议"
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["staged", "order"])]

    def __str__(self) -> str:
        return self.text

    @property
    def open_names(self) -> list[str]:
        """Names in the text of which a person must still say whom they mean."""
        return [named["name"] for named in self.named if named["certainty"] in ("unsure", "none")]


class Change(models.Model):
    """One step of work on the proposals, so that it can be undone: `before` maps a proposal's key to its fields as
    they were, or to null where the step created it."""

    staged = models.ForeignKey(Import, verbose_name="导入", on_delete=models.CASCADE, related_name="changes")
    words = models.CharField("做了什么", max_length=100)
    before = models.JSONField("原样")

    class Meta:
        verbose_name = "修改"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
