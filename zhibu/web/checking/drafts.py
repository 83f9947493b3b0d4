"""One's drafts: checking one more, one with its figures marked, checking it again, taking it home, deleting it."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import ActError
from zhibu.domain.checking import actions
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.queries import draft_for, drafts_of, paper_of, until_in
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb, subtree
from zhibu.papers.official import write
from zhibu.rules.periods import Period
from zhibu.web.checking.forms import CheckForm
from zhibu.web.checking.passages import DOUBTFUL, numbered, passages, shown_in
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import acting_place, written_from
from zhibu.web.frame.requests import Request

PAGE = 50
OFFERED = 6
"""So many organisations are offered at once; the rest is found by name."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READ = {".docx", ".xlsx", ".txt", ".pdf"}
_PASTED = "粘贴的正文"
_LONGEST_NAME = 60


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: Request) -> HttpResponse:
    """The viewer's own drafts; POST checks one more."""
    place = acting_place(request, "checking.check", "核对文稿由办理党务的人使用")
    if request.method == "GET":
        return render(request, "checking/drafts.html", _context(request, place, _form(request)))
    form = _form(request, request.POST, request.FILES)
    page = "checking/_refused.html" if request.htmx else "checking/drafts.html"
    if not form.is_valid():
        return render(request, page, _context(request, place, form), status=INVALID)
    try:
        found = _check(request, form)
    except ActError as error:
        return refuse(request, error, page, _context(request, place, form))
    target = reverse("figures_draft", args=[found.pk])
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


@login_required
@require_GET
def draft(request: Request, pk: int) -> HttpResponse:
    """The draft with its figures marked; the filter `only` leaves the paragraphs out that hold none of a kind."""
    return render(request, "checking/draft.html", draft_context(request, draft_for(request.user, pk)))


@login_required
@written_from("figures_draft")
def again(request: Request, pk: int) -> HttpResponse:
    """Check the draft against the records as they are now."""
    actions.check_again(draft_for(request.user, pk), actor=request.user, now=request.frame.now)
    messages.success(request, "已按现在的记录重新核对。")
    return redirect("figures_draft", pk)


@login_required
@written_from("figures_draft")
def drop(request: Request, pk: int) -> HttpResponse:
    """Delete a draft of one's own."""
    actions.drop_draft(draft_for(request.user, pk), actor=request.user, now=request.frame.now)
    messages.success(request, "已删除这份核对稿。")
    return redirect("figures")


@login_required
@require_GET
def docx(request: Request, pk: int) -> HttpResponse:
    """The text as it stands now."""
    found = draft_for(request.user, pk)
    answer = HttpResponse(write(paper_of(found)), content_type=_DOCX)
    name = PurePath(found.name)
    stem = name.stem if name.suffix.lower() in _READ else found.name
    answer["Content-Disposition"] = content_disposition_header(True, f"{stem}.docx")
    return answer


def draft_context(request: Request, found: CheckedDraft) -> dict[str, Any]:
    """What the page of a draft shows."""
    marked = shown_in(found.checked)
    only = request.GET.get("only", "")
    filters = {
        DOUBTFUL: "只看有疑问的",
        **{
            one.value: one.label
            for one in (Verdict.CONTRADICTED, Verdict.NO_RECORD, Verdict.CANNOT, Verdict.CONFIRMED)
        },
    }
    only = only if only in filters else ""
    numbers = found.checked["counts"]
    return {
        "draft": found,
        "period": Period.parse(found.period),
        "until": until_in(found),
        "trail": breadcrumb(found.organisation),
        "passages": list(passages(found.text, marked, only)),
        "total": len(marked),
        "only": only,
        "filters": [(value, label, numbers.get(value, 0)) for value, label in filters.items()],
        "doubts": numbered(found.checked["doubts"], marked),
    }


def _check(request: Request, form: CheckForm) -> CheckedDraft:
    sent, file = form.cleaned_data, form.cleaned_data["file"]
    name, content = (file.name, file.read()) if file else (_title(sent["words"]), sent["words"].encode())
    period = Period.parse(sent["period"]) if sent["period"] else None
    return actions.check_draft(
        sent["organisation"], period, name, content, actor=request.user, now=request.frame.now
    )


def _title(words: str) -> str:
    """Pasted words are known by their first line."""
    first = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return first[:_LONGEST_NAME] or _PASTED


def _form(request: Request, *sent: Any) -> CheckForm:
    return CheckForm(*sent, viewer=request.user, today=request.frame.today)


def _places(request: Request, place: Organisation) -> list[Organisation]:
    """What is offered: organisations of that name, else the chosen one and those nearest below it; one more than are
    shown tells that there are more."""
    visible = organisations_for(request.user, "checking.check").exclude(kind=Kind.GROUP)
    text = request.GET.get("place", "").strip()
    if text:
        named = visible.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
        return list(named[: OFFERED + 1])
    return list(visible.filter(subtree(place.path)).order_by("depth", "path")[: OFFERED + 1])


def _context(request: Request, place: Organisation, form: CheckForm) -> dict[str, Any]:
    kept = drafts_of(request.user).defer("text", "corrections", "chosen", "checked")
    places = _places(request, place)
    return {
        "place": place,
        "places": places[:OFFERED],
        "more_places": len(places) > OFFERED,
        "text": request.GET.get("place", "").strip(),
        "form": form,
        "page": Paginator(kept, PAGE).get_page(request.GET.get("page")),
    }
