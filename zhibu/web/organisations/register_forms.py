"""The forms of the register: an organisation is founded, elected anew, and its members come, go and take posts."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.domain.organisations.queries import existing_on, kinds_below
from zhibu.domain.people.choices import Gender, Leaving, PostKind, Status
from zhibu.domain.people.models import Person, Post
from zhibu.domain.people.queries import namable_people, posts_at

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
        self.viewer, self.place, self.today = viewer, place, today
        self.fit()

    @classmethod
    def fits(cls, place: Organisation) -> bool:
        """Whether the form has a meaning for the organisation at all."""
        return place.kind in cls.kinds

    def beginning(self, today: date) -> dict[str, Any]:
        return {"since": today, "established_on": today, "on": today, "until": today}

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


def _group() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Organisation.objects.none(),
        label="党小组",
        empty_label="不编入党小组",
        required=False,
        widget=forms.Select(_SELECT),
    )


def _offer_groups(form: RegisterForm) -> None:
    """The groups of the branch that exist today."""
    field = form.fields["group"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Organisation.objects.get_children(form.place).filter(existing_on(form.today))


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
    group = _group()

    def fit(self) -> None:
        _offer_groups(self)


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


class ConfirmForm(RegisterForm):
    act, title, kinds = "confirm", "预备党员转正", frozenset({Kind.BRANCH})
    person = _words("姓名", 40, list="members", autocomplete="off")
    on = _day("转正日期")


class LeaveForm(RegisterForm):
    act, title, kinds = "leave", "移出名册", frozenset({Kind.BRANCH})
    person = _words("姓名", 40, list="members", autocomplete="off")
    reason = _choice("原因", Leaving.choices)
    until = _day("最后一天")


class _PostField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.get_kind_display()}，{obj.person}"


class ReleaseForm(RegisterForm):
    act, title = "release", "免去职务"
    post = _PostField(Post.objects.none(), label="职务", empty_label="请选择", widget=forms.Select(_SELECT))
    until = _day("任职最后一天")

    def fit(self) -> None:
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = posts_at(self.place, on=self.today)


class RegroupForm(RegisterForm):
    act, title, kinds = "regroup", "调整党小组", frozenset({Kind.BRANCH})
    person = _words("姓名", 40, list="members", autocomplete="off")
    group = _group()
    on = _day("调整日期")

    def fit(self) -> None:
        _offer_groups(self)


class DissolveForm(RegisterForm):
    act, title, permission = "dissolve", "撤销这个党组织", "organisations.manage"
    on = _day("撤销日期")
    sure = forms.BooleanField(
        label="我已核对：撤销后不能恢复，已有的纪实和考核结果照旧保留",
        widget=forms.CheckboxInput({"class": "form-check-input"}),
        error_messages={"required": "撤销后不能恢复，请核对后勾选。"},
    )

    @classmethod
    def fits(cls, place: Organisation) -> bool:
        """The top of the tree cannot be dissolved."""
        return place.depth > 1


FORMS: tuple[type[RegisterForm], ...] = (
    AdmitForm,
    ConfirmForm,
    RegroupForm,
    TransferForm,
    LeaveForm,
    AppointForm,
    ReleaseForm,
    TermForm,
    FoundForm,
    DissolveForm,
)
