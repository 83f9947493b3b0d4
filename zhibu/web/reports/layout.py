"""How a report goes out: form, number, recipients, imprint."""

import re

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import require
from zhibu.domain.reports.actions import right_for, set_layout
from zhibu.domain.reports.composing.layout import URGENCIES, Layout
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import layout_of, report_for
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.requests import Request

_INPUT = {"class": "form-control", "autocomplete": "off"}
_BETWEEN = re.compile("[，,、；;\\n]+")


class LayoutForm(forms.Form):
    """A layout as it is typed; `copies` are separated by commas."""

    letter = forms.ChoiceField(
        label="格式",
        choices=[("", "普通格式"), ("letter", "信函格式（有发文机关标志和红色双线）")],
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )
    number = forms.CharField(
        label="发文字号",
        max_length=40,
        required=False,
        help_text="印在信函格式标题上方，年份用六角括号，例如 某党字〔2026〕15号",
        widget=forms.TextInput(_INPUT),
    )
    urgency = forms.ChoiceField(
        label="紧急程度",
        choices=[("", "不标"), *((one, one) for one in URGENCIES)],
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )
    recipients = forms.CharField(
        label="主送",
        max_length=200,
        required=False,
        help_text="不用写冒号；留空就不印主送",
        widget=forms.TextInput(_INPUT),
    )
    imprint = forms.BooleanField(
        label="末页印版记", required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )
    copies = forms.CharField(
        label="抄送",
        max_length=500,
        required=False,
        help_text="几个单位之间用逗号隔开",
        widget=forms.TextInput(_INPUT),
    )
    printer = forms.CharField(
        label="印发机关", max_length=100, required=False, widget=forms.TextInput(_INPUT)
    )
    printed_on = forms.DateField(
        label="印发日期",
        required=False,
        help_text="留空就用印发报告的那一天",
        widget=forms.DateInput({**_INPUT, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期不对，请写成 2026-09-30 的样子。"},
    )

    def layout(self) -> Layout:
        """What was typed; call it on a valid form."""
        values = self.cleaned_data
        copies = (one.strip() for one in _BETWEEN.split(values["copies"]))
        return Layout(
            **{**values, "letter": bool(values["letter"]), "copies": tuple(one for one in copies if one)}
        )


@login_required
@require_http_methods(["GET", "POST"])
def layout(request: Request, pk: int) -> HttpResponse:
    """The form, and what was typed into it."""
    found = report_for(request.user, pk)
    require(request.user, right_for(found.kind), found.organisation, view="reports.view")
    if request.method == "GET":
        return _page(request, found, LayoutForm(initial=_initial(found)))
    form = LayoutForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=INVALID)
    try:
        set_layout(found, form.layout(), actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, "reports/layout.html", {"report": found, "form": form})
    return redirect("report_page", pk)


def _initial(found: Report) -> dict[str, object]:
    current = layout_of(found)
    return {
        **vars(current),
        "letter": "letter" if current.letter else "",
        "copies": "，".join(current.copies),
    }


def _page(request: Request, found: Report, form: LayoutForm, status: int = 200) -> HttpResponse:
    return render(request, "reports/layout.html", {"report": found, "form": form}, status=status)
