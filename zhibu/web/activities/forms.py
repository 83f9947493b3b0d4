"""The record form: what was typed, checked, and turned into the spec of the act."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhibu.domain.activities.actions import RecordSpec
from zhibu.domain.activities.choices import Reason
from zhibu.domain.files.models import Document
from zhibu.domain.people.models import Person
from zhibu.domain.tasks.models import Assignment

_INPUT = {"class": "form-control"}


class RecordForm(forms.Form):
    """One activity. People stand outside Django's fields: the page lists `expected` ids, and of these the `absent`
    ones, each with an optional `reason_<id>`; whoever is listed and not absent was there."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="主题",
        max_length=200,
        widget=forms.TextInput(_INPUT | {"autocomplete": "off"}),
        error_messages={"required": "请填写主题。", "max_length": "主题最多200个字，请缩短。"},
    )
    held_on = forms.DateField(
        label="日期",
        widget=forms.DateInput(_INPUT | {"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "请填写开展的日期。",
            "invalid": "日期不对，请写成 2026-09-30 的样子。",
        },
    )
    minutes = forms.IntegerField(
        label="时长（分钟）",
        required=False,
        min_value=1,
        max_value=1440,
        widget=forms.NumberInput(_INPUT | {"inputmode": "numeric"}),
        error_messages={
            "invalid": "时长请填整数分钟。",
            "min_value": "时长至少1分钟，不清楚可以不填。",
            "max_value": "时长最多1440分钟（一天），请核对。",
        },
    )
    host = forms.TypedChoiceField(
        label="主持人",
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select({"class": "form-select"}),
        error_messages={"invalid_choice": "主持人不在名单里，请重新选择。"},
    )
    place = forms.CharField(
        label="地点",
        required=False,
        max_length=100,
        widget=forms.TextInput(_INPUT),
        error_messages={"max_length": "地点最多100个字，请缩短。"},
    )
    summary = forms.CharField(label="内容纪要", required=False, widget=forms.Textarea(_INPUT | {"rows": 5}))
    agenda = forms.CharField(
        label="议题", required=False, help_text="一行一个", widget=forms.Textarea(_INPUT | {"rows": 3})
    )
    resolutions = forms.CharField(
        label="决议", required=False, help_text="一行一条", widget=forms.Textarea(_INPUT | {"rows": 3})
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host = cast(forms.TypedChoiceField, self.fields["host"])
        host.choices = [("", "未指定"), *((person.pk, person.name) for person in people)]

    def spec(self, kind: str, *, serves: Iterable[Assignment], documents: Iterable[Document]) -> RecordSpec:
        """The spec of a valid form."""
        values = self.cleaned_data
        posted = cast(QueryDict, self.data)
        listed, absent = ids_in(posted, "expected"), absences_in(posted)
        return RecordSpec(
            token=values["token"],
            kind=kind,
            title=values["title"],
            held_on=values["held_on"],
            present=[pk for pk in listed if pk not in absent],
            absent={pk: reason for pk, reason in absent.items() if pk in listed},
            minutes=values["minutes"],
            place=values["place"],
            host_id=values["host"],
            agenda=values["agenda"],
            summary=values["summary"],
            resolutions=values["resolutions"],
            serves=list(serves),
            documents=list(documents),
        )


class ReasonForm(forms.Form):
    """Why a record is corrected or withdrawn."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        widget=forms.Textarea({"class": "form-control", "rows": 2}),
        error_messages={
            "required": "请写明原因，以后查阅的人才知道缘由。",
            "max_length": "原因最多200个字。",
        },
    )


def ids_in(posted: QueryDict, name: str) -> list[int]:
    """The whole numbers posted under `name`; anything else is left out."""
    return [int(value) for value in posted.getlist(name) if value.isdecimal()]


def absences_in(posted: QueryDict) -> dict[int, str]:
    """Id -> reason ("" when none or an unknown one was chosen) of those marked absent."""
    reasons = {pk: posted.get(f"reason_{pk}", "") for pk in ids_in(posted, "absent")}
    return {pk: reason if reason in Reason.values else "" for pk, reason in reasons.items()}


def token_in(posted: QueryDict) -> UUID | None:
    """The form's token, or None when it is missing or mutilated."""
    try:
        return UUID(posted.get("token", ""))
    except ValueError:
        return None
