"""The forms of the register: an organisation is founded, elected anew, and its members come, go and take posts."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.domain.organisations.queries import kinds_below
from zhibu.domain.people.choices import Gender, PostKind, Status
from zhibu.domain.people.models import Person
from zhibu.domain.people.queries import namable_people

_INPUT, _SELECT = {"class": "form-control"}, {"class": "form-select"}


def _words(label: str, most: int, **attributes: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(_INPUT | attributes))


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(_INPUT | {"type": "date"}, format="%Y-%m-%d"))


def _choice(label: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select(_SELECT))


class RegisterForm(forms.Form):
    """One form of an organisation's register: `act` names it, `title` heads it, `permission` and `kinds` say where."""

    act: ClassVar[str]
    title: ClassVar[str]
    permission: ClassVar[str] = "people.manage"
    kinds: ClassVar[frozenset[str]] = frozenset(Kind.values)

    def __init__(self, viewer: User, place: Organisation, today: date, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=self.beginning(today), prefix=self.act)
        self.viewer, self.place = viewer, place
        self.fit()

    def beginning(self, today: date) -> dict[str, Any]:
        return {"since": today, "established_on": today, "on": today}

    def fit(self) -> None:
        """Offer what fits the organisation."""

    def clean_person(self) -> Person:
        """The one member of that name at or below the organisation."""
        found = list(namable_people(self.place).filter(name=self.cleaned_data["person"].strip())[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                "有重名的党员，请先在名册中写明区别。" if found else "没有找到这名党员，请核对姓名。"
            )
        return found[0]


class FoundForm(RegisterForm):
    act, title, permission = "found", "新设下级党组织", "organisations.manage"
    kinds = frozenset({Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH})
    name = _words("全称", 120)
    short_name = _words("简称", 40)
    kind = _choice("类型", [])
    established_on = _day("成立日期")
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"),
        label="所在单位",
        empty_label="没有所在单位",
        required=False,
        widget=forms.Select(_SELECT),
    )

    def fit(self) -> None:
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in kinds_below(self.place)]


class TermForm(RegisterForm):
    act, title, permission = "term", "登记换届", "organisations.manage"
    kinds = frozenset({Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH})
    elected_on = _day("选举日期")
    expires_on = _day("届满日期")


class AdmitForm(RegisterForm):
    act, title, kinds = "admit", "接收党员", frozenset({Kind.BRANCH})
    name = _words("姓名", 40, autocomplete="off")
    gender = _choice("性别", Gender.choices)
    status = _choice("身份", Status.choices)
    joined_on = _day("入党日期")
    since = _day("转入日期")
    group = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="党小组",
        empty_label="不编入党小组",
        required=False,
        widget=forms.Select(_SELECT),
    )

    def fit(self) -> None:
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.get_children(self.place)


class TransferForm(RegisterForm):
    act, title, kinds = "transfer", "转出党员", frozenset({Kind.BRANCH})
    person = _words("姓名", 40, list="members", autocomplete="off")
    to = _words("转往支部（简称）", 40, autocomplete="off")
    on = _day("转接日期")

    def clean_to(self) -> Organisation:
        """The branch of that short name where the viewer keeps the register."""
        places = organisations_for(self.viewer, "people.manage")
        found = list(places.filter(short_name=self.cleaned_data["to"].strip(), kind=Kind.BRANCH)[:2])
        if len(found) != 1:
            raise forms.ValidationError("没有找到这个党支部，或有重名，或不在您的管理范围。请核对简称。")
        return found[0]


class AppointForm(RegisterForm):
    act, title = "appoint", "登记任职"
    person = _words("姓名", 40, list="members", autocomplete="off")
    kind = _choice("职务", PostKind.choices)
    since = _day("任职日期")


FORMS: tuple[type[RegisterForm], ...] = (AdmitForm, TransferForm, AppointForm, TermForm, FoundForm)
