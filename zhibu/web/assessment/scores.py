"""Scores of a closed quarter, one sheet at a time: organisations in tree order, each opening to its reckoning."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhibu.domain.assessment import queries
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import ScoreFilters
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Sheet
from zhibu.web.assessment.addresses import place_of, quarter_of
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import key_in, words_in
from zhibu.web.frame.workbook import workbook_answer

PAGE = 50
EXPORTED = 20_000


@login_required
@require_GET
def scores(request: Request, period: str) -> HttpResponse:
    """The table of one sheet; a branch is led to its own sheet."""
    place, quarter = place_of(request), quarter_of(period)
    own = queries.sheets_for(place, quarter)
    if place.kind in (Kind.BRANCH, Kind.GROUP) and own:
        return redirect("sheet", own[0][1], place.pk, own[0][0].id)
    closing = queries.closing_over(place, quarter)
    context = {"place": place, "trail": breadcrumb(place), "period": quarter, "closing": closing}
    if closing is None:
        return render(request, "assessment/not_closed.html", context)
    sheets = queries.scored_sheets(request.user, closing, place)
    context["sheets"] = sheets
    if sheets:
        context |= _table(request, place, closing, sheets)
    return render(request, "assessment/scores.html", context)


@login_required
@require_GET
def export(request: Request, period: str) -> HttpResponse:
    """The same table as a workbook, one line for each organisation; points that are unknown say so."""
    place, quarter = place_of(request), quarter_of(period)
    closing = queries.closing_over(place, quarter)
    sheets = queries.scored_sheets(request.user, closing, place) if closing else []
    if closing is None or not sheets:
        return render(request, "assessment/not_closed.html", {"place": place, "period": quarter})
    sheet, own = _chosen(request, sheets)
    filters = _filters(request, place, sheet)
    head = ["单位", "党组织", "总分", "档次", *(item.title for item in queries.items_of(sheet))]
    shown = list(queries.scores_of(request.user, closing, filters)[:EXPORTED])
    rows = [
        [
            line.score.organisation.unit and line.score.organisation.unit.name,
            line.score.organisation.name,
            _number(line.score.total),
            line.score.band or None,
            *("" if cell is None else _number(cell.points) for cell in line.cells),
        ]
        for line in queries.score_lines(sheet, shown)
    ]
    return workbook_answer(f"{own.label}{sheet.title}", own.label, head, rows)


def _number(text: str | None) -> Decimal | str | None:
    """A number for the workbook; a fraction that no decimal writes stays words, what is unknown stays unknown."""
    return text if text and "/" in text else Decimal(text) if text else None


def _table(
    request: Request, place: Organisation, closing: Closing, sheets: list[tuple[Sheet, Period]]
) -> dict[str, object]:
    sheet, own = _chosen(request, sheets)
    filters = _filters(request, place, sheet)
    page = Paginator(queries.scores_of(request.user, closing, filters), PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "sheet": sheet,
        "own": own,
        "filters": filters,
        "page": page,
        "across": queries.items_of(sheet),
        "lines": queries.score_lines(sheet, list(page)),
        "bands": queries.count_bands(request.user, closing, sheet, filters),
        "units": queries.scored_units(request.user, closing, place),
    }


def _chosen(request: Request, sheets: list[tuple[Sheet, Period]]) -> tuple[Sheet, Period]:
    asked = request.GET.get("sheet", "")
    return next((one for one in sheets if one[0].id == asked), sheets[0])


def _filters(request: Request, place: Organisation, sheet: Sheet) -> ScoreFilters:
    return ScoreFilters(
        organisation=place,
        sheet=sheet.id,
        band=words_in(request.GET.get("band")),
        unit=key_in(request.GET.get("unit", "")),
        text=words_in(request.GET.get("q")).strip()[:40],
    )
