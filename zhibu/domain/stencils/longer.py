"""Figures of the half-year and the year up to a closed quarter, counted from its snapshot as the reports count them."""

from collections.abc import Mapping

from zhibu.domain.reports.composing.reading import Opened, Reading
from zhibu.papers.official import FigureRef, Source
from zhibu.rules.periods import Period, Size

SPANS: Mapping[str, Size] = {"本季度": "quarter", "本半年": "half", "本年": "year"}


def longer(opened: Opened, titles: Mapping[str, str]) -> dict[str, FigureRef]:
    """本年主题党日次数 and the like."""
    found: dict[str, FigureRef] = {}
    for said, size in SPANS.items():
        told = opened.counted(Period.containing(opened.period.end, size).start)
        found |= _figures(said, told, titles)
    return found


def _figures(said: str, told: Reading, titles: Mapping[str, str]) -> dict[str, FigureRef]:
    counted: dict[str, int | None] = {}
    for kind, title in titles.items():
        counted[f"{title}次数"] = told.times_of(kind)
        counted[f"{title}参加人次"] = told.kinds[kind].present if kind in told.kinds else told.times_of(kind)
    counted["到期任务数"] = told.work.due if told.rows["assignment"] else None
    counted["已销号任务数"] = told.work.done if told.rows["assignment"] else None
    return {
        f"{said}{what}": FigureRef(
            None if value is None else str(value),
            Source(f"{said}{what}", told.period.label, "计数", value, told.digest_short),
        )
        for what, value in counted.items()
    }
