"""Closings of committees below the one that a document is of: they closed a quarter that it did not."""

from collections.abc import Iterable, Mapping

from zhibu.domain.assessment.models import Closing
from zhibu.domain.organisations.models import Organisation

Nearer = Mapping[str, Mapping[str, Closing]]
"""Path of an organisation -> period -> the closing in force."""


def closings_below(organisation: Organisation, paths: Iterable[str]) -> Nearer:
    """The closings of the organisations of `paths` and of those between them and `organisation`. One query, or none."""
    step = Organisation.steplen
    between = {
        path[:end] for path in paths for end in range(len(organisation.path) + step, len(path) + 1, step)
    }
    if not between:
        return {}
    found: dict[str, dict[str, Closing]] = {}
    rows = Closing.objects.filter(organisation__path__in=between).select_related("organisation")
    for closing in rows.order_by("number", "closed_at"):  # the last one counts
        found.setdefault(closing.organisation.path, {})[closing.period] = closing
    return found


def nearest(found: Nearer, path: str, period: str) -> Closing | None:
    """The closing of the organisation at `path`, else of the next above it that closed the period."""
    for end in range(len(path), 0, -Organisation.steplen):
        closing = found.get(path[:end], {}).get(period)
        if closing:
            return closing
    return None
