"""Editions: rule packs as this site changed them. A pack without an active edition is used as it was installed."""

from django.conf import settings
from django.db import models

from zhibu.domain.rulebook.choices import OPEN, State


class Edition(models.Model):
    """One changed copy of a pack. `files` maps a path within the pack to the YAML text; `hash` covers all of them.

    What is active, retired or discarded is never edited again, so an old result can always be read with its rules.
    """

    pack = models.CharField("规则包", max_length=60)
    number = models.PositiveIntegerField("修改序号")
    files = models.JSONField("文件", default=dict)
    hash = models.CharField("校验值", max_length=64)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.CharField("修改缘由", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="修改人", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("修改时间")
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="启用人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    activated_at = models.DateTimeField("启用时间", null=True, blank=True)

    class Meta:
        verbose_name = "规则修改"
        ordering = ["pack", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="one_edition_a_number"),
            models.UniqueConstraint(
                fields=["pack"], condition=models.Q(state=State.ACTIVE), name="one_active_edition_a_pack"
            ),
            models.UniqueConstraint(
                fields=["pack"], condition=models.Q(state__in=OPEN), name="one_open_edition_a_pack"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.ACTIVE)
                | models.Q(activated_by__isnull=False) & ~models.Q(activated_by=models.F("made_by")),
                name="activated_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack} 第{self.number}次修改"
