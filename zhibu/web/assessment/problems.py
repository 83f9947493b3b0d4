"""Problems that a closed quarter proposes: a person edits, drops and confirms them; only then are they tasks."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.actions import Confirmed, confirm_findings
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import (
    Proposal,
    closing_for,
    failing,
    open_from_before,
    proposals,
    recurring,
)
from zhibu.domain.tasks.choices import Scope
from zhibu.rules.periods import Period
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.requests import Request

DAYS_TO_MEND = 30
PAGE = 60


class DueForm(forms.Form):
    """Until when the problems are to be put right."""

    due_on = forms.DateField(
        label="整改期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True)
class Row:
    """A proposal as the page shows it: the words as typed so far, whether it is ticked, and whom it was taken from."""

    proposal: Proposal
    title: str
    measure: str
    scope: str
    chosen: bool
    dropped: frozenset[int]

    @property
    def left(self) -> list[int]:
        """The organisations that it is still put to."""
        return [pk for pk in self.proposal.organisations if pk not in self.dropped]


@login_required
@require_http_methods(["GET", "POST"])
def problems(request: Request, pk: int) -> HttpResponse:
    """The proposals of one closing, and raising those that are ticked."""
    closing = closing_for(request.user, pk)
    found = proposals(request.user, closing)
    sent = request.POST if request.method == "POST" else None
    due = request.frame.today + timedelta(days=DAYS_TO_MEND)
    form = DueForm(sent, initial={"due_on": due})
    rows = [_row(proposal, closing, sent) for proposal in found]
    context = {
        "closing": closing,
        "period": Period.parse(closing.period),
        "rows": rows,
        "before": open_from_before(request.user, closing),
        "form": form,
        "scopes": Scope,
        "may_raise": allows(request.user, "assessment.close", closing.organisation),
    }
    if sent is None:
        return render(request, "assessment/problems.html", context)
    if not form.is_valid():
        return render(request, "assessment/problems.html", context, status=INVALID)
    try:
        raised = confirm_findings(
            closing,
            [_confirmed(row) for row in rows if row.chosen],
            due_on=form.cleaned_data["due_on"],
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        return refuse(request, error, "assessment/problems.html", context)
    messages.success(request, f"已下发{len(raised)}个问题的整改任务，责任组织的工作台上可以看到。")
    return redirect("findings")


@login_required
@require_GET
def places(request: Request, pk: int, indicator: str) -> HttpResponse:
    """The organisations of one proposal, a page at a time; those taken from it so far are kept in the form."""
    closing = closing_for(request.user, pk)
    words = request.GET.get(f"q-{indicator}", "").strip()[:30]
    page = Paginator(failing(request.user, closing, indicator, words), PAGE).get_page(request.GET.get("page"))
    listed = {place.pk for place in page}
    dropped = _dropped(indicator, request.GET)
    context = {
        "closing": closing,
        "period": Period.parse(closing.period),
        "id": indicator,
        "page": page,
        "words": words,
        "recurring": recurring(closing, indicator),
        "dropped": dropped,
        "listed": ",".join(map(str, sorted(listed))),
        "dropped_elsewhere": sorted(dropped - listed),
        "may_raise": allows(request.user, "assessment.close", closing.organisation),
    }
    template = "assessment/_problem_places.html" if request.htmx else "assessment/problem_places.html"
    return render(request, template, context)


def _dropped(indicator: str, sent: QueryDict) -> frozenset[int]:
    """Whom a problem was taken from: on earlier pages of the list, or shown without a tick now."""
    shown = {int(pk) for pk in sent.get(f"shown-{indicator}", "").split(",") if pk.isdecimal()}
    before = {int(pk) for pk in sent.getlist(f"dropped-{indicator}") if pk.isdecimal()}
    return frozenset((before | shown) - {int(pk) for pk in sent.getlist(f"to-{indicator}") if pk.isdecimal()})


def _row(proposal: Proposal, closing: Closing, sent: QueryDict | None) -> Row:
    """Not sent yet: proposed words, ticked unless it is raised already. Sent: as the person left it."""
    id_ = proposal.indicator.id
    if sent is None:
        title = f"{Period.parse(closing.period).label}{proposal.indicator.title}未达标"
        return Row(
            proposal,
            title,
            f"对照{proposal.indicator.citation.text}，查找原因，补齐或整改，并关联纪实作为佐证",
            proposal.scope,
            not proposal.raised,
            frozenset(),
        )
    return Row(
        proposal,
        sent.get(f"title-{id_}", "")[:300],
        sent.get(f"measure-{id_}", "")[:500],
        sent.get(f"scope-{id_}", proposal.scope),
        f"chosen-{id_}" in sent,
        _dropped(id_, sent),
    )


def _confirmed(row: Row) -> Confirmed:
    scope = row.scope if row.scope in Scope.values else row.proposal.scope
    return Confirmed(row.proposal, row.title, row.measure, scope, row.left)
