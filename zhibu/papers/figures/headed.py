"""Whose figures stand below a heading, or in a line, that an organisation heads: （二）检修车间党总支, 【机关党委】."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhibu.papers.figures.names import NAME, is_one
from zhibu.papers.lines import Line
from zhibu.papers.numbering import Mark

_BULLET = re.compile(r"[\s\u3000]*([◆●■▲★◎•※【〖\[])")
_BULLET_RANK = 20.0
_WHOLE = re.compile(
    rf"[\s\u3000◆●■▲★◎•※【〖\[]*({NAME})(?:[（(][^（）()]{{1,20}}[）)])?(?:[\s\u3000]*$|[】〗\]：:。])"
)


@dataclass(frozen=True)
class _Item:
    """A line that begins an item; `name` is the organisation that heads it, empty where none does."""

    start: int
    rank: float
    name: str


class Headed:
    """Whom the heading of a place names, or the row or the column of a table that it stands in."""

    def __init__(
        self, text: str, lines: Sequence[Line], marks: Sequence[Mark], cells: Iterable[tuple[int, int, str]]
    ) -> None:
        self._cells = list(cells)
        self._changes: list[int] = []
        self._names: list[str] = []
        open_items: list[_Item] = []
        for item in _items(text, lines, marks):
            while open_items and open_items[-1].rank >= item.rank:
                open_items.pop()
            open_items.append(item)
            self._changes.append(item.start)
            self._names.append(next((one.name for one in reversed(open_items) if one.name), ""))

    def name_at(self, place: int) -> str:
        """The organisation that heads the item in which the place stands, else those around it; or nothing."""
        for start, end, name in self._cells:
            if start <= place < end:
                return name
        index = bisect_right(self._changes, place) - 1
        return self._names[index] if index >= 0 else ""


def _items(text: str, lines: Sequence[Line], marks: Sequence[Mark]) -> Iterator[_Item]:
    """The lines with a number or a bullet at their head."""
    numbered = {mark.start: mark for mark in marks if not mark.style.run_in}
    for line in lines:
        words = text[line.start : line.end]
        first = line.start + len(words) - len(words.lstrip())
        mark = numbered.get(first)
        bullet = _BULLET.match(words)
        if mark or bullet:
            match = _WHOLE.match(text, mark.end if mark else line.start, line.end)
            name = match[1] if match and is_one(match[1]) else ""
            rank = mark.style.rank if mark else _BULLET_RANK
            yield _Item(line.start, rank, name)
