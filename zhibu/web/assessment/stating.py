"""评分填报: what no record says is stated here, one input at a time for many branches at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.assessment.actions import Said, state
from zhibu.domain.assessment.queries import Subjects, input_of, subjects, wanted
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.sheets.model import Input, Sheet
from zhibu.web.assessment.addresses import period_of, place_of, quarter_of
from zhibu.web.assessment.typed import Row, read_rest, read_rows
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.requests import Request

PAGE = 50
WHOSE = "评分填报由上级党组织的党务干部办理，党员的由支部书记办理"
FORM = "assessment/statement_form.html"


@login_required
@require_GET
def statements(request: Request, period: str) -> HttpResponse:
    """What score sheets ask people to state in the quarter, and how much of it is there."""
    place, quarter = place_of(request), quarter_of(period)
    _ensure_may(request)
    context = {
        "place": place,
        "trail": breadcrumb(place),
        "period": quarter,
        "lines": wanted(request.user, place, quarter, today=request.frame.today),
        "earlier": quarter.previous(),
        "later": quarter.next() if quarter.end < request.frame.today else None,
    }
    return render(request, "assessment/statements.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def statement_form(request: Request, period: str, sheet: str, name: str) -> HttpResponse:
    """One input as a table: a line for each branch or member. Lines that were not touched stay as they are."""
    place = place_of(request)
    _ensure_may(request)
    scored, wanted_input = input_of(sheet, name)
    try:
        own = period_of(period).require(scored.period)
    except PeriodError as error:
        raise Http404 from error
    context = _context(request, place, scored, wanted_input, own)
    if request.method == "GET":
        return render(request, FORM, context)
    said = _said(request, context, wanted_input)
    if said is None:
        return render(request, FORM, context, status=INVALID)
    try:
        saved = state(sheet, name, own, said, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, FORM, context)
    messages.success(request, f"已保存{len(saved)}行“{wanted_input.title}”。")
    return redirect(request.get_full_path())


def _ensure_may(request: Request) -> None:
    if not paths_for(request.user, "assessment.state"):
        ensure_held(request, "assessment.state_members", WHOSE)


def _context(request: Request, place: Any, sheet: Sheet, one: Input, own: Period) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:30]
    whole = subjects(request.user, place, sheet, one.id, own, today=request.frame.today, words=text)
    rows: Paginator[Any] = Paginator(whole.rows, PAGE)
    page = rows.get_page(request.GET.get("page"))
    return {
        "place": place,
        "trail": breadcrumb(place),
        "period": own,
        "quarter": Period.containing(min(own.end, request.frame.today), "quarter"),
        "sheet": sheet,
        "input": one,
        "text": text,
        "page": page,
        "whole": whole,
        "missing": whole.missing(),
        "rows": read_rows(one, whole.lines(page), request.POST if request.method == "POST" else None),
        "sent_rest": {name: request.POST.get(f"{name}-rest", "") for name in ("value", "evidence", "reason")},
    }


def _said(request: Request, context: dict[str, Any], one: Input) -> list[Said] | None:
    """What is to be stated: the lines that were changed, and with `rest` the same for all that have nothing yet."""
    rows: list[Row] = context["rows"]
    if any(row.error for row in rows):
        return None
    said = [row.said for row in rows if row.said is not None]
    if "rest" not in request.POST:
        return said
    given, context["rest_error"] = read_rest(one, request.POST)
    if given is None:
        return None
    named = {one.key for one in said}
    whole: Subjects = context["whole"]
    empty = [Said(line.organisation, given, line.person) for line in whole.unstated()]
    return [*said, *(one for one in empty if one.key not in named)]
