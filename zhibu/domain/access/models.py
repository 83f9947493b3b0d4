"""Grants: which user holds which role over which subtree, from when until when."""

from datetime import date

from django.conf import settings
from django.db import models

from zhibu.domain.access.permissions import Role
from zhibu.domain.organisations.models import Organisation


class Grant(models.Model):
    """A role over one organisation and everything below it.

    `until` is the last day it holds as planned, open when empty; `ended_at` says that it was ended before, at once.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="账号", on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="范围", on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    ended_at = models.DateTimeField("收回时间", null=True, blank=True)
    ended_reason = models.CharField("收回理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "授权"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "since"],
                condition=models.Q(ended_at__isnull=True),
                name="one_grant_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="grant_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.organisation}"

    @staticmethod
    def not_over(today: date) -> models.Q:
        """Filter for grants in force on `today` or still to begin."""
        return models.Q(ended_at__isnull=True) & (models.Q(until__isnull=True) | models.Q(until__gte=today))
