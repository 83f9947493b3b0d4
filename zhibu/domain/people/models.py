"""Persons, where they belong (dated) and which posts they hold (dated). No more than the register needs."""

from django.conf import settings
from django.db import models

from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Gender, PostKind, Status


def _dated(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
        name=f"{name}_ends_after_start",
    )


class Person(models.Model):
    """A Party member, and the account they sign in with if they have one."""

    name = models.CharField("姓名", max_length=30, db_index=True)
    gender = models.CharField("性别", max_length=10, choices=Gender.choices)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    joined_on = models.DateField("入党日期")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="账号",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )

    class Meta:
        verbose_name = "党员"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A member belongs to a branch (and to one of its groups) from `since` to `until`, both days included."""

    person = models.ForeignKey(
        Person, verbose_name="党员", on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="党支部",
        on_delete=models.PROTECT,
        related_name="memberships",
        limit_choices_to={"kind": Kind.BRANCH},
    )
    group = models.ForeignKey(
        Organisation,
        verbose_name="党小组",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="group_memberships",
        limit_choices_to={"kind": Kind.GROUP},
    )
    status = models.CharField("身份", max_length=15, choices=Status.choices)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "组织关系"
        indexes = [models.Index(fields=["organisation", "until", "since"])]
        constraints = [
            _dated("membership"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until__isnull=True), name="one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.organisation}"


class Post(models.Model):
    """A post held in an organisation, dated."""

    person = models.ForeignKey(Person, verbose_name="党员", on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, verbose_name="党组织", on_delete=models.PROTECT, related_name="posts"
    )
    kind = models.CharField("职务", max_length=25, choices=PostKind.choices)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "职务"
        indexes = [models.Index(fields=["organisation", "until", "since"])]
        constraints = [_dated("post")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()} {self.person}"


class ContactPoint(models.Model):
    """A leader's contact branch (联系点), dated."""

    person = models.ForeignKey(
        Person, verbose_name="班子成员", on_delete=models.CASCADE, related_name="contact_points"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="联系支部", on_delete=models.PROTECT, related_name="contact_points"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "联系点"
        constraints = [_dated("contact_point")]

    def __str__(self) -> str:
        return f"{self.person} {self.organisation}"
