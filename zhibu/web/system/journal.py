"""审计管理员: who did what, when, fifty a page; and the proof that nothing was changed since."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry
from zhibu.domain.journal.queries import entries_for, prove
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.history import ACTS
from zhibu.web.frame.requests import Request
from zhibu.web.system.wording import told

PAGE = 50


@login_required
@require_GET
def journal(request: Request) -> HttpResponse:
    """The newest entries first, narrowed as the address says."""
    ensure_held(request, "journal.view", "日志由审计管理员查看")
    entries = _narrowed(entries_for(request.user), request)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    places = _places(request.user, [entry.place for entry in page])
    context = {
        "page": page,
        "rows": [
            (entry, places.get(entry.place), ACTS.get(entry.act, "其他变更"), told(entry.detail))
            for entry in page
        ],
        "acts": sorted({(title, title) for title in ACTS.values()}),
        "act": request.GET.get("act", ""),
        "who": request.GET.get("who", ""),
        "since": request.GET.get("since", ""),
        "until": request.GET.get("until", ""),
    }
    return render(request, "system/journal.html", context)


@login_required
@require_GET
def proof(request: Request) -> HttpResponse:
    """Walk the whole chain and say whether it is whole."""
    ensure_held(request, "journal.view", "日志由审计管理员查看")
    template = "system/_proof.html" if request.htmx else "system/proof.html"
    return render(request, template, {"proof": prove()})


def _narrowed(entries: QuerySet[Entry], request: Request) -> QuerySet[Entry]:
    wish = request.GET
    chosen = [act for act, title in ACTS.items() if title == wish.get("act")]
    if chosen:
        entries = entries.filter(act__in=chosen)
    if who := wish.get("who", "").strip():
        entries = entries.filter(actor__display_name__icontains=who)
    if since := _day(wish.get("since", "")):
        entries = entries.filter(at__gte=_midnight(since))
    if until := _day(wish.get("until", "")):
        entries = entries.filter(at__lt=_midnight(until + timedelta(days=1)))
    return entries


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _places(viewer: User, paths: list[str]) -> dict[str, Organisation]:
    found = organisations_for(viewer, "journal.view").filter(path__in=set(paths))
    return {place.path: place for place in found}
