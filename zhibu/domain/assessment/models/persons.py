"""What a closed period found about persons. Read through `people.view` of the branch or by the person alone."""

from django.db import models

from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models.closings import Closing, Scored
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person


class PersonResult(models.Model):
    """One indicator of one member in a closed period. `organisation` is the branch they belonged to at its end.

    `value` and `required` are exact texts, "" where there is none or it is unknown.
    """

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.CASCADE, related_name="person_results"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="党支部", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(Person, verbose_name="党员", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField("指标", max_length=100)
    period = models.CharField("指标的期间", max_length=7)
    verdict = models.CharField("结论", max_length=15, choices=Verdict.choices)
    value = models.CharField("实际", max_length=100, blank=True)
    required = models.CharField("要求", max_length=100, blank=True)

    class Meta:
        verbose_name = "党员结果"
        constraints = [
            models.UniqueConstraint(fields=["closing", "person", "indicator"], name="one_person_result_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.indicator} {self.get_verdict_display()}"


class PersonScore(Scored):
    """One score sheet of one member in a closed period."""

    closing = models.ForeignKey(
        Closing, verbose_name="结账", on_delete=models.CASCADE, related_name="person_scores"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="党支部", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(Person, verbose_name="党员", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "党员评分"
        constraints = [
            models.UniqueConstraint(fields=["closing", "person", "sheet"], name="one_person_score_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.sheet} {self.period}"
