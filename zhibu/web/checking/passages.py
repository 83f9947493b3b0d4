"""The draft as its page shows it: paragraphs of words and figures. Pure: the text and what the check found in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhibu.domain.checking.choices import Verdict

DOUBTFUL = "doubtful"
_STOPS = "。！？!?；;\n\t"
_MARKS = {
    Verdict.CONFIRMED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.NO_RECORD: "○",
    Verdict.CANNOT: "？",
}


@dataclass(frozen=True)
class Shown:
    """A figure in the text: `number` is its place among all, `doubts` what the text itself says against it."""

    number: int
    key: str
    quote: str
    verdict: Verdict
    doubts: tuple[str, ...]

    @property
    def mark(self) -> str:
        """A sign beside the colour, so that the verdict can be told without it."""
        return _MARKS[self.verdict]

    @property
    def words(self) -> str:
        return "；".join([self.verdict.label, *self.doubts])

    def is_shown_by(self, only: str) -> bool:
        """Whether the filter `only` (a verdict, doubtful, or "" for all) lets it through."""
        if only == DOUBTFUL:
            return self.verdict == Verdict.CONTRADICTED or bool(self.doubts)
        return not only or self.verdict == only


Passage = Sequence[str | Shown]


def shown_in(checked: Mapping[str, Any]) -> list[tuple[int, int, Shown]]:
    """(start, end, figure) of each figure of a check, in order; of two that overlap the first."""
    found: list[tuple[int, int, Shown]] = []
    for one in checked["figures"]:
        if found and one["start"] < found[-1][1]:
            continue
        against = tuple(
            doubt["message"]
            for doubt in checked["doubts"]
            if doubt["start"] <= one["start"] and one["end"] <= doubt["end"]
        )
        figure = Shown(len(found) + 1, one["key"], one["quote"], Verdict(one["verdict"]), against)
        found.append((one["start"], one["end"], figure))
    return found


def passages(text: str, figures: Sequence[tuple[int, int, Shown]], only: str) -> Iterator[Passage]:
    """The paragraphs in order; with a filter, those alone that hold a figure it lets through."""
    at, waiting = 0, list(figures)
    for line in text.split("\n"):
        end = at + len(line)
        mine = [one for one in waiting if one[0] < end]
        waiting = waiting[len(mine) :]
        if line.strip() and (not only or any(figure.is_shown_by(only) for _, _, figure in mine)):
            yield _cut(text, at, end, mine)
        at = end + 1


def counts(figures: Sequence[tuple[int, int, Shown]]) -> dict[str, int]:
    """How many figures each filter lets through."""
    found = Counter(figure.verdict.value for _, _, figure in figures)
    found[DOUBTFUL] = sum(figure.is_shown_by(DOUBTFUL) for _, _, figure in figures)
    return {"total": len(figures), **found}


def sentence_at(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the sentence around text[start:end] begins, and its words with their stop."""
    left = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    rights = [at + 1 for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    sentence = text[left : min(rights, default=len(text))]
    return left + len(sentence) - len(sentence.lstrip()), sentence.strip()


def _cut(text: str, start: int, end: int, figures: Sequence[tuple[int, int, Shown]]) -> list[str | Shown]:
    parts: list[str | Shown] = []
    at = start
    for left, right, figure in figures:
        parts += [text[at:left], figure]
        at = right
    return [part for part in [*parts, text[at:end]] if part]
