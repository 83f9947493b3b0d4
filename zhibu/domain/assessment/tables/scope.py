"""Whose records are read, as they stood on which day, and at which moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from zhibu.domain.activities.models import Activity
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree


@dataclass(frozen=True)
class Scope:
    """The subtree at `path` as it stood on the day `until`.

    `beyond` adds the posts that its members hold elsewhere, which a live page needs; a snapshot holds only what is its
    own, so that the snapshots of neighbours can be merged. `whole` says that there is nothing but this subtree.
    Activities before `since` are left out, with their attendance. `alone` leaves out all but the organisation at the
    top and its groups.
    """

    path: str
    until: date
    beyond: bool = False
    whole: bool = False
    since: date | None = None
    alone: bool = False

    def holds(self, field: str = "organisation__") -> Q:
        """Filter for rows of organisations of the subtree that were founded by the day."""
        founded = Q(**{f"{field}established_on__lte": self.until})
        below = subtree(self.path, f"{field}path")
        if not self.alone:
            return below & founded
        depth = len(self.path) // Organisation.steplen + 1
        groups = below & Q(**{f"{field}kind": Kind.GROUP, f"{field}depth": depth})
        return (Q(**{f"{field}path": self.path}) | groups) & founded

    def held(self) -> QuerySet[Activity, Activity]:
        """The activities that count. In a whole tree none is asked where it belongs: none is older than its
        organisation."""
        place = Q() if self.whole else self.holds()
        since = Q() if self.since is None else Q(held_on__gte=self.since)
        return Activity.objects.filter(place, since, held_on__lte=self.until, withdrawn_at__isnull=True)


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see the database as at one moment, and keep no writer waiting."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("COMMIT")
