"""Changing rules: numbers in a form, the rest as text, checked while it is typed, tried before it is activated."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.rulebook import actions
from zhibu.domain.rulebook.forms import files_shown, shape_of
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import (
    changed_files,
    edition_for,
    issues_in,
    issues_of,
    packs_in_force,
)
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.requests import Request
from zhibu.web.rulebook.faults import file_note, file_title
from zhibu.web.rulebook.reading import numbers

PAGE = "rulebook/edition.html"


@login_required
@require_POST
def begin(request: Request, pack: str) -> HttpResponse:
    try:
        found = actions.begin_edition(pack, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, "rulebook/packs.html", {"packs": packs_in_force().values()})
    return redirect("rules_edition", found.pk)


@login_required
@require_POST
def restore(request: Request, pack: str) -> HttpResponse:
    try:
        actions.restore_installed(pack, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, "rulebook/packs.html", {"packs": packs_in_force().values()})
    return redirect("rules_pack", pack)


@login_required
@require_http_methods(["GET", "POST"])
def edition(request: Request, pk: int) -> HttpResponse:
    """One change: its numbers, its files (`?file=`), what is wrong with it; POST keeps one file."""
    found = edition_for(request.user, pk)
    if request.method == "GET":
        return render(request, PAGE, _context(request, found, request.GET.get("file", "")))
    path, text = request.POST.get("path", ""), request.POST.get("text", "")
    try:
        found = actions.edit_file(found, path, text, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, PAGE, {**_context(request, found, path), "text": text})
    if request.POST.get("do") == "form":
        return redirect(f"{reverse('rules_file', args=[pk])}?{urlencode({'file': path})}")
    return redirect(f"{request.path}?{urlencode({'file': path})}#file")


@login_required
@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """What is wrong with the text as typed so far; nothing is kept."""
    found = edition_for(request.user, pk)
    path, text = request.POST.get("path", ""), request.POST.get("text", "")
    if path not in found.files or len(text) > actions.LIMIT:
        return render(request, "rulebook/_issues.html", {"issues": []}, status=422)
    files = {**found.files, path: text.replace("\r\n", "\n")}
    return render(request, "rulebook/_issues.html", {"issues": issues_in(found.pack, files)})


@login_required
@require_POST
def value(request: Request, pk: int) -> HttpResponse:
    """Give a number a new value from a day on."""
    found = edition_for(request.user, pk)
    typed = {name: request.POST.get(name, "") for name in ("parameter", "value", "in_force_from", "clause")}
    since = parse_date(typed["in_force_from"])
    if since is None:
        error = ActError("没有填写从哪一天起执行，未保存。请选择日期。")
        return refuse(request, error, PAGE, {**_context(request, found), "typed": typed})
    try:
        actions.add_value(
            found,
            typed["parameter"],
            value=typed["value"],
            in_force_from=since,
            clause=typed["clause"],
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        return refuse(request, error, PAGE, {**_context(request, found), "typed": typed})
    return redirect("rules_edition", pk)


@login_required
@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    found = edition_for(request.user, pk)
    reason = request.POST.get("reason", "")
    try:
        actions.propose_edition(found, reason=reason, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, PAGE, {**_context(request, found), "reason": reason})
    return redirect("rules_affected", pk)


@login_required
@require_POST
def activate(request: Request, pk: int) -> HttpResponse:
    found = edition_for(request.user, pk)
    try:
        actions.activate_edition(found, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, PAGE, _context(request, found))
    return redirect("rules_pack", found.pack)


@login_required
@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    found = edition_for(request.user, pk)
    try:
        actions.discard_edition(found, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, PAGE, _context(request, found))
    return redirect("rules_pack", found.pack)


def _context(request: Request, edition: Edition, path: str = "") -> dict[str, object]:
    issues = issues_of(edition)
    faulty = next((issue.file.partition("/")[2] for issue in issues), "pack.yaml")
    path = path if path in edition.files else faulty if faulty in edition.files else "pack.yaml"
    in_force = packs_in_force()[edition.pack]
    return {
        "edition": edition,
        "pack": in_force,
        "issues": issues,
        "changed": list(dict.fromkeys(file_title(one) for one in changed_files(edition))),
        "faulty": [
            (one, file_title(one))
            for one in dict.fromkeys(issue.file.partition("/")[2] for issue in issues)
            if shape_of(one) is not None and one in edition.files
        ],
        "path": path,
        "text": edition.files.get(path, ""),
        "files_shown": [
            (one, file_title(one), file_note(edition.files, one)) for one in files_shown(edition.files)
        ],
        "has_form": shape_of(path) is not None,
        "numbers": list(numbers(in_force, request.frame.today)),
        "clauses": [
            (f"{source.id}/{clause.id}", f"{source.title}{clause.shown_number} {clause.quote}")
            for source in in_force.sources.values()
            for clause in source.clauses.values()
        ],
    }
