"""Which candidate numbers stand: those at the head of a line, and those inside one that belong to a sequence."""

from collections.abc import Sequence

from zhibu.papers.numbering import STYLES, Mark, Style

_RANKS = {style.name: style.rank for style in STYLES}
_LOOK_AHEAD = 300  # no list has more numbers between its first and its second member
_NUMERALS = "一二三四五六七八九十"


def standing_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks that are real numbers of items, in order."""
    last: dict[str, int] = {}
    standing: list[Mark] = []
    for index, mark in enumerate(marks):
        strong = mark.strength == 2 and not mark.style.run_in
        if not strong and not _in_sequence(text, marks, index, last):
            continue
        if not mark.style.run_in:
            _forget_deeper(last, mark.style)
        last[mark.style.name] = mark.ordinal
        standing.append(mark)
    return standing


def _forget_deeper(last: dict[str, int], style: Style) -> None:
    for name in [name for name in last if _RANKS[name] > style.rank]:
        del last[name]


def _in_sequence(text: str, marks: Sequence[Mark], index: int, last: dict[str, int]) -> bool:
    mark = marks[index]
    if mark.strength == 0 and text[mark.end : mark.end + 1] in _NUMERALS:
        return False
    if mark.ordinal > 1:
        return last.get(mark.style.name) == mark.ordinal - 1
    return _followed(marks, index)


def _followed(marks: Sequence[Mark], index: int) -> bool:
    """Whether a first member has a second one before a heading of an outer style comes."""
    first = marks[index]
    for mark in marks[index + 1 : index + _LOOK_AHEAD]:
        if mark.style.name == first.style.name:
            if mark.ordinal == 2:
                return True
            if mark.ordinal == 1 and mark.strength:
                return False
        elif mark.strength == 2 and mark.style.rank < first.style.rank:
            return False
    return False
