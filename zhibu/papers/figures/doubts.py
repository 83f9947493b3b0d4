"""What a contradiction is, and what the readers of contradictions share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.figures.reading import Figure

SENTENCE = "。！？!?\n"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction at text[start:end]; `kind` is total, share, change or repeated, `message` says what disagrees."""

    kind: str
    message: str
    start: int
    end: int


def in_groups(text: str, figures: Sequence[Figure], stops: str) -> Iterator[list[Figure]]:
    """The figures between which none of `stops` stands."""
    group: list[Figure] = []
    for one in figures:
        if group and any(stop in text[group[-1].end : one.start] for stop in stops):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def rounding(quote: str) -> Fraction:
    """What rounding may explain: one unit of the last digit written."""
    decimals = re.search(r"[.．](\d+)", quote)
    return Fraction(1, 10 ** (len(decimals[1]) if decimals else 0))


def plain(value: Fraction) -> str:
    """The number as a message shows it."""
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"
