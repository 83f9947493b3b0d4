"""Who signs in. A user says nothing about rights (room access) or about the person behind it (room people)."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """One account that can sign in; `display_name` is what pages and the journal show."""

    first_name = None  # type: ignore[assignment]  # Chinese names are one field: display_name
    last_name = None  # type: ignore[assignment]  # see first_name
    display_name = models.CharField("姓名", max_length=50, blank=True)

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class SavedView(models.Model):
    """Filters of one list that a user keeps under a name (常用筛选): the list by its address name, the query as sent.

    A matter of taste of one person, not an act on the work of a Party organisation; so the journal has no row of it.
    """

    user = models.ForeignKey(User, verbose_name="账号", on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("筛选条件", max_length=500)

    class Meta:
        verbose_name = "常用筛选"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
