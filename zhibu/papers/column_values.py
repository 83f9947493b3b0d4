"""What the cells of a column are, told by themselves: times, units, or work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhibu.papers.document import Cell, Document
from zhibu.papers.obligations import opens_with_verb
from zhibu.papers.values import are_units, is_time, may_be_units

EMPTY = {"", "-", "—", "/", "无", "\\", "——", "／"}
_SAMPLE = 40  # as many rows tell what a column is
_SOME, _MOST = 0.34, 0.6
_SENTENCE, _NAME = 12, 6
_NUMBER = re.compile(r"[\d.,，%％*√]+")


@dataclass(frozen=True, slots=True)
class Values:
    """Shares of the filled cells that are times, certainly units, perhaps units, open with a verb, or count."""

    count: int
    times: float
    units: float
    names: float
    verbs: float
    length: float
    numbers: float
    spans_rows: bool


def values_of(document: Document, rows: Sequence[Sequence[Cell]], column: int) -> Values:
    """The values of a column; a merged cell counts once, a row merged across not at all."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and len(set(row)) > 1]
    words = [document.of(cell).strip() for cell in dict.fromkeys(cells)]
    words = [one for one in words if one not in EMPTY]
    count = len(words)
    share = 1 / count if count else 0.0
    return Values(
        count,
        share * sum(map(is_time, words)),
        share * sum(map(are_units, words)),
        share * sum(map(may_be_units, words)),
        share * sum(map(_is_work, words)),
        share * sum(map(len, words)),
        share * sum(_NUMBER.fullmatch(one) is not None for one in words),
        len(set(cells)) < len(cells),
    )


def _is_work(words: str) -> bool:
    return opens_with_verb(words.lstrip("0123456789.．、①（()） "))


def corrected(meaning: str | None, values: Values, told: set[str | None]) -> str | None:
    """The meaning of a column by its heading, put right where its cells plainly are something else.

    `told` are the meanings that other columns have by their headings: those are not given a second time.
    """
    if not values.count:
        return meaning
    wordy = values.length > _SENTENCE
    if meaning in ("deadline", "start") and values.times < _SOME and wordy:
        return "task" if values.verbs > _SOME and "task" not in told else "note"
    if meaning in ("lead", "responsible") and values.names < _SOME and wordy:
        return "task" if values.verbs > _SOME and "task" not in told else "category"
    if meaning == "task" and values.numbers >= _MOST:
        return "note"
    if meaning in (None, "task", "category"):
        if values.times >= _MOST and "deadline" not in told:
            return "deadline"
        if values.units >= _MOST and not told & {"lead", "responsible"} and values.verbs < _SOME:
            return "responsible"
    if meaning is None and "task" not in told and values.length > _NAME and values.verbs >= _SOME:
        return "task"
    return meaning
