"""Closed periods, and the verdicts and scores of organisations in them. Written once and never changed."""

from django.conf import settings
from django.db import models

from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.organisations.models import Organisation


class Closing(models.Model):
    """A period closed for the subtree of `organisation`: where its snapshot lies and what it is called by.

    `number` counts the closings of one period: a later one stands beside the earlier, with its `reason`. `digest` names
    the snapshot, `results_digest`, `scores_digest` and `persons_digest` what was found in it. `packs` lists id, version
    and digest of the rules in force; `rows` the number of records of each table.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name="范围", on_delete=models.PROTECT, related_name="closings"
    )
    period = models.CharField("期间", max_length=7)
    number = models.PositiveSmallIntegerField("第几次结账", default=1)
    reason = models.CharField("再次结账的原因", max_length=200, blank=True)
    directory = models.CharField("快照目录", max_length=100)
    digest = models.CharField("快照校验值", max_length=64)
    results_digest = models.CharField("结果校验值", max_length=64)
    scores_digest = models.CharField("评分校验值", max_length=64, blank=True)
    persons_digest = models.CharField("党员结果校验值", max_length=64, blank=True)
    packs = models.JSONField("规则包", default=list)
    rows = models.JSONField("记录条数", default=dict)
    closed_at = models.DateTimeField("结账时间")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="结账人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "结账"
        ordering = ["-period", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "organisation", "number"], name="one_closing_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.organisation}"


class Result(models.Model):
    """One indicator of one organisation in a closed period. `value` and `required` are words as shown, "" when none.

    The whole reckoning, what it rests on and why something does not apply are made again from the snapshot when someone
    asks. The foreign keys have no index of their own: results are read by closing, and each index lengthens storing.
    """

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.CASCADE, related_name="results", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    indicator = models.CharField("指标", max_length=100)
    period = models.CharField("指标的期间", max_length=7)
    verdict = models.CharField("结论", max_length=15, choices=Verdict.choices)
    value = models.CharField("实际", max_length=100, blank=True)
    required = models.CharField("要求", max_length=100, blank=True)

    class Meta:
        verbose_name = "结果"
        indexes = [models.Index(fields=["closing", "indicator", "verdict"])]
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "organisation", "indicator", "period"], name="one_result_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.indicator} {self.get_verdict_display()}"


class Score(models.Model):
    """One score sheet of one organisation in a closed period. `total` is exact text, "" while unknown; `band` "" where
    unknown or there is none.

    `items` lists {"id", "points", "max", "verdict"} in the sheet's order, points and max as exact texts or null.
    """

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.CASCADE, related_name="scores", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sheet = models.CharField("评分表", max_length=100)
    period = models.CharField("评分表的期间", max_length=7)
    total = models.CharField("总分", max_length=40, blank=True)
    band = models.CharField("档次", max_length=40, blank=True)
    items = models.JSONField("各项得分", default=list)

    class Meta:
        verbose_name = "评分"
        constraints = [
            models.UniqueConstraint(fields=["closing", "sheet", "organisation"], name="one_score_each"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.sheet} {self.period}"
