"""纪实: what an organisation did, recorded once; who was there; what it proves; and drafts not yet recorded."""

from django.conf import settings
from django.db import models

from zhibu.domain.activities.choices import Presence, Reason
from zhibu.domain.files.models import Document
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Person
from zhibu.domain.tasks.models import Assignment, Task


class Activity(models.Model):
    """Something that happened. A correction is a new row that `replaces` the old one; a withdrawn row stays.

    `token` is made with the form: a form sent twice meets its own first record. `kind` is an activity kind of the
    rule packs. `agenda` and `resolutions` have one item a line.
    """

    token = models.UUIDField("表单号", unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField("类别", max_length=40)
    title = models.CharField("主题", max_length=200)
    held_on = models.DateField("日期")
    minutes = models.PositiveSmallIntegerField("时长（分钟）", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    host = models.ForeignKey(
        Person, verbose_name="主持人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agenda = models.TextField("议题", blank=True)
    summary = models.TextField("内容纪要", blank=True)
    resolutions = models.TextField("决议", blank=True)
    documents = models.ManyToManyField(Document, verbose_name="附件", blank=True, related_name="activities")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="记录人", on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("记录时间")
    replaces = models.OneToOneField(
        "self",
        verbose_name="更正自",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "纪实"
        ordering = ["-held_on", "-pk"]
        indexes = [
            # All that the list of a whole committee is counted and put in order by, so that no record itself is read.
            models.Index(fields=["organisation", "held_on", "kind", "withdrawn_at"]),
            models.Index(fields=["kind", "held_on"]),
            models.Index(fields=["held_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def agenda_items(self) -> list[str]:
        """The items of the agenda, in order."""
        return _lines(self.agenda)

    @property
    def resolved(self) -> list[str]:
        """What was resolved, item by item."""
        return _lines(self.resolutions)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class Attendance(models.Model):
    """One expected person at one activity, as the recorder wrote it down; nobody signs in."""

    activity = models.ForeignKey(
        Activity, verbose_name="纪实", on_delete=models.CASCADE, related_name="attendance"
    )
    person = models.ForeignKey(
        Person, verbose_name="人员", on_delete=models.PROTECT, related_name="attendance"
    )
    status = models.CharField("到会情况", max_length=10, choices=Presence.choices)
    reason = models.CharField("缺席原因", max_length=10, choices=Reason.choices, blank=True)

    class Meta:
        verbose_name = "到会情况"
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="one_line_a_person"),
            models.CheckConstraint(
                condition=models.Q(status=Presence.ABSENT) | models.Q(reason=""),
                name="reason_only_when_absent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_status_display()}"


class Evidence(models.Model):
    """An activity that shows an assignment was worked on."""

    assignment = models.ForeignKey(
        Assignment, verbose_name="责任事项", on_delete=models.CASCADE, related_name="evidence"
    )
    activity = models.ForeignKey(
        Activity, verbose_name="纪实", on_delete=models.CASCADE, related_name="serves"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="关联人", on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("关联时间")

    class Meta:
        verbose_name = "佐证"
        constraints = [models.UniqueConstraint(fields=["assignment", "activity"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.activity} → {self.assignment}"


class Declaration(models.Model):
    """A branch's word that its records of a period are complete, so that nothing recorded means nothing done."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.PROTECT, related_name="declarations"
    )
    period = models.CharField("期间", max_length=7)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="确认人", on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "报全确认"
        constraints = [models.UniqueConstraint(fields=["organisation", "period"], name="declared_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.period}"


class Draft(models.Model):
    """A record form as far as it was typed; `content` is the form's fields as sent. One person's, until recorded."""

    token = models.UUIDField("表单号", unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填写人", on_delete=models.CASCADE, related_name="drafts"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="组织", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField("类别", max_length=40)
    content = models.JSONField("内容", default=dict)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "草稿"
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class Resolved(models.Model):
    """A task that was sent out because a meeting resolved it; `words` are those of the resolution. A corrected record
    takes it along."""

    activity = models.ForeignKey(
        Activity, verbose_name="纪实", on_delete=models.PROTECT, related_name="resolved_tasks"
    )
    task = models.OneToOneField(Task, verbose_name="任务", on_delete=models.CASCADE, related_name="+")
    words = models.CharField("决议", max_length=2000)

    class Meta:
        verbose_name = "决议下发的任务"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
