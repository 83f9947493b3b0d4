"""Units and times behind labels: 牵头单位：办公室；协办：各支部；完成时限：6月底前."""

import re
from collections.abc import Iterator

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.labels import find_labels
from zhibu.papers.unit_names import UNIT, Attribution, all_units, leaders_first, split_units
from zhibu.papers.values import is_time, may_be_units

ASKED = ("lead", "responsible", "deadline", "other")
_EDGES, _OPEN, _CLOSE = " 　\n，,；;。、|｜", "（(【[〔［", "）)】]〕］"
_LONGEST_TERM = 20


def labelled(text: str) -> Attribution:
    """Units and deadline of text such as 牵头单位：办公室；协办：各支部；完成时限：6月底前, whatever the labels are."""
    values: dict[str, list[str]] = {"lead": [], "responsible": [], "deadline": [], "other": []}
    for kind, value in _stated(text):
        parts = [value] if kind == "deadline" else re.split("[；;，,｜|]", value)
        for part in parts:
            timed = kind != "deadline" and names_time(part)
            values["deadline" if timed else kind].append(part)
    leading, others = leaders_first([unit for value in values["responsible"] for unit in split_units(value)])
    return Attribution(
        (*(unit for value in values["lead"] for unit in split_units(value)), *leading),
        others,
        "；".join(value for value in values["deadline"] if value),
    )


def _stated(text: str) -> Iterator[tuple[str, str]]:
    """What each label of the text is for, with its value."""
    labels = labels_in(text)
    for index, (_, end, kind) in enumerate(labels):
        stop = labels[index + 1][0] if index + 1 < len(labels) else len(text)
        value = _value(text[end:stop])
        if kind in ASKED and value:
            yield kind, value


def labels_in(text: str) -> list[tuple[int, int, str]]:
    """Where each label of the text begins and ends, and its kind: told by its words, else by its value."""
    if "：" not in text and ":" not in text and "】" not in text and "]" not in text:
        return []
    ordered = [(one.start, one.end, one.kind) for one in find_labels(text)]
    stops = [*(one[0] for one in ordered[1:]), len(text)]
    values = [_value(text[end:stop]) for (_, end, _), stop in zip(ordered, stops, strict=False)]
    told = [
        kind or _kind_by(text[start:end], value)
        for (start, end, kind), value in zip(ordered, values, strict=True)
    ]
    opens = bool(ordered) and not text[: ordered[0][0]].strip(_EDGES + _OPEN)
    if not any(kind in ASKED for _, _, kind in ordered) and not (opens and all(told)):
        told = [kind for _, _, kind in ordered]
    return [
        (start, end, kind if _fits(kind, value) else "")
        for (start, end, _), kind, value in zip(ordered, told, values, strict=True)
    ]


def _kind_by(label: str, value: str) -> str:
    """What an unknown label is for, told by its value: units or a time."""
    if is_time(value):
        return "" if "阶段" in label else "deadline"
    if not all_units(value) or all_units(label.strip("：: ")):
        return ""
    return "lead" if re.search("[牵主首总]|第一", label) else "responsible"


def _value(words: str) -> str:
    """A value without blanks, stops and the bracket of the label around it; brackets of its own stay."""
    words = words.strip(_EDGES).rstrip(_OPEN).lstrip(_CLOSE).strip(_EDGES)
    while words[-1:] in _CLOSE and words and not any(opening in words for opening in _OPEN):
        words = words[:-1].rstrip(_EDGES)
    return words


def _fits(kind: str, value: str) -> bool:
    """Whether a value is what its label asks for; a sentence behind 落实： is none."""
    if kind == "deadline":
        return len(value) <= _LONGEST_TERM or bool(find_deadlines(value, year=None, stated=True))
    if kind in ("lead", "responsible"):
        return all(
            names_time(part) or may_be_units(part) for part in re.split("[；;，,｜|]", value) if part.strip()
        )
    return True


def names_time(words: str) -> bool:
    """Whether words in a bracket or after a label name a time and not a unit."""
    if is_time(words):
        return True
    return bool(find_deadlines(words, year=None, stated=True)) and UNIT.fullmatch(words.strip()) is None
