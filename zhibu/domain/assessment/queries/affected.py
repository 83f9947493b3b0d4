"""前后对比: who would be judged or scored otherwise by changed rules, tried on the records of closed periods.

Both sets of rules judge the same snapshot, so only the rules make a difference; a closed result is never changed by it.
"""

from dataclasses import dataclass
from pathlib import Path

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import all_closings, snapshot_of
from zhibu.domain.assessment.queries.shifts import SheetShifts, shifts
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import evaluate
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Change:
    """One verdict that would be another: words for before and after, None where the rule did not or would not exist."""

    organisation: Organisation
    indicator: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Affected:
    """What a change of rules would change. `closing` is the last one, None when nothing was closed yet.

    `judged` counts the verdicts of the changed packs, `sheets` has every score sheet of theirs.
    """

    closing: Closing | None
    changes: list[Change]
    judged: int
    sheets: list[SheetShifts]

    @property
    def organisations(self) -> int:
        """How many organisations have at least one other verdict."""
        return len({change.organisation.pk for change in self.changes})


def affected(viewer: User, organisation: Organisation, before: Path, after: Path) -> Affected:
    """Verdicts and scores of closed periods of `organisation`, by the packs in `before` and by those in `after`."""
    closings = list(all_closings(viewer, organisation))
    if not closings:
        return Affected(None, [], 0, [])
    old, new = differing(governing.rules_in(before), governing.rules_in(after))
    changes, judged = _changes(closings[0], old, new)
    return Affected(closings[0], changes, judged, shifts(closings, old, new))


def last_judged(viewer: User, organisation: Organisation) -> int:
    """How many results the closing has that a comparison is made on, to know beforehand how long it takes."""
    closing = next(iter(all_closings(viewer, organisation)), None)
    return 0 if closing is None else closing.results.count()


def differing(before: Rules, after: Rules) -> tuple[Rules, Rules]:
    """The packs of either set that differ, those included that rest on one that does: the others judge alike."""
    old, new = {pack.hash for pack in before}, {pack.hash for pack in after}
    return tuple(pack for pack in before if pack.hash not in new), tuple(
        pack for pack in after if pack.hash not in old
    )


def _changes(closing: Closing, before: Rules, after: Rules) -> tuple[list[Change], int]:
    old, new = _verdicts(closing, before), _verdicts(closing, after)
    titles = {**_titles(before), **_titles(after)}
    keys = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    named = Organisation.objects.in_bulk({subject for subject, _ in keys})
    changes = [
        Change(named[key[0]], titles[key[1]], old.get(key), new.get(key)) for key in keys if key[0] in named
    ]
    return changes, len(new)


def _verdicts(closing: Closing, rules: Rules) -> dict[tuple[int, str], str]:
    results = evaluate(snapshot_of(closing), rules, Period.parse(closing.period)) if rules else ()
    return {(row.subject, row.indicator): row.verdict for row in results}


def _titles(rules: Rules) -> dict[str, str]:
    return {id_: indicator.title for pack in rules for id_, indicator in pack.indicators.items()}
