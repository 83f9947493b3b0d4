"""Closed periods: which there are, what they found, how that changed, and what must be put right."""

from pathlib import Path

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing, Result
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import ancestor_paths, subtree
from zhibu.rules.periods import Period


def closing_over(organisation: Organisation, period: Period) -> Closing | None:
    """The closing in force of a period that covers the organisation: the latest one; None while it is not closed."""
    return (
        Closing.objects.filter(period=str(period), organisation__path__in=self_and_above(organisation))
        .select_related("organisation", "closed_by")
        .order_by("-number", "-closed_at")
        .first()
    )


def closings_over(organisation: Organisation) -> QuerySet[Closing]:
    """The closings in force that cover the organisation, one for each period, the newest period first."""
    ordered = [F("number").desc(), F("closed_at").desc()]
    return (
        Closing.objects.filter(organisation__path__in=self_and_above(organisation))
        .annotate(place=Window(RowNumber(), partition_by=F("period"), order_by=ordered))
        .filter(place=1)
        .select_related("organisation", "closed_by")
        .order_by("-period")
    )


def all_closings(viewer: User, organisation: Organisation) -> QuerySet[Closing]:
    """Every closing that covers the organisation, superseded ones too, as far as `viewer` sees results there."""
    return (
        Closing.objects.filter(organisation__path__in=self_and_above(organisation))
        .select_related("organisation", "closed_by")
        .order_by("-period", "-number")
        if within_reach(viewer, organisation)
        else Closing.objects.none()
    )


def within_reach(viewer: User, organisation: Organisation) -> bool:
    """Whether `viewer` sees results of the organisation."""
    return Organisation.objects.filter(within(viewer, "assessment.view", "path"), pk=organisation.pk).exists()


def closing_for(viewer: User, pk: int) -> Closing:
    """One closing of which `viewer` sees at least a part, else Hidden."""
    found = Closing.objects.select_related("organisation", "closed_by").filter(pk=pk).first()
    if found is None or not results_of(viewer, found).exists():
        raise Hidden
    return found


def results_of(viewer: User, closing: Closing, organisation: Organisation | None = None) -> QuerySet[Result]:
    """The results of a closing that `viewer` may see, at or below `organisation`."""
    scope = within(viewer, "assessment.view")
    if organisation is not None:
        scope &= subtree(organisation.path, "organisation__path")
    return closing.results.filter(scope)


def snapshot_of(closing: Closing) -> Path:
    """The directory of the closing's snapshot."""
    return Path(settings.ZHIBU_SNAPSHOTS) / closing.directory


def packs_of(closing: Closing) -> Rules:
    """The rules as they were when the period was closed."""
    return governing.kept_in(snapshot_of(closing))


def self_and_above(organisation: Organisation) -> list[str]:
    """The paths of all whose closing covers the organisation."""
    return [*ancestor_paths(organisation.path), organisation.path]


def counted() -> dict[str, Count]:
    """Aggregates: how many results there are of each verdict."""
    return {verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict}
