"""督查整改: problems found, who must put them right, and what came of it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.journal.queries import history
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.tasks.choices import Scope, State
from zhibu.domain.tasks.ledger import HEAD, LIMIT, ledger_paper
from zhibu.domain.tasks.ledger import ledger as ledger_of
from zhibu.domain.tasks.models import Finding
from zhibu.domain.tasks.queries import assignments_for, finding_for, findings_for
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.history import told
from zhibu.web.frame.papers import paper_answer
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import key_in
from zhibu.web.frame.workbook import workbook_answer
from zhibu.web.tasks.filters import WHOSE, state_of

PAGE = 50
_IS_OPEN = models.Q(closed__lt=models.F("concerned"))
STATES = {"open": "未整改完", "closed": "已全部销号", "all": "全部"}


@login_required
@require_GET
def findings(request: Request) -> HttpResponse:
    """Problems in scope. What is still open of earlier periods comes first: it is the first point of the next check."""
    chosen = _chosen(request)
    counts = chosen.found.order_by().aggregate(
        all=models.Count("pk"), open=models.Count("pk", filter=_IS_OPEN)
    )
    counts["closed"] = counts["all"] - counts["open"]
    ordered = chosen.narrowed.annotate(is_open=_IS_OPEN).order_by("-is_open", "-period", "-scope", "pk")
    context = {
        "page": Paginator(ordered, PAGE).get_page(request.GET.get("page")),
        "organisation": chosen.organisation,
        "scope": chosen.scope,
        "scopes": Scope.choices,
        "state": chosen.state,
        "narrowing": request.frame.narrowing,
        "counts": [(key, words, counts[key]) for key, words in STATES.items()],
    }
    return render(request, "tasks/findings.html", context)


@login_required
@require_GET
def ledger(request: Request, form: str) -> HttpResponse:
    """整改台账: the same list, one row for each organisation concerned, as a workbook or an official paper."""
    chosen = _chosen(request)
    today = request.frame.today
    if form == "xlsx":
        rows = ledger_of(request.user, chosen.narrowed).rows
        return workbook_answer(f"整改台账{today:%Y%m%d}", "整改台账", HEAD, rows)
    name = chosen.organisation.name if chosen.organisation else ""
    some = ledger_of(request.user, chosen.narrowed, limit=LIMIT)
    paper = ledger_paper(some, organisation=name, on=today)
    return paper_answer(request, paper, form, back=reverse("findings"))


@login_required
@require_GET
def finding(request: Request, pk: int) -> HttpResponse:
    """One problem with the state of every organisation concerned, the unfinished first, and the records they gave."""
    found = finding_for(request.user, pk)
    owed = (
        assignments_for(request.user)
        .filter(task=found.task_id)
        .annotate(proofs=models.Count("evidence", filter=models.Q(evidence__activity__withdrawn_at=None)))
        .order_by(models.Case(models.When(state=State.DONE, then=1), default=0), "organisation__path")
    )
    page = Paginator(owed, PAGE).get_page(request.GET.get("page"))
    context = {
        "finding": found,
        "trail": breadcrumb(found.organisation),
        "page": page,
        "rows": [(one, *state_of(one, request.frame.today)) for one in page],
        "due_on": page[0].due_on if page.object_list else None,
        "history": told(history(found)),
    }
    return render(request, "tasks/finding.html", context)


@dataclass(frozen=True)
class _Chosen:
    """What the address narrows the list to; `narrowed` by state as well."""

    organisation: Organisation | None
    scope: str
    state: str
    found: models.QuerySet[Finding]
    narrowed: models.QuerySet[Finding]


def _chosen(request: Request) -> _Chosen:
    ensure_held(request, "tasks.view", WHOSE)
    place = key_in(request.GET.get("organisation", ""))
    organisation = organisation_for(request.user, place) if place else request.frame.organisation
    scope = request.GET.get("scope", "") if request.GET.get("scope") in Scope.values else ""
    state = request.GET.get("state", "open") if request.GET.get("state", "open") in STATES else "open"
    found = findings_for(request.user, organisation)
    if scope:
        found = found.filter(scope=scope)
    narrowed = {"open": found.filter(_IS_OPEN), "closed": found.exclude(_IS_OPEN), "all": found}[state]
    return _Chosen(organisation, scope, state, found, narrowed)
