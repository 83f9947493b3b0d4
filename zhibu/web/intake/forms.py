"""What the import pages ask for."""

from typing import Any

from django import forms

from zhibu.domain.intake.actions import Wording
from zhibu.domain.intake.models import TEXT_LIMIT, Proposal
from zhibu.domain.tasks.choices import Every

_INPUT = {"class": "form-control"}


class WordingForm(forms.Form):
    """One task in words, with when and who leads."""

    text = forms.CharField(
        label="任务",
        widget=forms.Textarea(_INPUT | {"rows": 3}),
        max_length=TEXT_LIMIT,
        error_messages={
            "required": "请写明要做什么；不需要这一条时请选择删去。",
            "max_length": f"任务最多{TEXT_LIMIT}个字，请精简，或拆成几条。",
        },
    )
    every = forms.ChoiceField(
        label="频次", choices=Every.choices, initial=Every.ONCE, widget=forms.Select({"class": "form-select"})
    )
    due_on = forms.DateField(
        label="时限",
        required=False,
        widget=forms.DateInput(_INPUT | {"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "时限请写成 2026-06-30 的样子。"},
    )
    lead = forms.CharField(
        label="牵头单位",
        required=False,
        max_length=200,
        widget=forms.TextInput(_INPUT),
        error_messages={"max_length": "牵头单位最多200个字，请缩短。"},
    )

    @property
    def wording(self) -> Wording:
        """What was typed, once the form is valid."""
        return Wording(**self.cleaned_data)

    @classmethod
    def of(cls, proposal: Proposal) -> "WordingForm":
        initial: dict[str, Any] = {
            name: getattr(proposal, name) for name in ("text", "every", "due_on", "lead")
        }
        return cls(initial=initial, prefix=f"p{proposal.pk}")


class DescribeForm(forms.Form):
    """The plan's name and year."""

    title = forms.CharField(
        label="标题",
        max_length=200,
        widget=forms.TextInput(_INPUT),
        error_messages={"required": "请填写计划标题。", "max_length": "标题最多200个字，请缩短。"},
    )
    year = forms.IntegerField(
        label="年度",
        widget=forms.NumberInput(_INPUT | {"inputmode": "numeric"}),
        error_messages={"required": "请填写年度。", "invalid": "年度请填四位年份，如2026。"},
    )
