"""Recording what was done: choose the kind, fill in the form; drafts and attachments on the way."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.accounts.errors import ActError, Hidden
from zhibu.domain.accounts.guard import allows, require
from zhibu.domain.activities import kinds
from zhibu.domain.activities.actions import discard_draft, record_activity, save_draft
from zhibu.domain.activities.models import Draft
from zhibu.domain.activities.queries import drafts_of
from zhibu.domain.files.actions import receive_document
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.queries import open_at
from zhibu.web.activities import sheet
from zhibu.web.activities.choosing import offers
from zhibu.web.activities.forms import ids_in, token_in
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request

_FORM = "activities/form.html"


@login_required
@require_GET
def start(request: Request) -> HttpResponse:
    """Kinds as large buttons, what is due first."""
    organisation = _recordable(request)
    due, others = offers(organisation, on=request.frame.today)
    context = {
        "organisation": organisation,
        "due": due,
        "others": others,
        "drafts": drafts_of(request.user, organisation),
        "query": request.GET.urlencode(),
    }
    return render(request, "activities/start.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def form(request: Request, organisation: int, kind: str) -> HttpResponse:
    """The form, fresh or from a draft; sent, it records once and leads to the record."""
    place = _place(request, organisation, kind)
    if request.method == "GET":
        draft = _draft(request, place)
        content = sheet.from_draft(draft.content) if draft else sheet.blank(request, place, kind)
        context = sheet.context(request, place, kind, content, bound=False)
        return render(
            request, _FORM, context | {"draft": draft, **_other_drafts(request, place, kind, draft)}
        )
    context = sheet.context(request, place, kind, request.POST, bound=True)
    if not context["form"].is_valid():
        return render(request, _FORM, context, status=INVALID)
    try:
        record = record_activity(
            place, _spec(request, context, kind), actor=request.user, now=request.frame.now
        )
    except ActError as error:
        return refuse(request, error, _FORM, context)
    messages.success(request, "已记录。它算在哪里，见“用于”。")
    return redirect("record_page", record.pk)


@login_required
@require_GET
def people(request: Request, organisation: int, kind: str) -> HttpResponse:
    """The chips again, after the day was changed: those who belonged then."""
    place = _place(request, organisation, kind)
    content = request.GET.copy()
    if content.get("held_on", "").startswith("0"):
        # A year under way from the keyboard (0002, 0020, 0202): nobody belonged then, and the marks would be lost.
        return HttpResponse(status=204)
    content.pop("expected", None)
    return render(
        request, "activities/_people.html", sheet.context(request, place, kind, content, bound=False)
    )


@login_required
@require_POST
def draft(request: Request, organisation: int, kind: str) -> HttpResponse:
    """Keep what was typed so far."""
    place = _place(request, organisation, kind)
    token = token_in(request.POST)
    if token is None:
        return JsonResponse({"saved": False}, status=INVALID)
    content = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    kept = save_draft(
        place, token=token, kind=kind, content=content, actor=request.user, now=request.frame.now
    )
    return JsonResponse({"saved": kept is not None})


@login_required
@written_from("record_start")
def drop_draft(request: Request, draft: int) -> HttpResponse:
    """Throw one's own draft away."""
    found = drafts_of(request.user).filter(pk=draft).first()
    if found is None:
        raise Hidden
    discard_draft(found, actor=request.user)
    messages.success(request, "草稿已丢弃。")
    return redirect(f"{reverse('record_start')}?organisation={found.organisation_id}")


@login_required
@require_POST
def attach(request: Request, organisation: int) -> HttpResponse:
    """Receive attachments at once, so that a fault elsewhere in the form never costs the upload."""
    place = organisation_for(request.user, organisation)
    received, refused = [], []
    for upload in request.FILES.getlist("file"):
        try:
            received.append(
                receive_document(
                    place,
                    name=upload.name or "",
                    content=upload.read(),
                    permission="activities.record",
                    actor=request.user,
                    now=request.frame.now,
                )
            )
        except ActError as error:
            refused.append(str(error))
    return render(request, "activities/_documents.html", {"documents": received, "refused": refused})


def spec_parts(request: Request, context: dict[str, Any]) -> dict[str, Any]:
    """The tasks and attachments that the sent form names, as far as they are this organisation's own."""
    chosen = ids_in(request.POST, "serves")
    serves = open_at(request.user, context["organisation"]).filter(pk__in=chosen) if chosen else []
    return {"serves": serves, "documents": context["documents"]}


def _spec(request: Request, context: dict[str, Any], kind: str) -> Any:
    return context["form"].spec(kind, **spec_parts(request, context))


def _place(request: Request, pk: int, kind: str) -> Organisation:
    """The organisation to record for. Raises Hidden, also for a kind that does not exist; Forbidden."""
    place = organisation_for(request.user, pk)
    require(request.user, "activities.record", place, view="organisations.view")
    if kind not in kinds.catalogue():
        raise Hidden
    return place


def _recordable(request: Request) -> Organisation:
    """The organisation asked for, else the chosen one, else the first in which the viewer may record."""
    asked = request.GET.get("organisation", "")
    place = organisation_for(request.user, int(asked)) if asked.isdecimal() else request.frame.organisation
    if place is None:
        raise Hidden
    if not asked and not allows(request.user, "activities.record", place):
        place = organisations_for(request.user, "activities.record").first() or place
    require(request.user, "activities.record", place, view="organisations.view")
    return place


def _draft(request: Request, place: Organisation) -> Draft | None:
    token = token_in(QueryDict(f"token={request.GET.get('draft', '')}"))
    return drafts_of(request.user, place).filter(token=token).first() if token else None


def _other_drafts(request: Request, place: Organisation, kind: str, shown: Draft | None) -> dict[str, Any]:
    drafts = drafts_of(request.user, place).filter(kind=kind)
    return {"drafts": drafts.exclude(pk=shown.pk) if shown else drafts}
