"""Which kinds of activity the start page offers, for the organisation and for its groups, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhibu.domain.activities import kinds
from zhibu.domain.assessment.queries import Owed, owed
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.model import ActivityKind


@dataclass(frozen=True)
class Offer:
    """A kind to record in the name of `place`: the organisation, or the group of it that holds such meetings. `duty` is
    the one that is due first, None while none is."""

    kind: ActivityKind
    place: Organisation
    duty: Owed | None = None


def offers(organisation: Organisation, *, on: date) -> tuple[list[Offer], list[Offer]]:
    """What is due, the earliest deadline first, each once; and all else in the packs' order.

    What only groups owe (党小组会) is offered for each group by itself: in the branch's name it would settle nothing.
    """
    known = kinds.catalogue()
    asked = [duty for duty in owed(organisation, on=on, with_groups=True) if duty.activity_kind in known]
    due: dict[tuple[str, int], Offer] = {}
    for duty in asked:
        if duty.state != "done":
            key = (duty.activity_kind, duty.organisation.pk)
            due.setdefault(key, Offer(known[duty.activity_kind], duty.organisation, duty))
    rest = [
        Offer(kind, place)
        for kind in known.values()
        for place in _holders(kind, organisation, asked)
        if (kind.id, place.pk) not in due
    ]
    return list(due.values()), rest


def _holders(kind: ActivityKind, organisation: Organisation, asked: Sequence[Owed]) -> list[Organisation]:
    """Who holds an activity of that kind: the groups where only they owe it, else the organisation."""
    owing = {duty.organisation.pk: duty.organisation for duty in asked if duty.activity_kind == kind.id}
    return list(owing.values()) if owing and organisation.pk not in owing else [organisation]
