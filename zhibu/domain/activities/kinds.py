"""Activity kinds as the rule packs in force define them: one source for forms, lists and records."""

from functools import lru_cache
from pathlib import Path

from zhibu.domain.activities.errors import UnknownKind
from zhibu.domain.rulebook import library
from zhibu.rules import packs
from zhibu.rules.model import ActivityKind


def catalogue() -> dict[str, ActivityKind]:
    """Every activity kind of the packs in force by id, in the packs' order."""
    return _catalogue_in(library.in_force())


def ensure_known(kind: str) -> None:
    """Raise UnknownKind unless a pack defines `kind`."""
    if kind not in catalogue():
        raise UnknownKind(kind)


def title(kind: str) -> str:
    """The kind's Chinese title; a kind whose pack is gone keeps its id, so old records stay readable."""
    known = catalogue().get(kind)
    return known.title if known else kind


@lru_cache(maxsize=4)
def _catalogue_in(directory: Path) -> dict[str, ActivityKind]:
    return {kind.id: kind for pack in packs.load_all(directory).values() for kind in pack.kinds.values()}
