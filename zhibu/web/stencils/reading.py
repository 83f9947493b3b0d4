"""Downloads: a stencil filled from a closed quarter, an upload as it came, a first stencil to go on from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.queries import closings_over
from zhibu.domain.stencils import queries
from zhibu.domain.stencils.actions import MANAGE
from zhibu.domain.stencils.errors import NothingClosed
from zhibu.domain.stencils.queries import stencil_for, version_of
from zhibu.rules.periods import Period
from zhibu.web.frame.downloads import attachment
from zhibu.web.frame.entering import acting_place
from zhibu.web.frame.papers import DOCX, file_answer
from zhibu.web.frame.requests import Request

WHOSE = "范本由党务干部维护"


@login_required
@require_GET
def filled(request: Request, pk: int, closing: int) -> HttpResponse:
    """The newest version, filled from one of the closings over its organisation."""
    stencil = stencil_for(request.user, pk)
    chosen = closings_over(stencil.organisation).filter(pk=closing).first()
    if chosen is None:
        raise Hidden
    name = f"{stencil.name}（{Period.parse(chosen.period).label}）.docx"
    return file_answer(queries.filled(version_of(stencil), chosen), name, DOCX)


@login_required
@require_GET
def original(request: Request, pk: int, number: int) -> HttpResponse:
    return attachment(version_of(stencil_for(request.user, pk), number).document)


@login_required
@require_GET
def starter(request: Request) -> HttpResponse:
    """A stencil in official layout that holds every name there is."""
    place = acting_place(request, MANAGE, WHOSE)
    closing = closings_over(place).first()
    if closing is None:
        messages.warning(request, str(NothingClosed()))
        return redirect("stencils")
    return file_answer(queries.starter(closing, place), "范本（由此改起）.docx", DOCX)
