"""Reading records: the list with its filters, one record with what it serves, its files."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import allows, paths_for
from zhibu.domain.activities import kinds
from zhibu.domain.activities.minutes import minutes_paper
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import (
    Followed,
    activity_for,
    attendance_of,
    followed,
    with_attendance,
)
from zhibu.domain.assessment.queries import uses
from zhibu.domain.files.queries import document_for
from zhibu.domain.journal.queries import history
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.people.queries import person_of
from zhibu.web.activities.filters import Filters
from zhibu.web.activities.forms import ReasonForm
from zhibu.web.frame.downloads import attachment
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.history import Said, told
from zhibu.web.frame.papers import paper_answer
from zhibu.web.frame.requests import Request
from zhibu.web.frame.workbook import workbook_answer

PAGE = 50
EXPORTED = 20_000
_WHOSE = "纪实由党支部的人员和上级党组织查看，您的账号还没有授权范围"


@login_required
@require_GET
def records(request: Request) -> HttpResponse:
    ensure_held(request, "activities.view", _WHOSE)
    filters = Filters.of(request)
    found = filters.apply(request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PAGE
    context = {
        "filters": filters,
        "page": page,
        "records": with_attendance(found[first : first + PAGE]),
        "counts": filters.counts(request.user),
        "kinds": kinds.catalogue().values(),
    }
    return render(request, "activities/records.html", context)


@login_required
@require_GET
def export(request: Request) -> HttpResponse:
    """The same list as a workbook."""
    ensure_held(request, "activities.view", _WHOSE)
    filters = Filters.of(request)
    head = ["组织", "类别", "主题", "日期", "时长（分钟）", "到会", "应到", "记录人", "记录时间"]
    rows = [
        [
            record.organisation.name,
            kinds.title(record.kind),
            record.title,
            record.held_on,
            record.minutes,
            record.present,
            record.expected,
            str(record.recorded_by),
            record.recorded_at,
        ]
        for record in with_attendance(filters.apply(request.user)[:EXPORTED])
    ]
    return workbook_answer(f"纪实{request.frame.today:%Y%m%d}", "纪实", head, rows)


@login_required
@require_GET
def record(request: Request, pk: int) -> HttpResponse:
    """What happened, who was there, what it serves, and its history."""
    found = activity_for(request.user, pk)
    me = person_of(request.user)
    context = {
        "record": found,
        "trail": breadcrumb(found.organisation),
        "attendance": attendance_of(found),
        "resolutions": _resolutions(request, found),
        "uses": uses(request.user, found, on=request.frame.today),
        "history": _history(found),
        "successor": Activity.objects.filter(replaces=found).first(),
        "may_amend": found.withdrawn_at is None
        and allows(request.user, "activities.record", found.organisation),
        "may_assign": bool(paths_for(request.user, "tasks.assign")),
        # Why somebody was absent may be an illness: only those who keep the register, and the person, read it.
        "may_see_reasons": allows(request.user, "people.view", found.organisation),
        "me": me.pk if me else None,
        "withdraw_form": ReasonForm(),
    }
    return render(request, "activities/record.html", context)


@login_required
@require_GET
def minutes(request: Request, pk: int, form: str) -> HttpResponse:
    """The record as minutes in official layout, with what this viewer may read of it."""
    found = activity_for(request.user, pk)
    paper = minutes_paper(
        found,
        list(attendance_of(found)),
        with_reasons=allows(request.user, "people.view", found.organisation),
        documents=[document.name for document in found.documents.order_by("pk")],
    )
    return paper_answer(request, paper, form, back=reverse("record_page", args=[pk]))


@login_required
@require_GET
def download(request: Request, pk: int) -> HttpResponse:
    """A stored original of an organisation whose records the viewer may see."""
    return attachment(document_for(request.user, pk))


def _resolutions(request: Request, found: Activity) -> list[tuple[int, str, list[Followed]]]:
    """Each resolution with its number and the tasks sent out from it; last those of words that a correction changed."""
    sent = followed(request.user, found)
    lines = [
        (number, words, [one for one in sent if one.words == words])
        for number, words in enumerate(found.resolved, 1)
    ]
    changed = [one for one in sent if one.words not in found.resolved]
    return [*lines, *((0, one.words, [one]) for one in changed)]


def _history(found: Activity) -> list[Said]:
    """The conversation about a record, beginning with those of the records it corrects."""
    told_so_far = told(history(found))
    return _history(found.replaces) + told_so_far if found.replaces else told_so_far
