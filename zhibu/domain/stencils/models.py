"""范本: an office's own Word files with names where figures go, each upload kept as a version."""

from django.db import models

from zhibu.domain.files.models import Document
from zhibu.domain.organisations.models import Organisation


class Stencil(models.Model):
    """One kind of paper as an office writes it. A withdrawn one is kept and can be restored."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("名称", max_length=100)
    withdrawn_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "范本"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_stencil_a_name")]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """One upload of a stencil, never changed; the document has its hash, who sent it and when."""

    stencil = models.ForeignKey(
        Stencil, verbose_name="范本", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField("版次")
    document = models.ForeignKey(Document, verbose_name="原件", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "范本版次"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["stencil", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.stencil} 第{self.number}版"
