"""What the page for checking a draft asks for."""

from datetime import date
from typing import Any, cast

from django import forms

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.actions import LONGEST
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.periods import Period, Size

_BACK = 6
"""How many quarters back a draft may be about without its period being typed."""

_SIZES: tuple[Size, ...] = ("year", "half", "quarter")


class CheckForm(forms.Form):
    """A file or pasted words, and what they are about."""

    file = forms.FileField(label="文件", required=False)
    words = forms.CharField(
        label="或粘贴正文",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"class": "form-control", "rows": 6}),
        error_messages={"max_length": f"正文最多{LONGEST}字，请分成几份核对。"},
    )
    organisation = forms.IntegerField(
        label="说的是哪个组织",
        error_messages={
            "required": "请选择组织，按名称可以查找。",
            "invalid": "没有这个组织，请按名称查找后选择。",
        },
    )
    period = forms.ChoiceField(
        label="说的是哪个期间",
        required=False,
        widget=forms.Select({"class": "form-select"}),
        error_messages={"invalid_choice": "没有这个期间，请从列表里选择。"},
    )

    def __init__(self, *args: Any, viewer: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._viewer = viewer
        period = cast(forms.ChoiceField, self.fields["period"])
        period.choices = [("", "按正文里写的"), *_periods(today)]

    def clean_organisation(self) -> Organisation:
        """The organisation, where the viewer may check drafts of it."""
        sent: int = self.cleaned_data["organisation"]
        found = organisations_for(self._viewer, "checking.check").filter(pk=sent).first()
        if found is None:
            raise forms.ValidationError("没有这个组织，请按名称查找后选择。")
        return found


def _periods(today: date) -> list[tuple[str, str]]:
    """The running quarter and those before it, with the half-years and years that they end."""
    found: list[Period] = []
    quarter = Period.containing(today, "quarter")
    for _ in range(_BACK):
        found += [Period.containing(quarter.end, size) for size in _SIZES]
        quarter = quarter.previous()
    return [(str(one), one.label) for one in dict.fromkeys(found)]
