"""The list of stencils, one of them with its names and values, uploads, withdrawing and restoring."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.assessment.queries import closings_over
from zhibu.domain.journal.queries import history
from zhibu.domain.stencils.actions import MANAGE, add_stencil, add_version, restore_stencil, withdraw_stencil
from zhibu.domain.stencils.catalogue import catalogue_of
from zhibu.domain.stencils.models import Stencil
from zhibu.domain.stencils.queries import stencil_for, stencils_for, values_for, version_of
from zhibu.papers.stencils import MAX_BYTES
from zhibu.rules.periods import Period
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.entering import acting_place, ensure_held, written_from
from zhibu.web.frame.history import told
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import key_in, words_in
from zhibu.web.stencils.reading import WHOSE


@login_required
@require_http_methods(["GET", "POST"])
def stencils(request: Request) -> HttpResponse:
    """The list; POST keeps a new stencil, or says of each placeholder why it cannot be filled."""
    ensure_held(request, "reports.view", "范本供党务干部和上级查看")
    context: dict[str, Any] = {
        "stencils": stencils_for(request.user),
        "may_manage": bool(paths_for(request.user, MANAGE)),
        "name": words_in(request.POST.get("name")),
    }
    if request.method == "GET":
        return render(request, "stencils/stencils.html", context)
    place = acting_place(request, MANAGE, WHOSE)
    file_name, content = _uploaded(request)
    try:
        made = add_stencil(
            place,
            name=context["name"],
            file_name=file_name,
            content=content,
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        return _refused(request, error, "stencils/stencils.html", context)
    return redirect("stencil_page", made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def stencil(request: Request, pk: int) -> HttpResponse:
    """One stencil: what its names stand for in a closed quarter, its versions; POST keeps a new version."""
    found = stencil_for(request.user, pk)
    if request.method == "GET":
        return render(request, "stencils/stencil.html", _context(request, found))
    file_name, content = _uploaded(request)
    try:
        add_version(found, file_name=file_name, content=content, actor=request.user, now=request.frame.now)
    except ActError as error:
        return _refused(request, error, "stencils/stencil.html", _context(request, found))
    return redirect("stencil_page", pk)


@login_required
@written_from("stencil_page")
def state(request: Request, pk: int) -> HttpResponse:
    """Withdraw a stencil, or put it to use again."""
    act = restore_stencil if request.POST.get("act") == "restore" else withdraw_stencil
    act(stencil_for(request.user, pk), actor=request.user, now=request.frame.now)
    return redirect("stencil_page", pk)


def _context(request: Request, found: Stencil) -> dict[str, Any]:
    closings = list(closings_over(found.organisation))
    asked = key_in(request.GET.get("closing", ""))
    closing = next((one for one in closings if one.pk == asked), closings[0] if closings else None)
    sought = words_in(request.GET.get("q")).strip()
    version = version_of(found)
    known = catalogue_of(closing, found.organisation, with_units=False) if closing else None
    return {
        "stencil": found,
        "versions": found.versions.select_related("document__received_by"),
        "closings": [(one, Period.parse(one.period).label) for one in closings],
        "closing": closing,
        "values": values_for(version, closing, known) if closing and known else {},
        "catalogue": {name: value for name, value in known.values.items() if sought in name} if known else {},
        "rows": [name for name in known.row_names if sought in name] if known else [],
        "sought": sought,
        "may_manage": allows(request.user, MANAGE, found.organisation),
        "history": told(history(found)),
    }


def _uploaded(request: Request) -> tuple[str, bytes]:
    """The name and content of what was sent; of a file that is too large only as much as shows that it is."""
    file = request.FILES.get("file")
    return (file.name or "", file.read(MAX_BYTES + 1)) if file else ("", b"")


def _refused(request: Request, error: ActError, template: str, context: dict[str, Any]) -> HttpResponse:
    return refuse(request, error, template, {**context, "faults": getattr(error, "faults", ())})
