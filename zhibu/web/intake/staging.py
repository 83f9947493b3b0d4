"""The list of imports, and receiving one more."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.intake.actions import stage_document
from zhibu.domain.intake.queries import imports_for
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import acting_place
from zhibu.web.frame.requests import Request

PAGE = 50
_NO_FILE = "还没有选择文件。请选择或拖入计划文件后再读取。"


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """The imports of the viewer's organisations; POST receives a plan for the chosen one."""
    place = acting_place(request, "intake.import", "导入计划由党务干部办理")
    if request.method == "POST":
        return _receive(request, place)
    return render(request, "intake/imports.html", _context(request, place, uuid4()))


def _receive(request: Request, place: Organisation) -> HttpResponse:
    token = _token(request.POST.get("token", ""))
    upload = request.FILES.get("file")
    # With scripts only the box of the refusal is renewed, so the chosen file stays chosen.
    page = "intake/_upload_refused.html" if request.htmx else "intake/imports.html"
    if upload is None:
        return render(request, page, _context(request, place, token) | {"refusal": _NO_FILE}, status=INVALID)
    try:
        staged = stage_document(place, upload, token=token, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, page, _context(request, place, token))
    target = reverse("import_page", args=[staged.pk])
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _context(request: Request, place: Organisation, token: UUID) -> dict[str, object]:
    page = Paginator(imports_for(request.user), PAGE).get_page(request.GET.get("page"))
    return {"place": place, "page": page, "token": token}


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
