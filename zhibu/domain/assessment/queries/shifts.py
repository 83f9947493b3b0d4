"""前后对比 of score sheets: whose band, total or single item would be another by changed rules.

In the order of the tree, never of points. Of members only how many, because nobody needs their names here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc

from zhibu.domain.assessment import governing
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import snapshot_of
from zhibu.domain.assessment.queries.shift_kinds import KIND_TITLES, UNCHANGED, Kind, kinds_of
from zhibu.domain.assessment.queries.steps import Steps
from zhibu.domain.assessment.stated import restated
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import Score, evaluate_sheets
from zhibu.facts.scores import SheetScores
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Sheet

Found = tuple[Sheet, Pack]
"""A sheet with the pack that it stands in."""


@dataclass(frozen=True)
class ItemShift:
    """One item that would have other points, in words: 10, 暂无数据 or 没有这一项."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Shift:
    """One organisation whose score would be another; None where the sheet did not or would not score it."""

    organisation: Organisation
    kind: Kind
    before: Score | None
    after: Score | None
    items: list[ItemShift]

    @property
    def title(self) -> str:
        return KIND_TITLES[self.kind]


@dataclass(frozen=True)
class SheetShifts:
    """What changed rules do to one sheet. `whole`: the snapshot holds its whole period, not only the beginning."""

    sheet: Sheet
    closing: Closing
    period: Period
    counts: Mapping[Kind, int]
    shifts: list[Shift]

    @property
    def whole(self) -> bool:
        return self.period.end <= Period.parse(self.closing.period).end

    @property
    def counted(self) -> list[tuple[Kind, str, int]]:
        """(kind, words, how many) of what occurs, and always 升档, 降档, 分数变化 and 不变."""
        shown = ("up", "down", "points", "same")
        return [
            (kind, title, self.counts.get(kind, 0))
            for kind, title in KIND_TITLES.items()
            if self.counts.get(kind, 0)
            or (kind in shown and (self.sheet.bands or kind not in ("up", "down")))
        ]


def shifts(closings: Sequence[Closing], before: Rules, after: Rules, steps: Steps) -> list[SheetShifts]:
    """Every sheet of either set by both, each on the newest of `closings` (from the newest down) that ends its period.

    Where none does, on the newest one: what the sheet says of its period so far.
    """
    old, new = dict(_sheets(before)), dict(_sheets(after))
    return [_shifts(closings, old.get(id_), new.get(id_), steps) for id_ in {**new, **old}]


def _shifts(
    closings: Sequence[Closing], before: Found | None, after: Found | None, steps: Steps
) -> SheetShifts:
    sheet = next(one for one in (after, before) if one is not None)[0]
    closing, period = tried_on(sheet, closings)
    snapshot = snapshot_of(closing)
    if before:
        steps.begin(f"按现行规则计算{sheet.title}")
    was = _scores(before, snapshot, period)
    if after:
        steps.begin(f"按修改后的规则计算{sheet.title}")
    if before and after and before[0].inputs != after[0].inputs:
        with restated(snapshot, sheet) as stated_anew:
            would_be = _scores(after, stated_anew, period)
    else:
        would_be = _scores(after, snapshot, period)
    return _compared(sheet, closing, period, was, would_be)


def _sheets(rules: Rules) -> Iterator[tuple[str, Found]]:
    for sheet, pack in governing.sheets(rules):
        yield sheet.id, (sheet, pack)


def tried_on(sheet: Sheet, closings: Sequence[Closing]) -> tuple[Closing, Period]:
    """The closing, and the sheet's own period that its quarter lies in."""
    asked = [(one, Period.containing(Period.parse(one.period).end, sheet.period)) for one in closings]
    return next(
        ((one, own) for one, own in asked if own.end == Period.parse(one.period).end),
        asked[0],
    )


def _scores(found: Found | None, snapshot: Path, period: Period) -> SheetScores | None:
    if found is None or found[0].period != period.size:
        return None
    sheet, pack = found
    alone = pack.only([sheet])
    return next(iter(evaluate_sheets(snapshot, [alone], period, subject=sheet.subject).sheets), None)


def _compared(
    sheet: Sheet, closing: Closing, period: Period, old: SheetScores | None, new: SheetScores | None
) -> SheetShifts:
    kinds = kinds_of(sheet, old, new)
    lines = list(_lines(kinds, old, new)) if sheet.subject == "organisation" else []
    return SheetShifts(sheet, closing, period, {kind: len(found) for kind, found in kinds.items()}, lines)


def _lines(
    kinds: Mapping[Kind, Sequence[int]], old: SheetScores | None, new: SheetScores | None
) -> Iterator[Shift]:
    """Those that would be another, in the order of the tree."""
    kind_of = {key: kind for kind, keys in kinds.items() if kind not in UNCHANGED for key in keys}
    was, would_be = _only(old, kind_of), _only(new, kind_of)
    names = {item.id: item.title for one in (old, new) if one for item in one.items}
    places = Organisation.objects.in_bulk(list(kind_of)).values()
    for one in sorted(places, key=lambda one: str(one.path)):
        before, after = was.get(one.pk), would_be.get(one.pk)
        yield Shift(one, kind_of[one.pk], before, after, _items(before, after, names))


def _only(scores: SheetScores | None, subjects: Iterable[int]) -> dict[int, Score]:
    if scores is None:
        return {}
    wanted = pc.field("subject").isin(list(subjects))
    return {one.subject: one for one in replace(scores, table=scores.table.filter(wanted))}


def _items(before: Score | None, after: Score | None, names: Mapping[str, str]) -> list[ItemShift]:
    if before is None or after is None:
        return []
    old, new = ({one.item: one.points or "暂无数据" for one in score.items} for score in (before, after))
    return [
        ItemShift(names[id_], old.get(id_, "没有这一项"), new.get(id_, "没有这一项"))
        for id_ in dict.fromkeys([*old, *new])
        if old.get(id_) != new.get(id_)
    ]
