"""前后对比: who would be judged otherwise by changed rules, tried on the last closed period's records."""

from dataclasses import dataclass
from pathlib import Path

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import all_closings, snapshot_of
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
    """What a change of rules would change. `closing` is the period tried on; None when nothing was closed yet."""

    closing: Closing | None
    changes: list[Change]
    judged: int

    @property
    def organisations(self) -> int:
        """How many organisations have at least one other verdict."""
        return len({change.organisation.pk for change in self.changes})


def affected(viewer: User, organisation: Organisation, before: Path, after: Path) -> Affected:
    """Verdicts of the last period closed for `organisation`, by the packs in `before` and by those in `after`.

    Both sets judge the same snapshot, so only the rules make a difference; a closed result is never changed by it.
    """
    closing = all_closings(viewer, organisation).first()
    if closing is None:
        return Affected(None, [], 0)
    old, titles_before = _verdicts(closing, before)
    new, titles = _verdicts(closing, after)
    titles = {**titles_before, **titles}
    differing = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    named = Organisation.objects.in_bulk({subject for subject, _ in differing})
    changes = [
        Change(
            named[subject], titles[indicator], old.get((subject, indicator)), new.get((subject, indicator))
        )
        for subject, indicator in differing
        if subject in named
    ]
    return Affected(closing, changes, len(new))


def _verdicts(closing: Closing, directory: Path) -> tuple[dict[tuple[int, str], str], dict[str, str]]:
    rules = governing.rules_in(directory)
    results = evaluate(snapshot_of(closing), rules, Period.parse(closing.period))
    titles = {id_: indicator.title for pack in rules for id_, indicator in pack.indicators.items()}
    return {(row.subject, row.indicator): row.verdict for row in results}, titles
