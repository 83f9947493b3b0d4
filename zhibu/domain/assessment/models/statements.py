"""What people state for the inputs of score sheets. A later statement supersedes the earlier; none is overwritten."""

from collections.abc import Mapping
from fractions import Fraction

from django.conf import settings
from django.db import models

from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person
from zhibu.rules.sheets.given import Given
from zhibu.rules.values import Value

Ballots = Mapping[str, Mapping[str, int]]
"""Group of raters -> grade -> how many ballots."""


class Statement(models.Model):
    """One input of a sheet, as stated of an organisation, or of a `person` who is a member of it.

    `value` is a number as exact text, true or false, and "" where a panel gave `grades`: ballots by rater group and
    grade. The statement in force is the one that is not superseded.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name="党员", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sheet = models.CharField("评分表", max_length=100)
    input = models.CharField("填报内容", max_length=100)
    period = models.CharField("期间", max_length=7)
    value = models.CharField("数值", max_length=40, blank=True)
    grades = models.JSONField("评议票", default=dict, blank=True)
    evidence = models.CharField("佐证材料", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填报人", on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField("填报时间")
    superseded_at = models.DateTimeField("被替代的时间", null=True, blank=True)

    class Meta:
        verbose_name = "评分填报"
        indexes = [models.Index(fields=["period", "sheet", "input"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sheet", "input", "period"],
                condition=models.Q(superseded_at__isnull=True, person__isnull=True),
                name="one_statement_in_force",
            ),
            models.UniqueConstraint(
                fields=["person", "sheet", "input", "period"],
                condition=models.Q(superseded_at__isnull=True, person__isnull=False),
                name="one_person_statement_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.sheet} {self.input} {self.period}"

    @property
    def given(self) -> Given:
        """The statement as the rules take it."""
        return as_given(self.value, self.grades, self.evidence, self.reason)


def as_given(value: str, grades: Ballots, evidence: str, reason: str) -> Given:
    """The columns of a statement as the rules take them."""
    ballots = {
        rater: {grade: Fraction(count) for grade, count in counts.items()} for rater, counts in grades.items()
    }
    return Given(_value(value), ballots, (evidence,) if evidence else (), reason)


def _value(text: str) -> Value | None:
    if text in ("true", "false"):
        return text == "true"
    return Fraction(text) if text else None
