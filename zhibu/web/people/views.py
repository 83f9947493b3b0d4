"""The register of members, the page of one person, and one's own page with everything stored about oneself."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.queries import member_closed
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import Status
from zhibu.domain.people.models import Membership
from zhibu.domain.people.queries import person_for, person_of, register
from zhibu.web.frame.entering import ensure_held
from zhibu.web.frame.requests import Request
from zhibu.web.frame.typed import has_words
from zhibu.web.frame.workbook import Cell, workbook_answer
from zhibu.web.people.file import file_of

PAGE, EXPORTED = 50, 20_000


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to, as the address carries it. Nonsense narrows nothing."""

    organisation: Organisation
    status: str
    text: str

    @classmethod
    def of(cls, request: Request) -> "Filters":
        """Raises Forbidden for those who may see no register, Hidden for an organisation out of reach."""
        ensure_held(request, "people.view", "党员名册由支部书记和党务干部查看；本人的信息在“我的”")
        asked, status = request.GET.get("organisation", ""), request.GET.get("status", "")
        place = organisation_for(request.user, int(asked), "people.view") if asked.isdecimal() else None
        place = place or request.frame.organisation or organisations_for(request.user, "people.view").first()
        if place is None:
            raise Hidden
        return cls(place, status if status in Status.values else "", request.GET.get("q", "").strip()[:30])

    def apply(self, request: Request) -> QuerySet[Membership]:
        found = register(request.user, self.organisation, on=request.frame.today)
        if self.status:
            found = found.filter(status=self.status)
        return found.filter(has_words(self.text, "person__name")) if self.text else found


@login_required
@require_GET
def people(request: Request) -> HttpResponse:
    filters = Filters.of(request)
    page = Paginator(filters.apply(request), PAGE).get_page(request.GET.get("page"))
    branches = {line.organisation_id for line in page}
    context = {"filters": filters, "page": page, "statuses": Status.choices, "several": len(branches) > 1}
    return render(request, "people/people.html", context)


@login_required
@require_GET
def export(request: Request) -> HttpResponse:
    """The same list as a workbook: no more than the list shows."""
    rows: list[list[Cell]] = [
        [
            line.person.name,
            line.person.get_gender_display(),
            line.organisation.name,
            line.group.name if line.group else "",
            line.get_status_display(),
            line.person.joined_on,
            line.since,
        ]
        for line in Filters.of(request).apply(request)[:EXPORTED]
    ]
    head = ["姓名", "性别", "党支部", "党小组", "身份", "入党日期", "转入日期"]
    return workbook_answer(f"党员名册{request.frame.today:%Y%m%d}", "党员名册", head, rows)


@login_required
@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """A member's file, for whoever keeps or reads the register, and for the member."""
    found = person_for(request.user, pk)
    context = {"file": file_of(found, since=_year_before(request.frame.today), until=request.frame.today)}
    return render(request, "people/person.html", context | {"own": found.user_id == request.user.pk})


@login_required
@require_GET
def points(request: Request, pk: int) -> HttpResponse:
    """What the last closed quarter says of a member, for whoever may see the member's file."""
    context = {"person": person_for(request.user, pk), "found": member_closed(request.user, pk)}
    return render(request, "people/points.html", context)


@login_required
@require_GET
def my_page(request: Request) -> HttpResponse:
    """Everything stored about oneself with its source; the way out and to one's password."""
    me, today = person_of(request.user), request.frame.today
    file = file_of(me, since=_year_before(today), until=today) if me else None
    grants = request.user.grants.select_related("organisation").order_by("since")
    return render(request, "people/me.html", {"file": file, "own": True, "grants": grants})


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28))
