"""What kind of shift each subject of a sheet makes, for all subjects at once: there may be 140,000 of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from zhibu.facts.scores import SheetScores
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
UNCHANGED: Final[tuple[Kind, ...]] = ("same", "still_unknown")
_SIDE: Final = pa.schema(
    [("subject", pa.int64()), *((name, pa.string()) for name in ("total", "band", "items"))]
)


@dataclass(frozen=True)
class _Outcome:
    """What one side says of one subject."""

    total: str | None
    band: str | None

    def is_known(self, sheet: Sheet) -> bool:
        return self.total is not None and (self.band is not None or not sheet.bands)


def kinds_of(sheet: Sheet, before: SheetScores | None, after: SheetScores | None) -> Mapping[Kind, list[int]]:
    """Kind -> the subjects that make it. `sheet` is the one after the change; None: the side does not score."""
    both = _side(before).join(
        _side(after), "subject", join_type="full outer", left_suffix=" before", right_suffix=" after"
    )
    both = both.append_column("same", pc.equal(both["items before"], both["items after"]))
    for side in ("before", "after"):
        both = both.append_column(f"there {side}", pc.is_valid(both[f"items {side}"]))
    alike = [name for name in both.column_names if name not in ("subject", "items before", "items after")]
    found: dict[Kind, list[int]] = defaultdict(list)
    for row in both.group_by(alike).aggregate([("subject", "list")]).to_pylist():
        was, would_be = (
            _Outcome(row[f"total {side}"], row[f"band {side}"]) if row[f"there {side}"] else None
            for side in ("before", "after")
        )
        found[_kind(sheet, was, would_be, same_items=bool(row["same"]))] += row["subject_list"]
    return found


def _side(scores: SheetScores | None) -> pa.Table:
    if scores is None:
        return _SIDE.empty_table()
    table = scores.table
    parts = [
        part
        for number, item in enumerate(scores.items)
        for part in (item.id, table[f"{number} points"], table[f"{number} verdict"])
    ]
    items = pc.binary_join_element_wise(
        *parts, str(scores.most), "\t", null_handling="replace", null_replacement="-"
    )
    return pa.table([table["subject"], table["total"], table["band"], items], _SIDE)


def _kind(sheet: Sheet, before: _Outcome | None, after: _Outcome | None, *, same_items: bool) -> Kind:
    """`sheet` is the one after the change: its bands say what is up and what is down."""
    if before is None or after is None:
        return "new" if before is None else "gone"
    known = [one.is_known(sheet) for one in (before, after)]
    if known != [True, True]:
        if known[0] or known[1]:
            return "known" if known[1] else "unknown"
        return "still_unknown" if same_items else "items"
    if before.band != after.band:
        order = [band.title for band in sheet.bands]
        if before.band not in order or after.band not in order:
            return "other"
        return "up" if order.index(after.band) < order.index(before.band) else "down"
    return "points" if before.total != after.total else "same"
