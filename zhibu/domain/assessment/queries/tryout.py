"""试算: one organisation judged and scored by the rules in force and by changed ones, on a closed period's records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q, QuerySet

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing, live
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.affected import differing
from zhibu.domain.assessment.queries.closings import all_closings, snapshot_of
from zhibu.domain.assessment.queries.explaining import facts_of
from zhibu.domain.assessment.queries.scores import ItemLine, Scored, scored_in
from zhibu.domain.assessment.queries.shifts import tried_on
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.indicators import Result, judge
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class JudgedTwice:
    """One indicator by either set of rules; None where the set does not judge the organisation by it."""

    title: str
    before: Result | None
    after: Result | None

    @property
    def differs(self) -> bool:
        return _said(self.before) != _said(self.after)


@dataclass(frozen=True)
class ItemTwice:
    """One item of a sheet by either set of rules; None where that one has no such item."""

    title: str
    before: ItemLine | None
    after: ItemLine | None

    @property
    def differs(self) -> bool:
        old, new = (
            None if one is None else (one.score.points, one.score.most) for one in (self.before, self.after)
        )
        return old != new


@dataclass(frozen=True)
class ScoredTwice:
    """One sheet by either set of rules; None where the set does not score the organisation by it."""

    title: str
    closing: Closing
    period: Period
    before: Scored | None
    after: Scored | None

    @property
    def whole(self) -> bool:
        """Whether the snapshot holds the sheet's whole period."""
        return self.period.end <= Period.parse(self.closing.period).end

    @property
    def items(self) -> list[ItemTwice]:
        """The items of both in the order after the change, those that it takes away last."""
        old, new = (
            {one.score.item.id: one for one in each.items} if each else {}
            for each in (self.before, self.after)
        )
        return [
            ItemTwice((new.get(id_) or old[id_]).score.item.title, old.get(id_), new.get(id_))
            for id_ in dict.fromkeys([*new, *old])
        ]


@dataclass(frozen=True)
class Tryout:
    """What the changed packs say of one organisation, before and after. `closing` None: nothing was closed yet."""

    organisation: Organisation
    closing: Closing | None
    indicators: Sequence[JudgedTwice] = ()
    sheets: Sequence[ScoredTwice] = ()


def tryout(viewer: User, pk: int, pack: str, before: Path, after: Path) -> Tryout:
    """Try the packs of `after` that differ from those of `before`, and `pack` in any case, on one organisation.

    Raises Hidden where the viewer may not see the organisation's results.
    """
    organisation = organisation_for(viewer, pk, "assessment.view")
    closings = list(all_closings(viewer, organisation))
    if not closings:
        return Tryout(organisation, None)
    rules = governing.rules_in(before), governing.rules_in(after)
    changed = {one.id for found in differing(*rules) for one in found} | {pack}
    chosen = [tuple(one for one in each if one.id in changed) for each in rules]
    old, new = (_judged(organisation, closings[0], each) for each in chosen)
    twice = [
        JudgedTwice((new.get(id_) or old[id_]).indicator.title, old.get(id_), new.get(id_))
        for id_ in {**new, **old}
    ]
    return Tryout(organisation, closings[0], twice, list(_scored(organisation, closings, *chosen)))


def tryable(viewer: User, text: str) -> QuerySet[Organisation]:
    """Organisations whose results the viewer sees and whose names hold `text`, in the order of the tree."""
    found = organisations_for(viewer, "assessment.view")
    return found.filter(Q(name__contains=text) | Q(short_name__contains=text)) if text else found


def _judged(organisation: Organisation, closing: Closing, rules: Rules) -> dict[str, Result]:
    """Indicator -> result, of those judged when the closing's quarter was."""
    asked = [
        (indicator, pack, own)
        for indicator, pack, own in governing.judged(rules, Period.parse(closing.period))
        if indicator.subject == "organisation" and organisation.kind in indicator.kinds
    ]
    found: dict[str, Result] = {}
    for own in {own for _, _, own in asked}:
        facts = {id_ for one, _, period in asked if period == own for id_ in facts_of(one)}
        values = live.values(organisation, facts, rules, own, snapshot_of(closing))
        found |= {one.id: judge(one, pack, values, own) for one, pack, period in asked if period == own}
    return {one.id: found[one.id] for one, _, _ in asked}


def _scored(
    organisation: Organisation, closings: Sequence[Closing], before: Rules, after: Rules
) -> Iterable[ScoredTwice]:
    old, new = (
        {
            sheet.id: (sheet, pack)
            for sheet, pack in governing.sheets(each)
            if governing.scores(sheet, organisation)
        }
        for each in (before, after)
    )
    for id_ in {**new, **old}:
        sheet, _ = new.get(id_) or old[id_]
        closing, period = tried_on(sheet, closings)
        was, would_be = (
            scored_in(organisation, closing, *each[id_], rules, period)
            if id_ in each and each[id_][0].period == period.size
            else None
            for each, rules in ((old, before), (new, after))
        )
        yield ScoredTwice(sheet.title, closing, period, was, would_be)


def _lines(found: Scored | None) -> dict[str, ItemLine]:
    return {} if found is None else {one.score.item.id: one for one in found.items}


def _said(result: Result | None) -> object:
    return None if result is None else (result.verdict, result.value, result.required)
