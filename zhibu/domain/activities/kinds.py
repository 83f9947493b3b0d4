"""Activity kinds as the rule packs define them: one source for forms, lists and records."""

from functools import lru_cache

from django.conf import settings

from zhibu.domain.activities.errors import UnknownKind
from zhibu.rules import packs
from zhibu.rules.model import ActivityKind


@lru_cache(maxsize=1)
def catalogue() -> dict[str, ActivityKind]:
    """Every activity kind of the installed packs by id, in the packs' order."""
    return {
        kind.id: kind
        for pack in packs.load_all(settings.ZHIBU_PACKS).values()
        for kind in pack.kinds.values()
    }


def ensure_known(kind: str) -> None:
    """Raise UnknownKind unless a pack defines `kind`."""
    if kind not in catalogue():
        raise UnknownKind(kind)


def title(kind: str) -> str:
    """The kind's Chinese title; a kind whose pack is gone keeps its id, so old records stay readable."""
    known = catalogue().get(kind)
    return known.title if known else kind
