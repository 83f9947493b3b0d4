"""The annex of a bulletin: who did not meet what, each organisation once, below its unit, in the order of the tree."""

from collections.abc import Sequence
from itertools import groupby

from zhibu.domain.reports.composing.figures import Pen
from zhibu.domain.reports.composing.reading import Judged, Place

_ENDINGS = ("机关党委", "党委", "党总支", "党组")
_BRANCH = "党支部"
_SHORTEST = 2


def annex(pen: Pen, judged: Sequence[Judged]) -> None:
    """The key of the marks, then a row for each unit; nothing where everybody meets everything."""
    failing = [one for one in judged if one.lacking]
    if not failing:
        return
    marks = {one.indicator.id: mark(number) for number, one in enumerate(failing, 1)}
    pen.annex("annex", "未达标党组织名单")
    key = "；".join(f"{marks[one.indicator.id]}{one.indicator.title}" for one in failing)
    pen.paragraph("annex-key", f"名称后面的记号是未达标的指标：{key}。")
    pen.table("annex-failing", "", [("单位", "未达标的党组织（按组织序列）"), *_rows(failing, marks)])


def mark(number: int) -> str:
    """① to ㊿, which no reader takes for a figure."""
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return f"（{number}）"


def shortened(name: str, unit: str) -> str:
    """An organisation's name as it reads in the row of its unit: 公路中心机关第一党支部 is 机关第一 there."""
    stem = next((unit.removesuffix(ending) for ending in _ENDINGS if unit.endswith(ending)), unit)
    rest = name.removeprefix(stem).removesuffix(_BRANCH)
    return rest if name != unit and len(rest) >= _SHORTEST else name


def _rows(failing: Sequence[Judged], marks: dict[str, str]) -> list[tuple[str, str]]:
    found: dict[Place, str] = {}
    for one in failing:
        for place in one.lacking:
            found[place] = found.get(place, "") + marks[one.indicator.id]
    places = sorted(found, key=lambda place: place.path)
    return [
        (unit, "、".join(f"{shortened(place.name, unit)}{found[place]}" for place in group))
        for unit, group in groupby(places, key=lambda place: place.unit)
    ]
