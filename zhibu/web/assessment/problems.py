"""Problems that a closed quarter proposes: a person edits, drops and confirms them; only then are they tasks."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import allows
from zhibu.domain.assessment.actions import Confirmed, confirm_findings
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import Proposal, closing_for, open_from_before, proposals
from zhibu.domain.tasks.choices import Scope
from zhibu.rules.periods import Period
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.requests import Request

DAYS_TO_MEND = 30


class DueForm(forms.Form):
    """Until when the problems are to be put right."""

    due_on = forms.DateField(
        label="整改期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True)
class Row:
    """A proposal as the page shows it: the words as typed so far, and what is ticked."""

    proposal: Proposal
    title: str
    measure: str
    scope: str
    chosen: bool
    organisations: frozenset[int]


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


def _row(proposal: Proposal, closing: Closing, sent: QueryDict | None) -> Row:
    """Not sent yet: proposed words, ticked unless it is raised already. Sent: as the person left it."""
    id_ = proposal.indicator.id
    if sent is None:
        title = f"{Period.parse(closing.period).label}{proposal.indicator.title}未达标"
        return Row(
            proposal,
            title,
            f"对照{proposal.indicator.citation.text}查找原因，补齐或整改，并关联纪实作为佐证",
            proposal.scope,
            not proposal.raised,
            frozenset(place.pk for place in proposal.organisations),
        )
    return Row(
        proposal,
        sent.get(f"title-{id_}", "")[:300],
        sent.get(f"measure-{id_}", "")[:500],
        sent.get(f"scope-{id_}", proposal.scope),
        f"chosen-{id_}" in sent,
        frozenset(int(pk) for pk in sent.getlist(f"to-{id_}") if pk.isdigit()),
    )


def _confirmed(row: Row) -> Confirmed:
    scope = row.scope if row.scope in Scope.values else row.proposal.scope
    return Confirmed(row.proposal, row.title, row.measure, scope, sorted(row.organisations))
