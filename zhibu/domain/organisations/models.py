"""The tree of Party organisations, the units they belong to, and their terms of office."""

from django.db import models
from treebeard.mp_tree import MP_Node

from zhibu.domain.organisations.choices import Category, Kind


class Unit(models.Model):  # type: ignore[django-manager-missing]  # treebeard ships no types
    """An administrative unit (处室、局、公司), the name by which plans call who is responsible."""

    name = models.CharField("单位名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30, db_index=True)
    category = models.CharField("类别", max_length=20, choices=Category.choices)

    class Meta:
        verbose_name = "单位"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Organisation(MP_Node):
    """One Party organisation. `path` orders and scopes the tree: a subtree is one indexed prefix."""

    steplen = 4
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, db_index=True)
    kind = models.CharField("类型", max_length=20, choices=Kind.choices)
    category = models.CharField("类别", max_length=20, choices=Category.choices)
    unit = models.ForeignKey(
        Unit,
        verbose_name="所在单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    is_joint = models.BooleanField("联合支部", default=False)
    established_on = models.DateField("成立日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "党组织"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dissolved_on__isnull=True)
                | models.Q(dissolved_on__gte=models.F("established_on")),
                name="organisation_dissolved_after_established",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Term(models.Model):
    """A term of office (届): from the election to the day it runs out."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="党组织", on_delete=models.CASCADE, related_name="terms"
    )
    elected_on = models.DateField("选举日期")
    expires_on = models.DateField("任期届满", db_index=True)

    class Meta:
        verbose_name = "任期"
        ordering = ["-elected_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("elected_on")), name="term_ends_later"
            ),
            models.UniqueConstraint(fields=["organisation", "elected_on"], name="one_term_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.elected_on:%Y-%m-%d}"
