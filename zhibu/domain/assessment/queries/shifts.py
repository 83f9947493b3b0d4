"""前后对比 of score sheets: whose band, total or single item would be another by changed rules.

In the order of the tree, never of points. Of members only how many, because nobody needs their names here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from zhibu.domain.assessment import governing
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.closings import snapshot_of
from zhibu.domain.assessment.stated import restated
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import Score, evaluate_sheets
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Sheet

Kind = Literal[
    "up", "down", "other", "known", "unknown", "points", "items", "new", "gone", "same", "still_unknown"
]

KIND_TITLES: Final[dict[Kind, str]] = {
    "up": "升档",
    "down": "降档",
    "other": "换档",
    "unknown": "变为暂无数据",
    "known": "不再暂无数据",
    "points": "分数变化",
    "items": "总分仍暂无数据，单项分变化",
    "new": "新增评分",
    "gone": "不再评分",
    "same": "不变",
    "still_unknown": "仍是暂无数据",
}
Found = tuple[Sheet, Pack]
"""A sheet with the pack that it stands in."""
_UNCHANGED: Final = ("same", "still_unknown")


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


def shifts(closings: Sequence[Closing], before: Rules, after: Rules) -> list[SheetShifts]:
    """Every sheet of either set by both, each on the newest of `closings` (from the newest down) that ends its period.

    Where none does, on the newest one: what the sheet says of its period so far.
    """
    old, new = dict(_sheets(before)), dict(_sheets(after))
    return [_shifts(closings, old.get(id_), new.get(id_)) for id_ in {**new, **old}]


def _shifts(closings: Sequence[Closing], before: Found | None, after: Found | None) -> SheetShifts:
    sheet = next(one for one in (after, before) if one is not None)[0]
    closing, period = tried_on(sheet, closings)
    snapshot = snapshot_of(closing)
    was = _scores(before, snapshot, period)
    if before and after and before[0].inputs != after[0].inputs:
        with restated(snapshot, sheet) as stated_anew:
            would_be = _scores(after, stated_anew, period)
    else:
        would_be = _scores(after, snapshot, period)
    return _compared(sheet, closing, period, was, would_be, names=_names(before, after))


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


def _scores(found: Found | None, snapshot: Path, period: Period) -> dict[int, Score]:
    if found is None or found[0].period != period.size:
        return {}
    sheet, pack = found
    scores = evaluate_sheets(snapshot, [pack], period, subject=sheet.subject)
    return {score.subject: score for score in scores if score.sheet == sheet.id}


def _names(*found: Found | None) -> dict[str, str]:
    return {item.id: item.title for one in found if one for group in one[0].groups for item in group.items}


def _compared(
    sheet: Sheet,
    closing: Closing,
    period: Period,
    old: Mapping[int, Score],
    new: Mapping[int, Score],
    *,
    names: Mapping[str, str],
) -> SheetShifts:
    kinds = {key: _kind(sheet, old.get(key), new.get(key)) for key in old.keys() | new.keys()}
    changed = [key for key, kind in kinds.items() if kind not in _UNCHANGED]
    places: Iterable[Organisation] = ()
    if sheet.subject == "organisation":
        places = sorted(Organisation.objects.in_bulk(changed).values(), key=lambda one: str(one.path))
    lines = [
        Shift(
            one,
            kinds[one.pk],
            old.get(one.pk),
            new.get(one.pk),
            _items(old.get(one.pk), new.get(one.pk), names),
        )
        for one in places
    ]
    return SheetShifts(sheet, closing, period, Counter(kinds.values()), lines)


def _kind(sheet: Sheet, before: Score | None, after: Score | None) -> Kind:
    """`sheet` is the one after the change: its bands say what is up and what is down."""
    if before is None or after is None:
        return "new" if before is None else "gone"
    known = [_is_known(sheet, one) for one in (before, after)]
    if known != [True, True]:
        if known[0] or known[1]:
            return "known" if known[1] else "unknown"
        return "items" if before.items != after.items else "still_unknown"
    if before.band != after.band:
        order = [band.title for band in sheet.bands]
        if before.band not in order or after.band not in order:
            return "other"
        return "up" if order.index(after.band) < order.index(before.band) else "down"
    return "points" if before.total != after.total else "same"


def _is_known(sheet: Sheet, score: Score) -> bool:
    return score.total is not None and (score.band is not None or not sheet.bands)


def _items(before: Score | None, after: Score | None, names: Mapping[str, str]) -> list[ItemShift]:
    if before is None or after is None:
        return []
    old, new = ({one.item: one.points or "暂无数据" for one in score.items} for score in (before, after))
    return [
        ItemShift(names[id_], old.get(id_, "没有这一项"), new.get(id_, "没有这一项"))
        for id_ in dict.fromkeys([*old, *new])
        if old.get(id_) != new.get(id_)
    ]
