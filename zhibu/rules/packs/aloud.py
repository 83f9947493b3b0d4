"""How a rule computes, in one plain Chinese sentence: beside its title, for everybody whom it judges."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from zhibu.rules.packs.spoken import Titles, spoken
from zhibu.rules.packs.written import Data

Entry = Mapping[str, Data]


def indicator_aloud(entry: Entry, titles: Titles) -> str:
    """When an indicator is met. `entry` is what a file says of it; empty where that cannot be read."""
    value, required = _said(entry, "value", titles), _said(entry, "required", titles)
    named = {**titles, ("this", "value"): _as_one(value), ("this", "required"): _as_one(required)}
    met = _said(entry, "met", named)
    if not value or met:
        return met
    return f"{value}不少于{required}" if required else value


def item_aloud(entry: Entry, titles: Titles) -> str:
    """How an item of a score sheet gives points; empty where that cannot be read."""
    scored = _ITEMS.get(_text(entry, "type"))
    first = scored(entry, titles) if scored else ""
    return "；".join([first, *_changes(entry, titles)]) if first else ""


def _as_one(said: str) -> str:
    """In brackets where it names several things, so that what it is compared with stays apart."""
    return f"（{said}）" if said.count("“") > 1 else said


def _base(entry: Entry, titles: Titles) -> str:
    when = _said(entry, "when", titles)
    return when and f"{when}，得{_text(entry, 'points')}分"


def _constraint(entry: Entry, titles: Titles) -> str:
    return f"起始{_text(entry, 'points')}分，往下扣：{_lines(entry, titles, '扣')}"


def _counted(entry: Entry, titles: Titles) -> str:
    return _lines(entry, titles)


def _ratio(entry: Entry, titles: Titles) -> str:
    ratio = _said(entry, "ratio", titles)
    return ratio and f"{_text(entry, 'points')}分乘以（{ratio}）"


def _thresholds(entry: Entry, titles: Titles) -> str:
    steps = [f"达到{_text(step, 'at_least')}得{_text(step, 'points')}分" for step in _records(entry, "steps")]
    return f"看{_said(entry, 'value', titles)}：{'，'.join(steps)}"


def _panel(entry: Entry, titles: Titles) -> str:
    return f"按评议“{_given(entry, titles)}”的结果"


def _manual(entry: Entry, titles: Titles) -> str:
    return f"人工填报“{_given(entry, titles)}”"


def _formula(entry: Entry, titles: Titles) -> str:
    return _said(entry, "points", titles)


_ITEMS: Final[Mapping[str, Callable[[Entry, Titles], str]]] = {
    "base": _base,
    "constraint": _constraint,
    "incentive": _counted,
    "per_occurrence": _counted,
    "ratio": _ratio,
    "thresholds": _thresholds,
    "panel": _panel,
    "manual": _manual,
    "formula": _formula,
}


def _lines(entry: Entry, titles: Titles, act: str = "加") -> str:
    return "；".join(_line(line, titles, act) for line in _records(entry, "lines"))


def _line(line: Entry, titles: Titles, act: str) -> str:
    each = _text(line, "each")
    if each.startswith("-"):
        act, each = "扣", each[1:]
    said = f"{_said(line, 'count', titles)}，每次{act}{each}分"
    if _text(line, "free"):
        said += f"，前{_text(line, 'free')}次不算"
    return said + (f"，最多{_text(line, 'most')}分" if _text(line, "most") else "")


def _changes(entry: Entry, titles: Titles) -> Iterator[str]:
    """What makes the points others than the first part of the sentence says."""
    for note in _records(entry, "notes"):
        yield f"{_said(note, 'when', titles)}时，改得{_said(note, 'points', titles)}分"
    zero = entry.get("zero_when")
    if isinstance(zero, dict):
        yield f"{_said(zero, 'when', titles)}时，得0分"


def _said(entry: Entry, name: str, titles: Titles) -> str:
    return spoken(_text(entry, name), titles)


def _given(entry: Entry, titles: Titles) -> str:
    name = _text(entry, "given")
    return titles.get(("given", name), name)


def _text(entry: Entry, name: str) -> str:
    found = entry.get(name, "")
    return found if isinstance(found, str) else ""


def _records(entry: Entry, name: str) -> Iterator[Entry]:
    found = entry.get(name)
    yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))
