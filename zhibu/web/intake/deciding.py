"""The acts on a staged import. With htmx the answer is the part of the page that changed, else the page anew."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.intake import actions
from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.errors import NothingToUndo
from zhibu.domain.intake.models import Change, Import, Proposal
from zhibu.domain.intake.queries import import_for, proposal_for
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import keys_in, words_in
from zhibu.web.intake.forms import DescribeForm, WordingForm
from zhibu.web.intake.work import one_of, page_of, work_of

_DECISIONS = {
    "accept": Decision.ACCEPTED,
    "drop": Decision.DROPPED,
    "restore": Decision.PENDING,
}


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """One proposal as it stands; POST accepts, drops or restores it."""
    proposal = proposal_for(request.user, pk)
    if request.method == "GET":
        return _card(request, proposal)
    decision = _DECISIONS.get(request.POST.get("act", ""), Decision.ACCEPTED)
    try:
        actions.decide_proposals(proposal.staged, [pk], decision, actor=request.user, now=request.frame.now)
    except ActError as error:
        return _refused(request, proposal.staged, error)
    return _card(request, proposal)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """The form of one proposal, and its saving."""
    proposal = proposal_for(request.user, pk)
    if request.method == "GET":
        form = WordingForm.of(proposal)
        return _part(request, "intake/_edit.html", one_of(request, proposal) | {"form": form})
    form = WordingForm(request.POST, prefix=f"p{pk}")
    if not form.is_valid():
        return _part(request, "intake/_edit.html", one_of(request, proposal) | {"form": form}, INVALID)
    try:
        actions.edit_proposal(proposal, form.wording, actor=request.user, now=request.frame.now)
    except ActError as error:
        context = one_of(request, proposal) | {"form": form, "refusal": str(error)}
        return _part(request, "intake/_edit.html", context, INVALID)
    return _card(request, proposal)


@login_required
@require_http_methods(["GET", "POST"])
def split(request: Request, pk: int) -> HttpResponse:
    """One proposal into several: one line each."""
    proposal = proposal_for(request.user, pk)
    if request.method == "GET":
        lines = proposal.text.replace("；", "；\n").replace("。", "。\n").strip()
        return _part(request, "intake/_split.html", one_of(request, proposal) | {"lines": lines})
    lines = words_in(request.POST.get("lines"))
    try:
        actions.split_proposal(proposal, lines.splitlines(), actor=request.user, now=request.frame.now)
    except ActError as error:
        context = one_of(request, proposal) | {"lines": lines, "refusal": str(error)}
        return _part(request, "intake/_split.html", context, INVALID)
    return _work(request, proposal.staged)


@login_required
@written_from("import_page")
def several(request: Request, pk: int) -> HttpResponse:
    """An act on the proposals that are ticked: accept, drop, merge, or say who is asked."""
    staged = import_for(request.user, pk)
    chosen = keys_in(request.POST.getlist("proposal"))
    act = request.POST.get("act", "")

    user, now = request.user, request.frame.now

    def run() -> None:
        if act == "merge":
            actions.merge_proposals(staged, chosen, actor=user, now=now)
        elif act == "targets":
            targets = request.POST.getlist("target")
            actions.set_targets(staged, chosen, targets, actor=user, now=now)
        elif act in _DECISIONS:
            actions.decide_proposals(staged, chosen, _DECISIONS[act], actor=user, now=now)

    return _done(request, staged, run)


@login_required
@written_from("import_page")
def name(request: Request, pk: int) -> HttpResponse:
    """Say whom a name in the text means; without a target nobody is asked on its account. Of several names, that none
    is an organisation."""
    staged = import_for(request.user, pk)
    names = [words_in(name) for name in request.POST.getlist("name")]
    if len(names) > 1:
        return _done(
            request,
            staged,
            lambda: actions.dismiss_units(staged, names, actor=request.user, now=request.frame.now),
        )
    return _done(
        request,
        staged,
        lambda: actions.match_unit(
            staged,
            words_in(request.POST.get("name")),
            request.POST.getlist("target"),
            actor=request.user,
            now=request.frame.now,
        ),
    )


@login_required
@written_from("import_page")
def fallback(request: Request, pk: int) -> HttpResponse:
    """Say who gets the tasks that name nobody."""
    staged = import_for(request.user, pk)
    return _done(
        request,
        staged,
        lambda: actions.choose_fallback(
            staged, request.POST.getlist("target"), actor=request.user, now=request.frame.now
        ),
    )


@login_required
@written_from("import_page")
def add(request: Request, pk: int) -> HttpResponse:
    """A task that the document does not hold."""
    staged = import_for(request.user, pk)
    form = WordingForm(request.POST, prefix="add")
    if not form.is_valid():
        return _again(request, staged, {"add_form": form})
    try:
        actions.add_proposal(staged, form.wording, actor=request.user, now=request.frame.now)
    except ActError as error:
        return _refused(request, staged, error, {"add_form": form})
    return _work(request, staged)


@login_required
@written_from("import_page")
def describe(request: Request, pk: int) -> HttpResponse:
    """The plan's title and year."""
    staged = import_for(request.user, pk)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return render(
            request, "intake/import.html", page_of(request, staged) | {"describe_form": form}, status=INVALID
        )
    try:
        actions.describe_import(staged, **form.cleaned_data, actor=request.user, now=request.frame.now)
    except ActError as error:
        context = page_of(request, staged) | {"describe_form": form}
        return refuse(request, error, "intake/import.html", context)
    return redirect("import_page", pk)


@login_required
@written_from("import_page")
def undo(request: Request, pk: int, change: int) -> HttpResponse:
    """Take back the latest step; a step that is gone already is not taken back again."""
    staged = import_for(request.user, pk)

    def run() -> None:
        step = Change.objects.filter(staged=staged, pk=change).first()
        if step is None:
            raise NothingToUndo
        actions.undo_change(step, actor=request.user, now=request.frame.now)

    return _done(request, staged, run)


@login_required
@written_from("import_page")
def discard(request: Request, pk: int) -> HttpResponse:
    """Give the import up."""
    staged = import_for(request.user, pk)
    try:
        actions.discard_import(staged, actor=request.user, now=request.frame.now)
    except ActError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "已放弃这次导入，没有下发任何任务。")
    return redirect("imports")


def _done(request: Request, staged: Import, run: Callable[[], object]) -> HttpResponse:
    try:
        run()
    except ActError as error:
        return _refused(request, staged, error)
    return _work(request, staged)


def _refused(
    request: Request, staged: Import, error: ActError, extra: dict[str, object] | None = None
) -> HttpResponse:
    if request.htmx:
        answer = refuse(request, error, "intake/_work.html", work_of(request, staged) | (extra or {}))
        return _over_work(answer)
    return refuse(request, error, "intake/import.html", page_of(request, staged) | (extra or {}))


def _again(request: Request, staged: Import, extra: dict[str, object]) -> HttpResponse:
    if request.htmx:
        return render(request, "intake/_work.html", work_of(request, staged) | extra, status=INVALID)
    return render(request, "intake/import.html", page_of(request, staged) | extra, status=INVALID)


def _work(request: Request, staged: Import) -> HttpResponse:
    if request.htmx:
        context = work_of(request, import_for(request.user, staged.pk))
        return _over_work(render(request, "intake/_work.html", context))
    return redirect("import_page", staged.pk)


def _card(request: Request, proposal: Proposal) -> HttpResponse:
    if request.htmx:
        return render(request, "intake/_card.html", one_of(request, proposal) | {"with_progress": True})
    return redirect(f"{reverse('import_page', args=[proposal.staged_id])}#p{proposal.pk}")


def _over_work(answer: HttpResponse) -> HttpResponse:
    """The answer takes the place of the proposals' column, whatever part of it asked."""
    return reswap(retarget(answer, "#work"), "innerHTML")


def _part(request: Request, part: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A part of the page in its place, or on a page of its own where there are no scripts."""
    template = part if request.htmx else "intake/part.html"
    return render(request, template, context | {"part": part}, status=status)
