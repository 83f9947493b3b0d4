"""任务清单: what organisations owe, narrowed, counted, exported, and checked off several at a time."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.tasks.actions import check_off_several
from zhibu.domain.tasks.choices import Origin
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import assignments_for
from zhibu.rules.periods import Period
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import keys_in, words_in
from zhibu.web.frame.workbook import workbook_answer
from zhibu.web.tasks.filters import WHOSE, Filters, state_of

PAGE = 50
EXPORTED = 50_000


@login_required
@require_GET
def tasks(request: Request) -> HttpResponse:
    """Assignments in scope; the chips count what each state holds under the other filters."""
    ensure_held(request, "tasks.view", WHOSE)
    filters = Filters.of(request)
    page = Paginator(filters.apply(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": [(one, *state_of(one, request.frame.today)) for one in page],
        "one_place": _is_one_place(filters, page),
        "counts": filters.counts(request.user),
        "origins": Origin.choices,
        "may_import": bool(paths_for(request.user, "intake.import")),
        "may_assign": bool(paths_for(request.user, "tasks.assign")),
        "may_check": filters.state == "submitted" and bool(paths_for(request.user, "tasks.check")),
    }
    return render(request, "tasks/tasks.html", context)


def _is_one_place(filters: Filters, page: Iterable[Assignment]) -> bool:
    """Whether all that is listed is asked of the organisation that the page is about: its name need not be repeated."""
    place = filters.organisation
    return place is not None and all(one.organisation_id == place.pk for one in page)


@login_required
@require_GET
def export(request: Request) -> HttpResponse:
    """The same list as a workbook."""
    ensure_held(request, "tasks.view", WHOSE)
    today = request.frame.today
    head = [
        "责任组织", "任务", "来源", "计划", "期间", "时限", "状态", "办理情况", "提交时间", "验收意见", "验收时间",
    ]  # fmt: skip
    rows = [
        [
            one.organisation.name,
            one.task.title,
            one.task.get_origin_display(),
            one.task.plan.title if one.task.plan else None,
            Period.parse(one.period).label if one.period else None,
            one.due_on,
            state_of(one, today)[1],
            one.report,
            one.submitted_at,
            one.verdict,
            one.checked_at,
        ]
        for one in Filters.of(request).apply(request.user)[:EXPORTED]
    ]
    return workbook_answer(f"任务清单{today:%Y%m%d}", "任务清单", head, rows)


@login_required
@written_from("tasks")
def check_several(request: Request) -> HttpResponse:
    """Confirm the ticked assignments; what was somebody's own work or already dealt with stays and is said."""
    ensure_held(request, "tasks.check", WHOSE)
    chosen = keys_in(request.POST.getlist("assignment"))[:PAGE]
    visible = list(assignments_for(request.user).filter(pk__in=chosen))
    confirmed, left = check_off_several(
        visible, note=words_in(request.POST.get("note")), actor=request.user, now=request.frame.now
    )
    if not chosen:
        messages.warning(request, "还没有选择要销号的事项。请先勾选，再办理。")
    if confirmed:
        messages.success(request, f"已销号{len(confirmed)}件。")
    if left:
        messages.warning(
            request, f"有{len(left)}件没有销号：是您本人提交的，须由另一人验收，或者刚被别人办理过。"
        )
    return redirect(_back(request))


def _back(request: Request) -> str:
    """The list as it was filtered, when the form says so and it is ours."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "tasks"
