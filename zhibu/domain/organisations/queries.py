"""Reading the tree by paths. What a viewer may see is room access' business (access.scope)."""

from collections.abc import Iterable
from datetime import date

from django.db import models

from zhibu.domain.organisations.choices import BELOW, Kind
from zhibu.domain.organisations.models import Organisation, Term

_STEP = Organisation.steplen
_LAST = "Z" * (_STEP * 12)


def subtree(path: str, field: str = "path") -> models.Q:
    """Filter for the organisation at `path` and all below it.

    A range, not LIKE: both databases answer it from the index. Paths hold only 0-9 and A-Z, so nothing else falls in.
    """
    return models.Q(**{f"{field}__range": (path, path + _LAST)})


def kinds_below(organisation: Organisation) -> list[Kind]:
    """The kinds of organisation that may stand directly below one of its kind, in the order of the choices."""
    return [kind for kind in Kind if kind in BELOW[organisation.kind]]


def root() -> Organisation:
    """The organisation at the top of the site's tree. Raises Organisation.DoesNotExist on an empty site."""
    return Organisation.objects.filter(depth=1).earliest("path")


def ancestor_paths(path: str) -> list[str]:
    """Paths of the organisations above `path`, from the root down, itself not among them."""
    return [path[:end] for end in range(_STEP, len(path), _STEP)]


def breadcrumb(organisation: Organisation) -> list[Organisation]:
    """The organisations above, from the root down, then the organisation itself. One query."""
    above = Organisation.objects.filter(path__in=ancestor_paths(organisation.path)).order_by("path")
    return [*above, organisation]


def branches_under(paths: Iterable[str], *, on: date) -> models.QuerySet[Organisation]:
    """Branches that exist on the day `on`, at or below any of `paths`."""
    scope = models.Q(pk__in=[])
    for path in paths:
        scope |= subtree(path)
    return Organisation.objects.filter(scope, existing_on(on), kind=Kind.BRANCH).order_by("path")


def existing_on(day: date, prefix: str = "") -> models.Q:
    """Filter for organisations that exist on `day`: founded by then and not yet dissolved."""
    return models.Q(**{f"{prefix}established_on__lte": day}) & (
        models.Q(**{f"{prefix}dissolved_on__isnull": True}) | models.Q(**{f"{prefix}dissolved_on__gt": day})
    )


def current_terms(organisations: Iterable[Organisation], *, on: date) -> dict[int, Term]:
    """Organisation id -> the latest term of office elected by `on`, run out or not; absent where none is registered."""
    rows = Term.objects.filter(organisation__in=list(organisations), elected_on__lte=on).order_by(
        "elected_on"
    )
    return {row.organisation_id: row for row in rows}
