"""Issuing a single task by hand: who would be asked for how much is shown before anything is asked."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.activities import kinds
from zhibu.domain.activities.actions import issue_resolution
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activity_for
from zhibu.domain.intake.queries import tree_of
from zhibu.domain.intake.targets import Node
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions import TaskSpec, due_dates, issue_task
from zhibu.domain.tasks.choices import OPEN, Every
from zhibu.domain.tasks.queries import assignments_for
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import acting_place
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import key_in

_PAGE = "tasks/new.html"
_INPUT = {"class": "form-control"}


class TaskForm(forms.Form):
    """What is asked, why, and until when; who is asked comes from the picker's `target` fields."""

    title = forms.CharField(
        label="要做什么",
        max_length=500,
        widget=forms.Textarea(_INPUT | {"rows": 2}),
        error_messages={"required": "请写明要做什么。", "max_length": "任务最多500个字，请精简。"},
    )
    quote = forms.CharField(
        label="依据或缘由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(_INPUT | {"rows": 2}),
        error_messages={"max_length": "依据最多2000个字，请精简。"},
    )
    due_on = forms.DateField(
        label="时限",
        widget=forms.DateInput(_INPUT | {"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "请选定时限，责任组织要知道何时办完。",
            "invalid": "时限请写成 2026-06-30 的样子。",
        },
    )
    every = forms.ChoiceField(
        label="频次", choices=Every.choices, initial=Every.ONCE, widget=forms.Select({"class": "form-select"})
    )

    def __init__(
        self, data: QueryDict | None = None, *, today: date, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("时限已经过去，请选今天或以后的日期。")
        return due_on


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """The form, begun with a resolution of a record where the address names one; POST shows what it would ask of whom,
    POST with `confirm` asks it."""
    place = acting_place(request, "tasks.assign", "下发任务由党务干部办理")
    today = request.frame.today
    meeting, resolution = _resolution(request)
    begun = {"title": resolution, "quote": _basis(meeting)} if meeting else {}
    form = TaskForm(request.POST if request.method == "POST" else None, today=today, initial=begun)
    targets = request.POST.getlist("target")
    nodes = tree_of(place, on=today).expand(targets)
    context: dict[str, Any] = {"form": form, "place": place, "targets": targets, "nodes": nodes}
    context |= {"meeting": meeting}
    if request.method == "GET":
        return render(request, _PAGE, context)
    if not form.is_valid():
        return render(request, _PAGE, context, status=INVALID)
    if "confirm" not in request.POST:
        return render(request, _PAGE, context | _burden(request, form, nodes))
    spec = TaskSpec(
        responsible=list(Organisation.objects.filter(pk__in=[n.pk for n in nodes])), **form.cleaned_data
    )
    asked: dict[str, Any] = {"actor": request.user, "now": request.frame.now}
    try:
        if meeting:
            task = issue_resolution(meeting, resolution, place, spec, **asked)
        else:
            task = issue_task(place, spec, **asked)
    except ActError as error:
        return refuse(request, error, _PAGE, context)
    messages.success(request, f"已下发给{len(nodes)}个组织。")
    return redirect(f"/tasks/?task={task.pk}&state=all")


def _resolution(request: Request) -> tuple[Activity | None, str]:
    """The record that the address names and its resolution of that number, "" where it has none such."""
    record, number = key_in(request.GET.get("record", "")), key_in(request.GET.get("number", ""))
    if record is None:
        return None, ""
    meeting = activity_for(request.user, record)
    return meeting, dict(enumerate(meeting.resolved, 1)).get(number or 0, "")


def _basis(meeting: Activity) -> str:
    day = f"{meeting.held_on.year}年{meeting.held_on.month}月{meeting.held_on.day}日"
    return f"{meeting.organisation.name}{day}{kinds.title(meeting.kind)}《{meeting.title}》决议"


def _burden(request: Request, form: TaskForm, nodes: tuple[Node, ...]) -> dict[str, Any]:
    """How much is asked of how many, and what they have on their hands already."""
    today = request.frame.today
    times = len(
        list(due_dates(form.cleaned_data["every"], form.cleaned_data["due_on"], year=today.year, today=today))
    )
    waiting = assignments_for(request.user).filter(
        organisation__in=[node.pk for node in nodes], state__in=OPEN
    )
    return {
        "preview": True,
        "times": times,
        "asked": times * len(nodes),
        "waiting": waiting.count(),
    }
