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
