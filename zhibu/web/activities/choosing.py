"""Which kinds of activity the start page offers, and why."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from zhibu.domain.activities import kinds
from zhibu.domain.assessment.queries import Owed, owed
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.model import ActivityKind


@dataclass(frozen=True)
class Due:
    """A kind that is owed now, with the duty that is due first."""

    kind: ActivityKind
    duty: Owed


def due_kinds(organisation: Organisation, *, on: date) -> list[Due]:
    """Kinds with an open duty, the earliest deadline first, each once."""
    known = kinds.catalogue()
    found: dict[str, Due] = {}
    for duty in owed(organisation, on=on):
        if duty.state != "done" and duty.activity_kind in known:
            found.setdefault(duty.activity_kind, Due(known[duty.activity_kind], duty))
    return list(found.values())


def other_kinds(organisation: Organisation, due: Set[str]) -> list[ActivityKind]:
    """The kinds that are not due, in the packs' order."""
    return [kind for kind in kinds.catalogue().values() if kind.id not in due]
