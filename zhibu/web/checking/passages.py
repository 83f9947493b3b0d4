"""The draft as its page shows it: paragraphs of words and figures. Pure: the text and what the check found in."""

from bisect import bisect_left
from collections import defaultdict
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
    against = _doubts_by_figure(checked)
    found: list[tuple[int, int, Shown]] = []
    for index, one in enumerate(checked["figures"]):
        if not found or one["start"] >= found[-1][1]:
            doubts = tuple(against.get(index, ()))
            figure = Shown(len(found) + 1, one["key"], one["quote"], Verdict(one["verdict"]), doubts)
            found.append((one["start"], one["end"], figure))
    return found


def _doubts_by_figure(checked: Mapping[str, Any]) -> dict[int, list[str]]:
    starts = [one["start"] for one in checked["figures"]]
    found: dict[int, list[str]] = defaultdict(list)
    for doubt in checked["doubts"]:
        for index in range(bisect_left(starts, doubt["start"]), bisect_left(starts, doubt["end"])):
            found[index].append(doubt["message"])
    return found


def numbered(
    doubts: Sequence[Mapping[str, Any]], figures: Sequence[tuple[int, int, Shown]]
) -> list[tuple[str, int]]:
    """(what does not agree in the text, the number of the figure where it begins)."""
    starts = [start for start, _, _ in figures]
    return [
        (doubt["message"], figures[at][2].number if at < len(figures) else 0)
        for doubt in doubts
        for at in [bisect_left(starts, doubt["start"])]
    ]


def passages(text: str, figures: Sequence[tuple[int, int, Shown]], only: str) -> Iterator[Passage]:
    """The paragraphs in order; with a filter, those alone that hold a figure it lets through."""
    at = first = 0
    for line in text.split("\n"):
        end, last = at + len(line), first
        while last < len(figures) and figures[last][0] < end:
            last += 1
        mine = figures[first:last]
        if line.strip() and (not only or any(figure.is_shown_by(only) for _, _, figure in mine)):
            yield _cut(text, at, end, mine)
        at, first = end + 1, last


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
