"""What entering a roster asks beyond the file."""

from datetime import date

from django import forms
from django.http import QueryDict

_DAY = {"class": "form-control", "type": "date"}


class RosterForm(forms.Form):
    """The days that the file does not say."""

    since = forms.DateField(
        label="没有写转入日期的，从哪天起算",
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
    )
    established_on = forms.DateField(
        label="新设的支部、党小组从哪天成立",
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data, initial={"since": today, "established_on": today})
