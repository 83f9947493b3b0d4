"""前后对比: who would be judged or scored otherwise by changed rules, tried on the records of closed periods.

Both sets of rules judge the same snapshot, so only the rules make a difference; a closed result is never changed by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import all_closings, snapshot_of
from zhibu.domain.assessment.queries.shifts import SheetShifts, shifts
from zhibu.domain.assessment.queries.steps import Progress, Steps
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import evaluate
from zhibu.rules.essence import essence
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

    `judged` counts the verdicts of the indicators that compute something else, `sheets` has the score sheets that do;
    `alike` names the sheets of changed packs that compute the same as before.
    """

    closing: Closing | None
    changes: list[Change]
    judged: int
    sheets: list[SheetShifts]
    alike: Sequence[str] = ()

    @property
    def organisations(self) -> int:
        """How many organisations have at least one other verdict."""
        return len({change.organisation.pk for change in self.changes})


def affected(
    viewer: User,
    organisation: Organisation,
    before: Path,
    after: Path,
    progress: Progress = lambda step, percent: None,
) -> Affected:
    """Verdicts and scores of closed periods of `organisation`, by the packs in `before` and by those in `after`.

    Only what computes something else is tried. `progress` is told each step and how many percent are done.
    """
    progress("读取两套规则", 0)
    closings = list(all_closings(viewer, organisation))
    if not closings:
        return Affected(None, [], 0, [])
    differ = differing(governing.rules_in(before), governing.rules_in(after))
    old, new = narrowed(*differ), narrowed(*reversed(differ))
    alike = [sheet.title for sheet, _ in governing.sheets(differ[1])]
    for sheet, _ in governing.sheets(new):
        alike.remove(sheet.title)
    steps = Steps(progress, _steps(closings[0], old, new))
    changes, judged = _changes(closings[0], old, new, steps)
    return Affected(closings[0], changes, judged, shifts(closings, old, new, steps), alike)


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


def narrowed(rules: Rules, other: Rules) -> Rules:
    """The packs with those of their indicators and sheets alone that compute something else than in `other`."""
    known = {(type(one), one.id): essence(one, pack) for pack in other for one in pack.rules}
    return tuple(
        pack.only(one for one in pack.rules if known.get((type(one), one.id)) != essence(one, pack))
        for pack in rules
    )


def _steps(closing: Closing, old: Rules, new: Rules) -> int:
    """How many times something is computed: verdicts and each sheet, by either rules that have them."""
    period = Period.parse(closing.period)
    sides = [rules for rules in (old, new) if governing.judged(rules, period)]
    return len(sides) + len([*governing.sheets(old), *governing.sheets(new)])


def _changes(closing: Closing, before: Rules, after: Rules, steps: Steps) -> tuple[list[Change], int]:
    old = _verdicts(closing, before, steps, "按现行规则判定")
    new = _verdicts(closing, after, steps, "按修改后的规则判定")
    titles = {**_titles(before), **_titles(after)}
    keys = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    named = Organisation.objects.in_bulk({subject for subject, _ in keys})
    changes = [
        Change(named[key[0]], titles[key[1]], old.get(key), new.get(key)) for key in keys if key[0] in named
    ]
    return changes, len(new)


def _verdicts(closing: Closing, rules: Rules, steps: Steps, step: str) -> dict[tuple[int, str], str]:
    period = Period.parse(closing.period)
    if not governing.judged(rules, period):
        return {}
    steps.begin(f"{step}：{closing.rows.get('organisation', 0)}个组织")
    table = evaluate(snapshot_of(closing), rules, period).table
    columns = (table[name].to_pylist() for name in ("subject", "indicator", "verdict"))
    return {(subject, indicator): verdict for subject, indicator, verdict in zip(*columns, strict=True)}


def _titles(rules: Rules) -> dict[str, str]:
    return {id_: indicator.title for pack in rules for id_, indicator in pack.indicators.items()}
