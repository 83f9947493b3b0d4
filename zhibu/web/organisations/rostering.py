"""A list of members on its way in: upload, look at what becomes of each row, enter it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import ActError, Forbidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.rosters.actions import MOST, drop_roster, enter_roster, receive_roster
from zhibu.domain.rosters.models import Roster
from zhibu.domain.rosters.queries import roster_for, sorted_roster, waiting_rosters
from zhibu.papers.rosters import COLUMNS
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.requests import Request
from zhibu.web.frame.workbook import workbook_answer
from zhibu.web.organisations.roster_form import RosterForm

_UPLOAD, _PAGE = "organisations/roster_upload.html", "organisations/roster.html"
_NO_FILE = "还没有选择文件。请选择名册文件后再读取。"


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: Request, pk: int) -> HttpResponse:
    """What a roster must hold, and the upload of one for the organisation."""
    place = _kept(request, pk)
    waiting = waiting_rosters(request.user, place)
    context = {
        "place": place,
        "trail": breadcrumb(place),
        "waiting": waiting,
        "columns": COLUMNS,
        "most": MOST,
    }
    if request.method == "GET":
        return render(request, _UPLOAD, context)
    upload = request.FILES.get("file")
    if upload is None:
        return render(request, _UPLOAD, context | {"refusal": _NO_FILE}, status=INVALID)
    try:
        roster = receive_roster(place, upload, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _UPLOAD, context)
    return redirect("roster_page", roster.pk)


@login_required
@require_GET
def blank(request: Request) -> HttpResponse:
    """An empty roster with the headings that are read."""
    return workbook_answer("空白名册", "党员名册", list(COLUMNS.values()), [])


@login_required
@require_http_methods(["GET", "POST"])
def roster(request: Request, pk: int) -> HttpResponse:
    """What becomes of each row; sent, all that can be entered is, or the roster is dropped."""
    found = roster_for(request.user, pk)
    if request.method == "POST" and request.POST.get("act") == "drop":
        drop_roster(found, actor=request.user, now=request.frame.now)
        messages.success(request, "已放弃这份名册，没有登记任何人。")
        return redirect("organisation_roster", found.organisation_id)
    form = RosterForm(request.POST or None, today=request.frame.today)
    context = {
        "roster": found,
        "place": found.organisation,
        "trail": breadcrumb(found.organisation),
        "sorted": sorted_roster(found, viewer=request.user, on=request.frame.today),
        "form": form,
    }
    if not form.is_valid():
        return render(request, _PAGE, context, status=200 if request.method == "GET" else INVALID)
    return _enter(request, found, form, context)


def _enter(request: Request, found: Roster, form: RosterForm, context: dict[str, object]) -> HttpResponse:
    try:
        entered = enter_roster(found, **form.cleaned_data, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _PAGE, context)
    founded = (
        f"，新设{entered.branches}个党支部、{entered.groups}个党小组"
        if entered.branches + entered.groups
        else ""
    )
    messages.success(request, f"已登记{entered.people}名党员{founded}。")
    return redirect("organisation_page", found.organisation_id)


def _kept(request: Request, pk: int) -> Organisation:
    place = organisation_for(request.user, pk)
    if place.kind == Kind.GROUP or not allows(request.user, "people.manage", place):
        raise Forbidden(
            "名册由党务部门在党委、党总支或党支部导入，您的账号没有这里的登记权限。如确需办理，请联系上级党组织授权。"
        )
    return place
