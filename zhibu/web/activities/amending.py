"""Putting a record right: a corrected record replaces it, or it is withdrawn; both with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import require
from zhibu.domain.activities.actions import correct_activity, withdraw_activity
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activity_for
from zhibu.domain.tasks.queries import open_at
from zhibu.web.activities import sheet
from zhibu.web.activities.forms import ReasonForm, ids_in
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request

_FORM = "activities/form.html"


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """The record form with everything as it was recorded, and the reason on top."""
    old = _amendable(request, pk)
    place, sent = old.organisation, request.method == "POST"
    content = request.POST if sent else sheet.of_record(old)
    reason = ReasonForm(request.POST if sent else None)
    context = sheet.context(request, place, old.kind, content, bound=sent, corrected=old)
    context |= {"corrected": old, "reason_form": reason}
    if not sent:
        return render(request, _FORM, context)
    if not (context["form"].is_valid() and reason.is_valid()):
        return render(request, _FORM, context, status=INVALID)
    serves = open_at(request.user, place).filter(pk__in=ids_in(content, "serves"))
    spec = context["form"].spec(old.kind, serves=serves, documents=context["documents"])
    try:
        record = correct_activity(
            old, spec, reason=reason.cleaned_data["reason"], actor=request.user, now=request.frame.now
        )
    except ActError as error:
        return refuse(request, error, _FORM, context)
    messages.success(request, "已更正。原来的一条仍可查看，不再计数。")
    return redirect("record_page", record.pk)


@login_required
@written_from("record_page")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the record back."""
    record = _amendable(request, pk)
    try:
        withdraw_activity(
            record, reason=request.POST.get("reason", ""), actor=request.user, now=request.frame.now
        )
    except ActError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "已撤回。内容仍可查看，不再计数。")
    return redirect("record_page", record.pk)


def _amendable(request: Request, pk: int) -> Activity:
    record = activity_for(request.user, pk)
    require(request.user, "activities.record", record.organisation, view="activities.view")
    return record
