"""The filters of the record list, as the address carries them."""

from dataclasses import dataclass

from django.db import models

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import activities_for
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.requests import Request
from zhibu.web.frame.typed import has_words


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None or "" is no narrowing. Nonsense in the address narrows nothing."""

    kind: str
    period: Period | None
    organisation: Organisation | None
    text: str
    periods: tuple[Period, ...]

    @classmethod
    def of(cls, request: Request) -> "Filters":
        kind = request.GET.get("kind", "")
        place = request.GET.get("organisation", "")
        return cls(
            kind=kind if kind in kinds.catalogue() else "",
            period=_period(request.GET.get("period", "")),
            organisation=organisation_for(request.user, int(place))
            if place.isdecimal()
            else request.frame.organisation,
            text=request.GET.get("q", "").strip()[:40],
            periods=_offered(Period.containing(request.frame.today, "quarter")),
        )

    def apply(self, viewer: User) -> models.QuerySet[Activity]:
        """The records that fit, the newest first."""
        found = self._but_kind(viewer)
        return found.filter(kind=self.kind) if self.kind else found

    def counts(self, viewer: User) -> list[tuple[str, str, int]]:
        """Kind id, title and number of records that fit all filters but the kind, the most frequent first."""
        rows = self._but_kind(viewer).order_by().values("kind").annotate(number=models.Count("pk"))
        found = [(row["kind"], kinds.title(row["kind"]), row["number"]) for row in rows]
        return sorted(found, key=lambda one: (-one[2], one[0]))

    def _but_kind(self, viewer: User) -> models.QuerySet[Activity]:
        found = activities_for(viewer)
        if self.organisation is not None:
            found = found.filter(subtree(self.organisation.path, "organisation__path"))
        if self.period is not None:
            found = found.filter(held_on__range=(self.period.start, self.period.end))
        if self.text:
            found = found.filter(has_words(self.text, "title", "organisation__name"))
        return found


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except PeriodError:
        return None


def _offered(quarter: Period) -> tuple[Period, ...]:
    """This year, last year, and the last five quarters, newest first."""
    quarters = [quarter]
    while len(quarters) < 5:
        quarters.append(quarters[-1].previous())
    year = Period.containing(quarter.end, "year")
    return (year, *quarters, year.previous())
